import type { RemoteFailureReason } from '../telemetry/remoteCounts.ts';

/** Why a remote store did not answer. The message is for those who asked; the `cause` is for the log. */
export class RemoteFailure extends Error {
  override name = 'RemoteFailure';
  readonly reason: RemoteFailureReason;
  /** True when the remote is out of order, false when this very question was at fault: others may be asked at once. */
  readonly outOfOrder: boolean;

  constructor(
    reason: RemoteFailureReason,
    message: string,
    { outOfOrder = true, cause }: { readonly outOfOrder?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.reason = reason;
    this.outOfOrder = outOfOrder;
  }
}
