/** A file that is no dashboard, with words for the person who chose it. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
