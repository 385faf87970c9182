import type { Column } from '../frame.ts';
import { countingSlots } from './cadence.ts';

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
  const values = columns.map((column) => spread(times, column, column.values));
  return { times, values, own: values.map(countingSlots) };
}

function unionTable(columns: readonly Column[], filled: readonly Column[]): Table {
  const times = unionTimes(filled);
  const own = columns.map((column) => {
    const counting = countingSlots(column.values) ?? new Uint8Array(column.values.length).fill(1);
    const mine = new Uint8Array(times.length);
    for (let i = 0, at = 0; i < counting.length; i++, at++) {
      while (times[at] < column.start + i * column.step) at++;
      mine[at] = counting[i];
    }
    return mine;
  });
  return { times, values: columns.map((column) => spread(times, column, column.values)), own };
}

/** The times of all columns, each once. There are few different grids even among hundreds of columns. */
function unionTimes(columns: readonly Column[]): Float64Array {
  const grids = new Map<string, { step: number; start: number; end: number }>();
  for (const { start, step, values } of columns) {
    const key = `${step} ${start % step}`;
    const end = start + (values.length - 1) * step;
    const grid = grids.get(key);
    if (!grid) grids.set(key, { step, start, end });
    else {
      grid.start = Math.min(grid.start, start);
      grid.end = Math.max(grid.end, end);
    }
  }
  const all = new Set<number>();
  for (const { step, start, end } of grids.values()) {
    const count = Math.round((end - start) / step);
    for (let i = 0; i <= count; i++) all.add(start + i * step);
  }
  return Float64Array.from(all).sort();
}

/** Values of a column at the times of a table that has all of the column's own; NaN elsewhere. */
export function spread(times: Float64Array, column: Column, values: Float64Array): Float64Array {
  if (values.length === times.length) return values;
  const laid = new Float64Array(times.length).fill(Number.NaN);
  for (let i = 0, at = 0; i < values.length; i++, at++) {
    while (times[at] < column.start + i * column.step) at++;
    laid[at] = values[i];
  }
  return laid;
}

/** Number of values that are no gaps. */
export function countPoints(columns: readonly Column[]): number {
  let count = 0;
  for (const { values } of columns)
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count++;
  return count;
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
