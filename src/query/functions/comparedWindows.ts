/** What pearson and kolmogorovSmirnovTest2 share: two series compared window by window. */
import { normalise } from '../normalise.ts';
import { FunctionError } from '../registry/defineFunction.ts';
import { integer, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { onlySeries } from './onlySeries.ts';

/** Values in all windows together: about two seconds of computing. */
const MOST_COMPARED = 50_000_000;

/** Carbonapi calls both lists seriesList. */
export const comparedParams = {
  seriesList: seriesList('one series'),
  otherSeriesList: seriesList('the series to compare it with'),
};

export function windowParam() {
  return integer('points of a window');
}

/** Computes out[i] from the values of both columns before slot `i + 1`, `size` of each. */
export type Comparison = (a: Float64Array, b: Float64Array, size: number) => Float64Array;

/** The comparison of two series on their common grid; none where one of them is missing. */
export function comparedSeries(
  name: string,
  lists: { readonly seriesList: readonly Series[]; readonly otherSeriesList: readonly Series[] },
  size: number,
  compare: Comparison,
): Series[] {
  const a = onlySeries(lists.seriesList, 'seriesList');
  const b = onlySeries(lists.otherSeriesList, 'otherSeriesList');
  if (a === undefined || b === undefined) return [];
  const { start, end, step, columns, length } = normalise([a, b]);
  if (Math.min(size, length) * length > MOST_COMPARED) {
    throw new FunctionError(
      `windows of ${size} points over ${length} values are too much to compare`,
      'choose a smaller window or a shorter time range',
    );
  }
  const [first, second] = columns.map((column) => filledUp(column, length)) as [Float64Array, Float64Array];
  const values = compare(first, second, size);
  return [derive(a, { name: `${name}(${a.name},${b.name},${size})`, start, end, step, values })];
}

export function windowProblem(size: number): string | undefined {
  return size > 0 ? undefined : `a window of ${size} points holds nothing`;
}

/** The column with absent values behind its end, as long as the longer one. */
function filledUp(column: Float64Array, length: number): Float64Array {
  if (column.length === length) return column;
  const filled = new Float64Array(length).fill(Number.NaN);
  filled.set(column);
  return filled;
}
