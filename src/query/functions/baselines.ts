/** What baseline and baselineAberration share: medians of a series and its own past. */
import { countKnown } from '../aggregation.ts';
import { normalise } from '../normalise.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import {
  type ArgumentsOf,
  expression,
  float,
  integer,
  interval,
  optional,
  withDefault,
} from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { combineColumns } from './combineSeries.ts';
import { backwards, SUGGESTED_SHIFTS } from './shiftedInTime.ts';

/** Reads of the same series at other times in one call. */
const MOST_SHIFTS = 1000;

export const baselineParams = {
  seriesList: expression('the series to compare with their past'),
  timeShiftUnit: withDefault(
    interval('how far apart the times lie; into the past unless it begins with +', SUGGESTED_SHIFTS),
    '1d',
  ),
  timeShiftStart: withDefault(integer('the first multiple of it; 0, the present, is left out'), 0),
  timeShiftEnd: withDefault(integer('the multiple behind the last'), 7),
  maxAbsentPercent: optional(float('leaves out series of whose medians more are absent, in percent')),
  minAvg: optional(float('leaves out series whose medians have a lower mean')),
};

type BaselineArguments = ArgumentsOf<typeof baselineParams>;

export function baselineProblem({ timeShiftStart, timeShiftEnd }: BaselineArguments): string | undefined {
  const shifts = timeShiftEnd - timeShiftStart;
  return shifts > MOST_SHIFTS ? `${shifts} times are compared, and ${MOST_SHIFTS} are allowed` : undefined;
}

/** A series with the median of its values so many times ago; `present` lies on the same grid, where it is asked for. */
export interface Baseline {
  readonly name: string;
  readonly series: Series;
  readonly present: Float64Array | undefined;
}

/** Baselines in the order in which their series were first seen; only of series that are there now if the present is asked for. */
export function baselines(
  { seriesList, timeShiftUnit, timeShiftStart, timeShiftEnd, maxAbsentPercent, minAvg }: BaselineArguments,
  { withPresent }: { readonly withPresent: boolean },
  { from, until, all }: RunContext,
): Baseline[] {
  const unit = backwards(timeShiftUnit).seconds;
  const offsets: number[] = [];
  for (let i = timeShiftStart; i < timeShiftEnd; i++) if (i !== 0) offsets.push(i * unit);
  const [presentList = [], ...pastLists] = all([
    () => (withPresent ? seriesList.evaluate() : []),
    ...offsets.map(
      (offset) => () => shifted(seriesList.evaluate({ from: from + offset, until: until + offset }), -offset),
    ),
  ]);
  const present = new Map(presentList.map((series) => [series.name, series]));
  return [...Map.groupBy(pastLists.flat(), ({ name }) => name)].flatMap(([name, past]) => {
    const now = present.get(name);
    if (withPresent && now === undefined) return [];
    const baseline = medians(name, past, now);
    return isTooThin(baseline.series.values, { maxAbsentPercent, minAvg }) ? [] : [baseline];
  });
}

/** Series at another time. */
function shifted(list: readonly Series[], seconds: number): Series[] {
  return list.map((series) => ({ ...series, start: series.start + seconds, end: series.end + seconds }));
}

function medians(name: string, past: readonly Series[], now: Series | undefined): Baseline {
  const { start, end, step, columns, length } = normalise(now === undefined ? past : [...past, now]);
  const values = combineColumns(columns.slice(0, past.length), length, 'median', 0);
  return {
    name,
    series: derive(past[0]!, { name, start, end, step, values }),
    present: columns[past.length],
  };
}

function isTooThin(
  values: Float64Array,
  { maxAbsentPercent, minAvg }: Pick<BaselineArguments, 'maxAbsentPercent' | 'minAvg'>,
): boolean {
  const known = countKnown(values);
  const absentPercent = (100 * (values.length - known)) / values.length;
  if (maxAbsentPercent !== undefined && absentPercent > maxAbsentPercent) return true;
  if (minAvg === undefined || known === 0) return false;
  const sum = values.reduce((total, value) => (Number.isNaN(value) ? total : total + value), 0);
  return sum / known < minAvg;
}
