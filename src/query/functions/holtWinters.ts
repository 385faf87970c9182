/** Forecasts by triple exponential smoothing: what the holtWinters functions share. */
import type { RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, float, interval, seriesList, withDefault } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

/** Weights of the newest value in the level, the slope, and the seasonal part and deviation: graphite-web's. */
const ALPHA = 0.1;
const BETA = 0.0035;
const GAMMA = 0.1;
/** A season is at least so many slots. */
const LEAST_SEASON = 2;

const listParams = { seriesList: seriesList('the series to forecast') };
const timeParams = {
  bootstrapInterval: withDefault(
    interval('how much from before the time range is read to learn from', ['7d', '30d']),
    '7d',
  ),
  seasonality: withDefault(interval('the time after which values repeat', ['1d', '7d']), '1d'),
};

export const forecastParams = { ...listParams, ...timeParams };

export const bandsParams = {
  ...listParams,
  // Graphite-web calls it an integer and takes any number.
  delta: withDefault({ ...float('how many deviations the band is wide to each side'), type: 'integer' }, 3),
  ...timeParams,
};

type ForecastArguments = ArgumentsOf<typeof forecastParams>;
type BandsArguments = ArgumentsOf<typeof bandsParams>;

export function bootstrapHistory({ bootstrapInterval }: Pick<ForecastArguments, 'bootstrapInterval'>) {
  return { seconds: Math.abs(bootstrapInterval.seconds) };
}

/** A series' own values and what was to be expected of them, over the range that is shown. */
export interface Forecast {
  readonly series: Series;
  readonly start: number;
  readonly actual: Float64Array;
  readonly predictions: Float64Array;
  readonly deviations: Float64Array;
}

export function forecasts(
  { seriesList, seasonality }: Pick<ForecastArguments, 'seriesList' | 'seasonality'>,
  context: RunContext,
): Forecast[] {
  return seriesList.map((series) => {
    const season = Math.max(LEAST_SEASON, Math.floor(Math.abs(seasonality.seconds) / series.step));
    const { predictions, deviations } = analyse(series.values, season);
    const { first, start } = shownPart(series, context);
    return {
      series,
      start,
      actual: series.values.subarray(first),
      predictions: predictions.subarray(first),
      deviations: deviations.subarray(first),
    };
  });
}

/** The series with other values, over the range that is shown. */
export function shownSeries(
  { series, start }: Forecast,
  changes: Pick<Series, 'name' | 'values' | 'tags'> & Partial<Series>,
): Series {
  return derive(series, { start, consolidation: 'average', ...changes });
}

/** Which band a series belongs to: both are needed to draw it. */
export interface Bands {
  readonly lower: Series;
  readonly upper: Series;
}

/** What is `delta` times the deviation below and above each forecast, under graphite-web's names and tags. */
export function confidenceBands(args: BandsArguments, context: RunContext): Bands[] {
  return forecasts(args, context).map((forecast) => {
    const { series, predictions, deviations } = forecast;
    const tags = {
      ...series.tags,
      ...FORECAST_TAGS,
      holtWintersConfidenceUpper: '1',
      holtWintersConfidenceLower: '1',
    };
    const band = (which: string, distance: number) =>
      shownSeries(forecast, {
        name: `holtWintersConfidence${which}(${series.name})`,
        pathExpression: series.pathExpression,
        tags,
        values: predictions.map((prediction, i) => prediction + distance * deviations[i]!),
      });
    return { lower: band('Lower', -args.delta), upper: band('Upper', args.delta) };
  });
}

export const FORECAST_TAGS = { holtWintersForecast: '1', holtWintersDeviation: '1' };

/**
 * Slot and time at which the range begins that is shown. A series that is not kept as long as the bootstrap interval
 * reaches back begins later, and has as much less to learn from.
 */
function shownPart(
  { start, step }: Series,
  { from, historySeconds }: RunContext,
): { readonly first: number; readonly start: number } {
  const missing = Math.max(0, Math.ceil((start - (from - historySeconds)) / step) - 1);
  const first = Math.max(0, Math.floor(historySeconds / step) - missing);
  return { first, start: start + (missing === 0 ? historySeconds : first * step) };
}

/**
 * What was to be expected of each value from those before it, and how far off such expectations have been. An absent value
 * is skipped: the level begins anew behind it, and there is no forecast for the value that follows it.
 * (Brutlag, "Aberrant Behavior Detection in Time Series for Network Monitoring", LISA 2000.)
 */
function analyse(
  values: Float64Array,
  season: number,
): { readonly predictions: Float64Array; readonly deviations: Float64Array } {
  const predictions = new Float64Array(values.length);
  const deviations = new Float64Array(values.length);
  const seasonals = new Float64Array(values.length);
  const lastSeason = (column: Float64Array, i: number) => (i < season ? 0 : column[i - season]!);
  let level = Number.NaN;
  let slope = 0;
  let next = values[0] ?? Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const prediction = next;
    predictions[i] = prediction;
    if (Number.isNaN(value)) {
      level = Number.NaN;
      slope = 0;
      next = Number.NaN;
      continue;
    }
    const lastLevel = Number.isNaN(level) ? value : level;
    const seasonal = lastSeason(seasonals, i);
    level = ALPHA * (value - seasonal) + (1 - ALPHA) * (lastLevel + slope);
    slope = BETA * (level - lastLevel) + (1 - BETA) * slope;
    seasonals[i] = GAMMA * (value - level) + (1 - GAMMA) * seasonal;
    const error = Math.abs(value - (Number.isNaN(prediction) ? 0 : prediction));
    deviations[i] = GAMMA * error + (1 - GAMMA) * lastSeason(deviations, i);
    next = level + slope + lastSeason(seasonals, i + 1);
  }
  return { predictions, deviations };
}
