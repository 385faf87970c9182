/** Remote stores that an answer had to do without. */

/** A remote store that did not answer, and why, in words for people. */
export interface MissingRemote {
  readonly remote: string;
  readonly reason: string;
}

export class MissingRemotes {
  private readonly reasons = new Map<string, string>();

  /** The first reason of a remote counts: those that follow are mostly that it failed a moment ago. */
  add({ remote, reason }: MissingRemote): void {
    if (!this.reasons.has(remote)) this.reasons.set(remote, reason);
  }

  list(): MissingRemote[] {
    return [...this.reasons].map(([remote, reason]) => ({ remote, reason }));
  }
}

/** `east (no answer within 6 s), west (answered 500)`: for a header, so names and reasons are plain ASCII. */
export function missingText(missing: readonly MissingRemote[]): string {
  return missing.map(({ remote, reason }) => `${remote} (${reason})`).join(', ');
}

/** All remote stores were required to answer, and some did not. */
export class RemotesMissingError extends Error {
  override name = 'RemotesMissingError';
}
