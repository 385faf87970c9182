/** Counts what remote stores were asked, by remote and kind of question, and how they failed. */

/** What a remote store is asked for: names of the tree, values, tags, or all names. */
export type RemoteOperation = 'find' | 'fetch' | 'tags' | 'index';

/** `skipped`: it was not asked, because it failed a short time ago. */
export type RemoteFailureReason =
  | 'timeout'
  | 'unreachable'
  | 'bad-status'
  | 'bad-answer'
  | 'too-large'
  | 'skipped';

export interface RemoteCount {
  /** The remote's name in the settings. */
  readonly remote: string;
  readonly operation: RemoteOperation;
  /** Questions since the start, failed and skipped ones among them. */
  readonly count: number;
  /** Time until the answer or the failure, all together; skipped ones take none. */
  readonly seconds: number;
  /** Those that failed, by reason. */
  readonly failures: Readonly<Partial<Record<RemoteFailureReason, number>>>;
}

export interface RemoteCounts {
  /** One question; `failure` is null when it was answered. */
  add(remote: string, operation: RemoteOperation, seconds: number, failure: RemoteFailureReason | null): void;
  /** Sorted by remote and operation. */
  all(): RemoteCount[];
}

interface Entry {
  readonly remote: string;
  readonly operation: RemoteOperation;
  count: number;
  seconds: number;
  readonly failures: Partial<Record<RemoteFailureReason, number>>;
}

export function createRemoteCounts(): RemoteCounts {
  const counts = new Map<string, Entry>();
  return {
    add(remote, operation, seconds, failure) {
      const key = `${remote} ${operation}`;
      const entry = counts.get(key) ?? { remote, operation, count: 0, seconds: 0, failures: {} };
      counts.set(key, entry);
      entry.count++;
      entry.seconds += seconds;
      if (failure !== null) entry.failures[failure] = (entry.failures[failure] ?? 0) + 1;
    },
    all: () =>
      [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, entry]) => ({ ...entry, failures: { ...entry.failures } })),
  };
}
