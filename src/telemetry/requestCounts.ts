/** Counts answered HTTP requests by method, route and class of status. */

export interface RequestCount {
  readonly method: string;
  /** The route's pattern, such as `/functions/:name`; never an address that somebody made up. */
  readonly route: string;
  /** `2xx`, `4xx` … */
  readonly status: string;
  /** Since the start. */
  readonly count: number;
  /** How many of them were timed, and the time to answer these, together. */
  readonly timed: number;
  readonly seconds: number;
}

export interface RequestCounts {
  /**
   * One answered request. `method` and `route` have to come from bounded sets; `seconds` is null for one that is
   * meant to last (a live stream), whose length says nothing.
   */
  add(method: string, route: string, statusCode: number, seconds: number | null): void;
  /** Sorted by route, method and status. */
  all(): RequestCount[];
}

export function createRequestCounts(): RequestCounts {
  const counts = new Map<string, { -readonly [K in keyof RequestCount]: RequestCount[K] }>();
  return {
    add(method, route, statusCode, seconds) {
      const status = `${Math.floor(statusCode / 100)}xx`;
      const key = `${route} ${method} ${status}`;
      const entry = counts.get(key) ?? { method, route, status, count: 0, timed: 0, seconds: 0 };
      counts.set(key, entry);
      entry.count++;
      if (seconds === null) return;
      entry.timed++;
      entry.seconds += seconds;
    },
    all: () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => ({ ...entry })),
  };
}
