/** Two series become one, value by value: what divideSeries, asPercent and others share. */
import { normalise } from '../normalise.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import type { Series } from '../series.ts';
import { computedSeries } from './computedSeries.ts';

/** Both are first brought to one grid. The operation sees NaN for absent values, and answers so. */
export function combinePair(
  name: string,
  a: Series,
  b: Series,
  operation: (a: number, b: number) => number,
  context: Pick<RunContext, 'xFilesFactor'>,
): Series {
  const grid = normalise([a, b]);
  const [first, second] = grid.columns as [Float64Array, Float64Array];
  const values = new Float64Array(grid.length).fill(Number.NaN);
  const both = Math.min(first.length, second.length);
  for (let i = 0; i < both; i++) values[i] = operation(first[i]!, second[i]!);
  return computedSeries(name, grid, values, context);
}

/** Absent where there is nothing to divide or nothing to divide by, 0 included. */
export function quotient(dividend: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : dividend / divisor;
}
