/** A time or a length of time that cannot be read; `hint` says what can. */
export class TimeError extends Error {
  override name = 'TimeError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
