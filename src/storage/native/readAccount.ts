/** Who pays for what is read from blocks. */
import type { ReadCost } from '../store.ts';

/** A cost that grows. */
export type RunningCost = { -readonly [K in keyof ReadCost]: ReadCost[K] };

/** Whoever reads puts the cost of the request at hand here, and everything that is read for it is added to that. */
export interface ReadAccount {
  cost: RunningCost;
}

export function newReadAccount(): ReadAccount {
  return { cost: noCost() };
}

export function noCost(): RunningCost {
  return { milliseconds: 0, bytes: 0, chunks: 0, directoryHits: 0, directoryMisses: 0 };
}

/** Several costs in one. */
export function totalCost(costs: readonly ReadCost[]): ReadCost {
  const total = noCost();
  for (const cost of costs) addCost(total, cost);
  return total;
}

function addCost(total: RunningCost, cost: ReadCost): void {
  total.milliseconds += cost.milliseconds;
  total.bytes += cost.bytes;
  total.chunks += cost.chunks;
  total.directoryHits += cost.directoryHits;
  total.directoryMisses += cost.directoryMisses;
}
