/** How coarse what a target read is, for those who look at the result: whether it was rolled up, and how. */
import type { AggregationMethod } from '../model/retention.ts';
import type { RollupFunction } from '../storage/store.ts';

export interface RolledUp {
  /** Seconds between the values of the archive. */
  readonly step: number;
  /** How each of them came of finer ones. */
  readonly how: AggregationMethod | RollupFunction;
}

/** The coarser of two. */
export function coarser(one: RolledUp | undefined, other: RolledUp | undefined): RolledUp | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.step > one.step ? other : one;
}
