import type { RollupFunction } from '../../storage/store.ts';

/**
 * The `rollup` of a function that is as good before rolling up as after it only for some rollups: the sum of maxima
 * is no maximum of sums. Those are handed on; for all others its arguments are read as graphite-web reads them.
 */
export function handOn(
  ...rollups: readonly RollupFunction[]
): (args: unknown, asked: RollupFunction | undefined) => RollupFunction | undefined {
  return (_, asked) => (asked !== undefined && rollups.includes(asked) ? asked : undefined);
}
