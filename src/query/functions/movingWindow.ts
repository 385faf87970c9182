/** What movingAverage and its kin share: the window, the history it needs, and where the result begins. */
import type { History, RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, float, intOrInterval, optional, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

const SUGGESTED_WINDOWS = [5, 7, 10, '1min', '5min', '10min', '30min', '1hour'];

export const movingParams = {
  seriesList: seriesList('the series to smooth'),
  windowSize: intOrInterval('a number of points, or a length of time such as "5min"', SUGGESTED_WINDOWS),
  xFilesFactor: optional(
    float('share of the window that has to be known, from 0 (one value) to 1 (all of it)'),
  ),
};

type MovingArguments = ArgumentsOf<typeof movingParams>;

/** Computes one value from each window of `size` values: out[i] from those in [first + i - size, first + i). */
export type WindowFunction = (
  values: Float64Array,
  window: { size: number; first: number },
  xFilesFactor: number,
) => Float64Array;

export function movingHistory({ windowSize }: MovingArguments): History {
  return windowSize.kind === 'points' ? { points: windowSize.points } : { seconds: windowSize.seconds };
}

export function windowProblem({ windowSize }: MovingArguments): string | undefined {
  const { kind, text } = windowSize;
  const size = kind === 'points' ? windowSize.points : windowSize.seconds;
  return size > 0 ? undefined : `a window of ${text} holds nothing`;
}

/** The series of a moving function; `name` is also the tag that tells the window. */
export function movingSeries(
  name: string,
  compute: WindowFunction,
  { seriesList, windowSize, xFilesFactor }: MovingArguments,
  { historySeconds }: RunContext,
): Series[] {
  const { kind, text } = windowSize;
  return seriesList.map((series) => {
    const { step, values } = series;
    const first = Math.floor(historySeconds / step);
    const size = kind === 'points' ? windowSize.points : first;
    return derive(series, {
      name: `${name}(${series.name},${kind === 'points' ? text : `"${text}"`})`,
      tags: { ...series.tags, [name]: text },
      start: series.start + historySeconds,
      values: compute(values, { size, first }, xFilesFactor ?? series.xFilesFactor),
    });
  });
}
