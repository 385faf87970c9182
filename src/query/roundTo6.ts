import { roundTo } from './roundTo.ts';

/** Rounds to six decimals as Python's `round(x, 6)` does, which graphite-web does with all rates. */
export function roundTo6(value: number): number {
  return roundTo(value, 6);
}
