/** Whether a text has any glob character. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}
