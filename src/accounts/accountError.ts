export type AccountErrorCode =
  | 'wrong-password'
  | 'too-many-attempts'
  | 'first-password-elsewhere'
  | 'same-password'
  | 'bad-password'
  | 'no-such-user';

export interface AccountErrorDetails {
  /** What to do about it. */
  readonly hint?: string;
  /** When to try again. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that the person at the other end should read; `code` is stable. */
export class AccountError extends Error {
  override name = 'AccountError';
  readonly code: AccountErrorCode;
  readonly hint: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: AccountErrorCode, message: string, details: AccountErrorDetails = {}) {
    super(message);
    this.code = code;
    this.hint = details.hint;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
