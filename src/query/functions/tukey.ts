/** What tukeyAbove and tukeyBelow share: the series that stray most from what is usual among all of them. */
import {
  type ArgumentsOf,
  float,
  type IntOrInterval,
  integer,
  intOrInterval,
  seriesList,
  withDefault,
} from '../registry/params.ts';
import type { Series } from '../series.ts';

export const tukeyParams = {
  seriesList: seriesList('the series to choose from'),
  basis: float(
    'how many times the distance between the quartiles counts as usual beyond them; 1.5 and 3 are customary',
  ),
  n: integer('how many series at most'),
  interval: withDefault(
    intOrInterval(
      'only so many points, or so long a time, at the end; negative for all but the end; 0 for all',
      [],
    ),
    0,
  ),
};

type TukeyArguments = ArgumentsOf<typeof tukeyParams>;

export function tukeyProblem({ basis, n }: TukeyArguments): string | undefined {
  if (!(basis > 0)) return `a basis of ${basis} makes no sense, it has to be above 0`;
  return n > 0 ? undefined : `n is ${n}, and has to be at least 1`;
}

/** The `n` series with the most values outside, those with most first; equals stay in their order. Series without any are left out. */
export function strayingSeries(
  { seriesList, basis, n, interval }: TukeyArguments,
  side: 'above' | 'below',
): Series[] {
  const watched = seriesList.map((series) => ({ series, values: part(series, interval) }));
  const limit = usualLimit(sortedKnown(watched.map(({ values }) => values)), basis, side);
  return watched
    .map(({ series, values }) => ({ series, strays: countBeyond(values, limit, side) }))
    .filter(({ strays }) => strays > 0)
    .sort((a, b) => b.strays - a.strays)
    .slice(0, n)
    .map(({ series }) => series);
}

/** The points at the end of a series, or those before them. An interval that leaves nothing, or all, stands for all. */
function part({ values, step }: Series, interval: IntOrInterval): Float64Array {
  const sign = interval.kind === 'interval' && interval.text.startsWith('-') ? -1 : 1;
  const points = interval.kind === 'points' ? interval.points : sign * Math.floor(interval.seconds / step);
  if (points === 0 || Math.abs(points) >= values.length) return values;
  return points > 0 ? values.subarray(values.length - points) : values.subarray(0, points);
}

function sortedKnown(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let known = 0;
  for (const column of columns) for (const value of column) if (!Number.isNaN(value)) all[known++] = value;
  return all.subarray(0, known).sort();
}

/** From here on values are outside: `basis` times the distance of the quartiles beyond one of them (J. W. Tukey's fences). */
function usualLimit(sorted: Float64Array, basis: number, side: 'above' | 'below'): number {
  const first = sorted[Math.floor(0.25 * sorted.length)] ?? Number.NaN;
  const third = sorted[Math.floor(0.75 * sorted.length)] ?? Number.NaN;
  const distance = basis * (third - first);
  return side === 'above' ? third + distance : first - distance;
}

function countBeyond(values: Float64Array, limit: number, side: 'above' | 'below'): number {
  let count = 0;
  for (const value of values) if (side === 'above' ? value >= limit : value <= limit) count++;
  return count;
}
