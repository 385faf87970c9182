/** Counts what the server's queries do and cost, since the start. */

export interface QueryFigures {
  /** Queries that have ended, whatever became of them. */
  readonly count: number;
  /** Until they were answered, waiting included, together. */
  readonly milliseconds: number;
  /** Read from the store. */
  readonly series: number;
  readonly points: number;
  readonly slow: number;
  /** Sent away because too many waited. */
  readonly refused: number;
  /** Ended early: their caller left, the time was up, or an administrator ended them. */
  readonly cancelled: number;
  /** Answered from what was computed a moment before. */
  readonly cached: number;
  /** Answered with what was being computed for somebody else. */
  readonly joined: number;
  /** Now. */
  readonly running: number;
  readonly waiting: number;
}

type Counter = Exclude<keyof QueryFigures, 'running' | 'waiting'>;

export interface QueryCounts {
  add(counter: Counter, by?: number): void;
  /** Sets where to ask how many queries run and wait. */
  watch(now: () => Pick<QueryFigures, 'running' | 'waiting'>): void;
  all(): QueryFigures;
}

export function createQueryCounts(): QueryCounts {
  const counts: Record<Counter, number> = {
    count: 0,
    milliseconds: 0,
    series: 0,
    points: 0,
    slow: 0,
    refused: 0,
    cancelled: 0,
    cached: 0,
    joined: 0,
  };
  let now = (): Pick<QueryFigures, 'running' | 'waiting'> => ({ running: 0, waiting: 0 });
  return {
    add(counter, by = 1) {
      counts[counter] += by;
    },
    watch(from) {
      now = from;
    },
    all: () => ({ ...counts, ...now() }),
  };
}
