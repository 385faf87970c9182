/**
 * Points that say by themselves whether they are right: which seconds of a series have one, how late each is written, and its
 * value follow from the series' number and the second. So no list of what was written is needed, however long the test runs.
 */
import type { SeriesSchema } from '../../../src/model/retention.ts';

/** Points that are written late come this many seconds after their time. */
export const LATE_SECONDS = 900;
/** Values of a series with number n lie in `[n * SPAN, (n + 1) * SPAN)`, and so do their averages. */
export const SPAN = 100_000;

/** How a series may be kept. They have steps in common, so that a change of one to the other keeps rollups exact. */
export const SCHEMAS = [
  schema([1, 14_400], [60, 1440], [3600, 240]),
  schema([1, 7200], [60, 2880], [3600, 240]),
] as const;

function schema(...archives: readonly (readonly [step: number, points: number])[]): SeriesSchema {
  return {
    archives: archives.map(([step, points]) => ({ step, points })),
    aggregation: 'average',
    xFilesFactor: 0,
  };
}

function hash(series: number, second: number): number {
  let h = Math.imul(second ^ Math.imul(series + 1, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export type Timing = 'none' | 'on time' | 'late';

/** One second in ten has no point, one in ten a late one. */
export function timing(series: number, second: number): Timing {
  const tenth = hash(series, second) % 10;
  return tenth === 0 ? 'none' : tenth === 1 ? 'late' : 'on time';
}

export function valueAt(series: number, second: number): number {
  return series * SPAN + ((hash(series, second) >>> 4) % SPAN);
}

/** What is true of some seconds of a series. */
export interface Slot {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** Whisper's average: of an hour, the average of its minutes' averages. */
  readonly average: number;
}

/** The slot of the seconds from `from` to `to` (exclusive) that `has` accepts. */
export function slotOf(id: number, from: number, to: number, has: (second: number) => boolean): Slot {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  let last = Number.NaN;
  for (let second = from; second < to; second++) {
    if (!has(second)) continue;
    const value = valueAt(id, second);
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    last = value;
  }
  return { count, sum, min, max, last, average: sum / count };
}

/** One slot of several, in order. */
export function joined(slots: readonly Slot[]): Slot {
  const known = slots.filter((slot) => slot.count > 0);
  return {
    count: known.reduce((sum, slot) => sum + slot.count, 0),
    sum: known.reduce((sum, slot) => sum + slot.sum, 0),
    min: Math.min(...known.map((slot) => slot.min)),
    max: Math.max(...known.map((slot) => slot.max)),
    last: known.at(-1)?.last ?? Number.NaN,
    average: known.reduce((sum, slot) => sum + slot.average, 0) / known.length,
  };
}

const minutes = new Map<string, Slot>();

/** The slot of a minute that has all its points, late ones included. */
export function wholeMinute(id: number, from: number): Slot {
  const key = `${id} ${from}`;
  let slot = minutes.get(key);
  if (slot === undefined) {
    if (minutes.size > 300_000) minutes.clear();
    slot = slotOf(id, from, from + 60, (second) => timing(id, second) !== 'none');
    minutes.set(key, slot);
  }
  return slot;
}
