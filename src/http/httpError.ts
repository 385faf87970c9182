export interface HttpErrorDetails extends ErrorOptions {
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** 0-based offset into the target text at fault. */
  readonly column?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal with its status; `code` is stable, `message` is a sentence for a person. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly column: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: HttpErrorDetails = {}) {
    super(message, details);
    this.status = status;
    this.code = code;
    this.hint = details.hint;
    this.column = details.column;
    this.headers = details.headers ?? {};
  }
}

export function badRequest(message: string, details: HttpErrorDetails = {}): HttpError {
  return new HttpError(400, 'bad-request', message, details);
}
