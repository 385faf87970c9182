export type DashboardErrorCode =
  | 'not-found'
  | 'bad-dashboard'
  | 'bad-folder'
  | 'not-allowed'
  | 'read-only'
  | 'uid-taken'
  | 'title-taken'
  | 'folder-not-empty'
  | 'in-trash'
  | 'users-only';

/** A refusal that the person at the other end should read; `code` is stable. */
export class DashboardError extends Error {
  override name = 'DashboardError';
  readonly code: DashboardErrorCode;
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(code: DashboardErrorCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
