/**
 * Makes one segment of a metric's name out of any text: letters, digits and `_-:+@` stay, everything that separates
 * (dots, blanks, slashes), that a target could not hold unquoted, or that is a glob becomes `_`.
 */
export function segment(text: string): string {
  return text.replace(/[^\p{L}\p{N}_\-:+@]/gu, '_') || '_';
}
