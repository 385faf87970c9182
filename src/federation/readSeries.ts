import { AGGREGATION_METHODS } from '../model/retention.ts';
import type { StoredSeries } from '../model/series.ts';
import { type FetchLimits, TooMuchError } from '../storage/store.ts';
import { asList, asName, asWholeNumber, badAnswer, member } from './answerValues.ts';

/** Seconds, some 34 years and 34,000 years: sums of such numbers stay exact. */
const MAX_STEP = 2 ** 30;
const MAX_TIME = 2 ** 40;

/** A series of an answer to `/render`. */
export interface RemoteSeries {
  readonly series: StoredSeries;
  /** The target that it belongs to, where the server says. */
  readonly pathExpression: string | null;
}

/**
 * Series of an answer: `[{name, start, step, values}]` in msgpack and pickle, `[{target, datapoints}]` in JSON.
 * `loneStep` is the step of a series that has one datapoint, which JSON does not tell.
 * @throws RemoteFailure, or TooMuchError when there is more than allowed: a pickle can say the same values many times
 */
export function readSeries(
  answer: unknown,
  { loneStep, limits }: { readonly loneStep: number; readonly limits: FetchLimits },
): RemoteSeries[] {
  const { maxSeries = Number.POSITIVE_INFINITY, maxPoints = Number.POSITIVE_INFINITY } = limits;
  const entries = asList(answer, 'the list of series');
  if (entries.length > maxSeries) throw new TooMuchError(`More than ${maxSeries} series match.`);
  let points = 0;
  return entries.flatMap((entry) => {
    const datapoints = member(entry, 'datapoints');
    const values = asList(datapoints ?? member(entry, 'values'), 'the values of a series');
    points += values.length;
    if (points > maxPoints) throw new TooMuchError(`More than ${maxPoints} values match.`);
    if (values.length === 0) return [];
    return datapoints === undefined ? readGrid(entry, values) : readDatapoints(entry, values, loneStep);
  });
}

function readGrid(entry: unknown, values: readonly unknown[]): RemoteSeries {
  const expression = member(entry, 'pathExpression');
  const method = AGGREGATION_METHODS.find((known) => known === member(entry, 'consolidationFunc'));
  return {
    series: {
      name: asName(member(entry, 'name'), 'the name of a series'),
      start: asTime(member(entry, 'start'), 'start'),
      step: asStep(member(entry, 'step')),
      values: Float64Array.from(values, asValue),
      aggregation: method ?? 'average',
      xFilesFactor: 0,
    },
    pathExpression: typeof expression === 'string' && expression !== '' ? expression : null,
  };
}

function readDatapoints(entry: unknown, datapoints: readonly unknown[], loneStep: number): RemoteSeries {
  const pairs = datapoints.map((pair) => asList(pair, 'a datapoint'));
  const times = pairs.map((pair) => asTime(pair[1], 'the time of a datapoint'));
  const start = times[0]!;
  const step = asStep(times.length > 1 ? times[1]! - start : loneStep);
  if (times.some((time, i) => time !== start + i * step)) badAnswer('datapoints are not evenly spaced');
  return {
    series: {
      name: asName(member(entry, 'target'), 'the name of a series'),
      start,
      step,
      values: Float64Array.from(pairs, (pair) => asValue(pair[0])),
      aggregation: 'average',
      xFilesFactor: 0,
    },
    pathExpression: null,
  };
}

function asStep(value: unknown): number {
  const step = asWholeNumber(value, 'step');
  return step > 0 && step <= MAX_STEP ? step : badAnswer(`step is ${step}`);
}

function asTime(value: unknown, what: string): number {
  const seconds = asWholeNumber(value, what);
  return seconds >= 0 && seconds <= MAX_TIME ? seconds : badAnswer(`${what} is ${seconds}`);
}

function asValue(value: unknown): number {
  if (value === null) return Number.NaN;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  return badAnswer('a value is no number');
}
