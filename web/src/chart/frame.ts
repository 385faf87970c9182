import type { QuerySeries } from '../../../src/schema/api.ts';
import { countingSlots } from './cadence.ts';

/** Values of one series on its own grid: value i belongs to `start + i * step`; NaN is a gap. */
export interface Column {
  readonly name: string;
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
}

/** All columns of a chart over one list of times: what a drawing needs. */
export interface Table {
  /** Ascending seconds since 1970. */
  readonly times: Float64Array;
  /** One array a column; NaN is a gap. */
  readonly values: readonly Float64Array[];
  /**
   * 1 where a column has a slot that counts: one of its own grid (others have their times in the list too), and not
   * one that its sender leaves empty as a rule. Null when all do.
   */
  readonly own: readonly (Uint8Array | null)[];
}

export function toColumn(series: QuerySeries): Column {
  const values = new Float64Array(series.values.length);
  for (let i = 0; i < values.length; i++) values[i] = series.values[i] ?? Number.NaN;
  return { name: series.name, start: series.start, step: series.step, values };
}

/**
 * Lays a live update over a column: the update's slots replace those the column had, slots between the two
 * become gaps, slots before `windowStart` are dropped. Null when the grids differ (another step, or shifted
 * against each other): the caller then has to ask for everything anew.
 */
export function mergeColumn(column: Column, update: Column, windowStart: number): Column | null {
  if (update.values.length === 0) return trimColumn(column, windowStart);
  if (column.values.length === 0) return trimColumn(update, windowStart);
  const { step } = column;
  const shift = (update.start - column.start) / step;
  if (update.step !== step || !Number.isInteger(shift)) return null;
  const keep = Math.max(0, Math.ceil((windowStart - column.start) / step));
  const start = column.start + keep * step;
  const end = Math.max(column.values.length, shift + update.values.length);
  if (end <= keep) return { ...column, start, values: new Float64Array(0) };
  const values = new Float64Array(end - keep).fill(Number.NaN);
  if (keep < column.values.length) values.set(column.values.subarray(keep));
  for (let i = Math.max(0, keep - shift); i < update.values.length; i++)
    values[shift + i - keep] = update.values[i];
  return { ...column, start, values };
}

function trimColumn(column: Column, windowStart: number): Column {
  const drop = Math.max(
    0,
    Math.min(column.values.length, Math.ceil((windowStart - column.start) / column.step)),
  );
  if (drop === 0) return column;
  return { ...column, start: column.start + drop * column.step, values: column.values.slice(drop) };
}

/**
 * Lays a live update over the columns of one target. Columns that the update does not name stay as they are
 * (their newest slots are simply missing), new names are added at the end. Null when any grid differs.
 */
export function mergeColumns(
  columns: readonly Column[],
  updates: readonly Column[],
  windowStart: number,
): Column[] | null {
  // Several series may have one name: the first of the update then goes to the first of the chart.
  const byName = Map.groupBy(updates, (update) => update.name);
  const merged: Column[] = [];
  for (const column of columns) {
    const update = byName.get(column.name)?.shift();
    const next = update ? mergeColumn(column, update, windowStart) : trimColumn(column, windowStart);
    if (!next) return null;
    merged.push(next);
  }
  for (const rest of byName.values()) for (const update of rest) merged.push(trimColumn(update, windowStart));
  return merged;
}

/** Puts columns of any grids over one ascending list of times. */
export function toTable(columns: readonly Column[]): Table {
  const filled = columns.filter((column) => column.values.length > 0);
  if (filled.length === 0)
    return {
      times: new Float64Array(0),
      values: columns.map(() => new Float64Array(0)),
      own: columns.map(() => null),
    };
  const { step } = filled[0];
  const sameGrid = filled.every(
    (column) => column.step === step && (column.start - filled[0].start) % step === 0,
  );
  return sameGrid ? sameGridTable(columns, filled, step) : unionTable(columns, filled);
}

function sameGridTable(columns: readonly Column[], filled: readonly Column[], step: number): Table {
  const start = Math.min(...filled.map((column) => column.start));
  const end = Math.max(...filled.map((column) => column.start + column.values.length * step));
  const length = Math.round((end - start) / step);
  const times = new Float64Array(length);
  for (let i = 0; i < length; i++) times[i] = start + i * step;
  const values = columns.map((column) => {
    if (column.values.length === length) return column.values;
    const padded = new Float64Array(length).fill(Number.NaN);
    if (column.values.length > 0) padded.set(column.values, Math.round((column.start - start) / step));
    return padded;
  });
  return { times, values, own: values.map(countingSlots) };
}

function unionTable(columns: readonly Column[], filled: readonly Column[]): Table {
  const all = new Set<number>();
  for (const column of filled)
    for (let i = 0; i < column.values.length; i++) all.add(column.start + i * column.step);
  const times = Float64Array.from(all).sort();
  const place = new Map<number, number>();
  times.forEach((time, i) => {
    place.set(time, i);
  });
  const own: Uint8Array[] = [];
  const values = columns.map((column) => {
    const spread = new Float64Array(times.length).fill(Number.NaN);
    const mine = new Uint8Array(times.length);
    const counting = countingSlots(column.values);
    for (let i = 0; i < column.values.length; i++) {
      const at = place.get(column.start + i * column.step)!;
      spread[at] = column.values[i];
      mine[at] = counting === null ? 1 : counting[i];
    }
    own.push(mine);
    return spread;
  });
  return { times, values, own };
}

/** Number of values that are no gaps. */
export function countPoints(columns: readonly Column[]): number {
  let count = 0;
  for (const { values } of columns)
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count++;
  return count;
}

export interface Summary {
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** Newest, least, greatest and mean value of a column; all NaN when it has none. */
export function summarise(values: Float64Array): Summary {
  let last = Number.NaN;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count++;
  }
  if (count === 0) return { last, min: Number.NaN, max: Number.NaN, mean: Number.NaN };
  return { last, min, max, mean: sum / count };
}

/** Values with nothing on either side: no line passes through them, so they need a dot of their own. */
export function isolatedPoints(values: Float64Array, own: Uint8Array | null): number[] {
  const found: number[] = [];
  let before = true;
  let pending = -1;
  for (let i = 0; i < values.length; i++) {
    if (own && own[i] === 0) continue;
    const gap = Number.isNaN(values[i]);
    if (gap) {
      if (pending >= 0) found.push(pending);
      pending = -1;
    } else {
      pending = before ? i : -1;
    }
    before = gap;
  }
  if (pending >= 0) found.push(pending);
  return found;
}

/**
 * Sums columns upwards: the result for column i is the sum of columns 0..i. A gap adds nothing and stays a gap
 * in its own column, so that it is not drawn as zero.
 */
export function stackUp(values: readonly Float64Array[]): Float64Array[] {
  const length = values[0]?.length ?? 0;
  const sums = new Float64Array(length);
  return values.map((column) => {
    const stacked = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const value = column[i];
      if (Number.isNaN(value)) stacked[i] = Number.NaN;
      else {
        sums[i] += value;
        stacked[i] = sums[i];
      }
    }
    return stacked;
  });
}

/** Index of the last time that is not after `seconds` by more than half a step; -1 when there is none. */
export function nearestIndex(times: Float64Array, seconds: number): number {
  if (times.length === 0) return -1;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < seconds) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && seconds - times[low - 1] < times[low] - seconds) return low - 1;
  return low;
}
