/** A command that was called the wrong way; the text says what to write instead. */
export class UsageError extends Error {
  override name = 'UsageError';
}
