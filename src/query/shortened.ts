/** A text for an error message: what is longer than `limit` characters is cut, so that messages stay readable. */
export function shortened(text: string, limit = 60): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
