import type { AggregationMethod, SeriesSchema } from '../../model/retention.ts';
import { UNKNOWN } from './columns.ts';

/**
 * Slots of a coarser level, as columns of one length; NaN where there is nothing. `value` is what Whisper would answer, the
 * others are true over all points below the slot, whatever xFilesFactor says.
 */
export interface RollupRows {
  readonly value: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;
  readonly last: Float64Array;
}

/** Columns of the given length with nothing in them. */
export function emptyRows(slots: number): RollupRows {
  const column = (): Float64Array => new Float64Array(slots).fill(Number.NaN);
  return { value: column(), min: column(), max: column(), sum: column(), count: column(), last: column() };
}

/** The rollup of plain points is that of rows in which each point stands for itself. */
export function rowsOfPoints(points: Float64Array): RollupRows {
  const count = points.map((value) => (Number.isNaN(value) ? value : 1));
  return { value: points, min: points, max: points, sum: points, count, last: points };
}

/** Makes one slot of each `ratio` finer ones. The number of fine slots is a multiple of `ratio`. */
export function rollUp(
  fine: RollupRows,
  ratio: number,
  { aggregation, xFilesFactor }: Pick<SeriesSchema, 'aggregation' | 'xFilesFactor'>,
): RollupRows {
  const slots = fine.value.length / ratio;
  const rows = emptyRows(slots);
  aggregate(fine.value, ratio, aggregation, xFilesFactor, rows.value);
  const scale = decimalScale(fine.sum, ratio);
  for (let slot = 0; slot < slots; slot++) {
    let min = Infinity;
    let max = -Infinity;
    let sum = 0;
    let count = 0;
    let last = Number.NaN;
    for (let i = slot * ratio, end = i + ratio; i < end; i++) {
      const points = fine.count[i];
      if (Number.isNaN(points)) continue;
      count += points;
      if (fine.min[i] < min) min = fine.min[i];
      if (fine.max[i] > max) max = fine.max[i];
      sum += scale === 1 ? fine.sum[i] : Math.round(fine.sum[i] * scale);
      last = fine.last[i];
    }
    if (count === 0) continue;
    rows.min[slot] = min;
    rows.max[slot] = max;
    rows.sum[slot] = sum / scale;
    rows.count[slot] = count;
    rows.last[slot] = last;
  }
  return rows;
}

const SCALES = [1, 10, 100, 1000, 10_000];

/**
 * The power of ten that makes integers of all values, so that sums of decimals are the decimals that they ought to be
 * (0.1 + 0.2 = 0.3) and stay small on disk; 1 when there is none.
 */
function decimalScale(values: Float64Array, ratio: number): number {
  let scale = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    for (;;) {
      const power = SCALES[scale];
      if (power === undefined) return 1;
      const integer = Math.round(value * power);
      if (integer / power === value && Math.abs(integer) * ratio < 2 ** 52) break;
      scale++;
    }
  }
  return SCALES[scale];
}

/**
 * Whisper's propagation: one value of `ratio` finer ones for each slot of `out`, as method and xFilesFactor say; slots of
 * which too little is known stay as they are. Answers whether any is known.
 */
export function aggregate(
  fine: Float64Array,
  ratio: number,
  method: AggregationMethod,
  xFilesFactor: number,
  out: Float64Array,
): boolean {
  let any = false;
  // Whisper keeps the factor in 32 bits, and so takes 1 of 10 for less than 0.1.
  const needed = Math.fround(xFilesFactor);
  for (let slot = 0; slot < out.length; slot++) {
    const from = slot * ratio;
    const to = from + ratio;
    let known = 0;
    let sum = 0;
    let min = Infinity;
    let max = -Infinity;
    let last = Number.NaN;
    let nearest = Infinity;
    let farthest = 0;
    for (let i = from; i < to; i++) {
      const value = fine[i];
      if (Number.isNaN(value)) continue;
      known++;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      // Of two that are equally far from zero the first counts, as in Whisper.
      if (Math.abs(value) < Math.abs(nearest)) nearest = value;
      if (known === 1 || Math.abs(value) > Math.abs(farthest)) farthest = value;
      last = value;
    }
    if (known === 0 || known / ratio < needed) continue;
    any = true;
    switch (method) {
      case 'average':
        out[slot] = sum / known;
        break;
      case 'sum':
        out[slot] = sum;
        break;
      case 'last':
        out[slot] = last;
        break;
      case 'max':
        out[slot] = max;
        break;
      case 'min':
        out[slot] = min;
        break;
      case 'avg_zero':
        out[slot] = sum / ratio;
        break;
      case 'absmax':
        out[slot] = farthest;
        break;
      case 'absmin':
        out[slot] = nearest;
        break;
    }
  }
  return any;
}

/** Relative difference below which a value follows from the other columns: rounding differs with the order of adding. */
const SAME = 1e-12;

/**
 * The value of a slot as it follows from the other columns where every point is there; NaN when it does not.
 * `span`: slots of the finest level in one of this level.
 */
export function derivedValue(
  method: AggregationMethod,
  { min, max, sum, count, last }: Omit<RollupRows, 'value'>,
  slot: number,
  span: number,
): number {
  switch (method) {
    case 'average':
      return sum[slot] / count[slot];
    case 'sum':
      return sum[slot];
    case 'last':
      return last[slot];
    case 'max':
      return max[slot];
    case 'min':
      return min[slot];
    case 'avg_zero':
      return sum[slot] / span;
    case 'absmax':
      return Math.abs(max[slot]) >= Math.abs(min[slot]) ? max[slot] : min[slot];
    case 'absmin':
      return min[slot] >= 0 ? min[slot] : max[slot] <= 0 ? max[slot] : Number.NaN;
  }
}

/** Values that must be stored because they don't follow from the other columns; null when all do. */
export function explicitValues(
  method: AggregationMethod,
  rows: RollupRows,
  span: number,
): Float64Array | null {
  let explicit: Float64Array | null = null;
  for (let slot = 0; slot < rows.value.length; slot++) {
    if (Number.isNaN(rows.count[slot])) continue;
    const value = rows.value[slot];
    const derived = derivedValue(method, rows, slot, span);
    if (Math.abs(value - derived) <= Math.abs(derived) * SAME) continue;
    explicit ??= new Float64Array(rows.value.length).fill(Number.NaN);
    explicit[slot] = Number.isNaN(value) ? UNKNOWN : value;
  }
  return explicit;
}

/** Which of the columns besides the explicit one {@link derivedValue} looks at. */
export function columnsOf(method: AggregationMethod): readonly (keyof Omit<RollupRows, 'value'>)[] {
  switch (method) {
    case 'average':
      return ['sum', 'count'];
    case 'sum':
    case 'avg_zero':
      return ['sum'];
    case 'last':
      return ['last'];
    case 'max':
      return ['max'];
    case 'min':
      return ['min'];
    case 'absmax':
    case 'absmin':
      return ['min', 'max'];
  }
}
