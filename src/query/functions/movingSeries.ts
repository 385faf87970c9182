/** What movingAverage and its kin share: the window, the history it needs, and where the result begins. */
import { type AggregationName, aggregationNamed } from '../aggregation.ts';
import type { History, RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, float, intOrInterval, optional, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { type WindowPlace, windowAggregates } from './windowAggregates.ts';

const SUGGESTED_WINDOWS = [5, 7, 10, '1min', '5min', '10min', '30min', '1hour'];

export const windowParams = {
  seriesList: seriesList('the series to smooth'),
  windowSize: intOrInterval('a number of points, or a length of time such as "5min"', SUGGESTED_WINDOWS),
};

export const windowShare = optional(
  float('share of the window that has to be known, from 0 (one value) to 1 (all of it)'),
);

const movingParams = { ...windowParams, xFilesFactor: windowShare };

type WindowArguments = ArgumentsOf<typeof windowParams>;
type MovingArguments = ArgumentsOf<typeof movingParams>;

/** What the functions that move one aggregation over series have in common, to be spread into each. */
export function moving(aggregation: AggregationName) {
  return {
    group: 'Calculate',
    params: movingParams,
    history: windowHistory,
    check: windowProblem,
    run: (args: MovingArguments, context: RunContext) => movingSeries(aggregation, args, context),
  } as const;
}

export function windowHistory({ windowSize }: WindowArguments): History {
  return windowSize.kind === 'points' ? { points: windowSize.points } : { seconds: windowSize.seconds };
}

export function windowProblem({ windowSize }: WindowArguments): string | undefined {
  const { kind, text } = windowSize;
  const size = kind === 'points' ? windowSize.points : windowSize.seconds;
  return size > 0 ? undefined : `a window of ${text} holds nothing`;
}

/** Each series with the aggregation of the window before each point; the aggregation, as written, is in name and tag. */
export function movingSeries(
  aggregation: AggregationName,
  args: MovingArguments,
  { historySeconds }: RunContext,
): Series[] {
  const tag = `moving${aggregation[0]!.toUpperCase()}${aggregation.slice(1).toLowerCase()}`;
  const how = aggregationNamed(aggregation);
  return args.seriesList.map((series) =>
    derive(series, {
      ...smoothed(series, tag, args),
      start: series.start + historySeconds,
      values: windowAggregates(
        series.values,
        how,
        windowPlace(series, args, historySeconds),
        args.xFilesFactor ?? series.xFilesFactor,
      ),
    }),
  );
}

/** The window on a series that begins `historySeconds` earlier than the result. */
export function windowPlace(
  { step }: Series,
  { windowSize }: WindowArguments,
  historySeconds: number,
): WindowPlace {
  const first = Math.floor(historySeconds / step);
  return { size: windowSize.kind === 'points' ? windowSize.points : first, first };
}

/** Name and tags of a smoothed series; `name` is also the tag that tells the window. */
export function smoothed(
  series: Series,
  name: string,
  { windowSize: { kind, text } }: WindowArguments,
): Pick<Series, 'name' | 'tags'> {
  return {
    name: `${name}(${series.name},${kind === 'points' ? text : `"${text}"`})`,
    tags: { ...series.tags, [name]: text },
  };
}
