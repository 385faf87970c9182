export interface TargetErrorOptions extends ErrorOptions {
  /** 0-based offset into the target's text. */
  readonly column: number;
  /** What to do about it, such as `did you mean "scale"?`. */
  readonly hint?: string | undefined;
}

/** A mistake in the text of a target: the user's to mend, so it says where and, if it can, how. */
export class TargetError extends Error {
  override name = 'TargetError';
  readonly column: number;
  readonly hint: string | undefined;

  constructor(message: string, options: TargetErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.column = options.column;
    this.hint = options.hint;
  }
}
