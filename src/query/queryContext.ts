/** What an evaluation is given: the store, the range, and what it may cost. */
import type { MetricStore } from '../storage/store.ts';
import type { EventAt } from './registry/defineFunction.ts';
import type { FunctionTable } from './registry/functionTable.ts';

export interface QueryLimits {
  /** Series and values that one evaluation may read from the store. */
  readonly maxSeries: number;
  readonly maxPoints: number;
  /** Characters of one target. */
  readonly maxTargetLength: number;
  /** How deep functions may nest in a target. */
  readonly maxDepth: number;
}

export interface QueryContext {
  /** Without `fold` every series is fetched. */
  readonly store: Pick<MetricStore, 'fetch'> & Partial<Pick<MetricStore, 'fold'>>;
  /** Seconds since 1970, as are `from` (exclusive) and `until`. */
  readonly nowSeconds: number;
  readonly from: number;
  readonly until: number;
  /** Values a series that the caller wants in the end; evaluation itself keeps them all. */
  readonly maxDataPoints?: number;
  /** IANA zone, for functions that know days. */
  readonly tz?: string;
  /** Share of known values (0..1) that combined and consolidated values need; 0 as in graphite-web. */
  readonly xFilesFactor?: number;
  readonly limits: QueryLimits;
  /** Aborted when nobody waits any more: looked at between targets and between functions. */
  readonly signal?: AbortSignal;
  /** How several values of a series become one, and what is read of coarser archives, where the target does not say it. */
  readonly consolidateBy?: 'average' | 'min' | 'max' | 'sum' | 'last' | 'first';
  /** Records what each node does and costs. */
  readonly explain?: boolean;
  /** Values for `template()`, which go before those that the target itself gives. */
  readonly template?: Readonly<Record<string, string>>;
  /** Events with all of the tags, both ends of the range included, in the order of time. None are known unless given. */
  readonly events?: (tags: readonly string[], from: number, until: number) => readonly EventAt[];
  /** The functions that targets may call; all that there are unless given. */
  readonly functions?: FunctionTable;
}
