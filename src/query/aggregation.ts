/**
 * How many values become one number: the aggregation functions that `aggregate`, `summarize`, `movingWindow`, `sortBy`
 * and many others share. Names and semantics are graphite-web's (its `aggfuncs.py` and `safe.py`).
 */

/** By each name: what it means. */
const MEANINGS = {
  average: 'average',
  avg: 'average',
  avg_zero: 'avg_zero',
  count: 'count',
  current: 'last',
  diff: 'diff',
  last: 'last',
  max: 'max',
  median: 'median',
  min: 'min',
  multiply: 'multiply',
  range: 'range',
  rangeOf: 'range',
  stddev: 'stddev',
  sum: 'sum',
  total: 'sum',
} as const;

/** A name that may be written for an aggregation, synonyms included. */
export type AggregationName = keyof typeof MEANINGS;
/** The aggregations themselves. */
export type Aggregation = (typeof MEANINGS)[AggregationName];

export const AGGREGATION_NAMES = Object.keys(MEANINGS) as readonly AggregationName[];

export function isAggregationName(text: string): text is AggregationName {
  return Object.hasOwn(MEANINGS, text);
}

export function aggregationNamed(name: AggregationName): Aggregation {
  return MEANINGS[name];
}

/**
 * One number for `values[from]` up to, not including, `values[to]`; NaN stands for absent, in and out. Without any known
 * value the answer is absent, but for `count` and `avg_zero`, which are 0 (absent over no slots at all).
 */
export function aggregateValues(
  values: Float64Array,
  how: Aggregation,
  from = 0,
  to = values.length,
): number {
  switch (how) {
    case 'count':
      return countKnown(values, from, to);
    case 'average':
      return sumKnown(values, from, to) / countKnown(values, from, to);
    case 'sum':
      return countKnown(values, from, to) === 0 ? Number.NaN : sumKnown(values, from, to);
    case 'avg_zero':
      return sumKnown(values, from, to) / (to - from);
    case 'max':
      return greatest(values, from, to);
    case 'min':
      return least(values, from, to);
    case 'range':
      return greatest(values, from, to) - least(values, from, to);
    case 'last': {
      let i = to - 1;
      while (i >= from && Number.isNaN(values[i]!)) i--;
      return i < from ? Number.NaN : values[i]!;
    }
    case 'diff':
      return difference(values, from, to);
    case 'multiply':
      return product(values, from, to);
    case 'median':
      return median(values, from, to);
    case 'stddev':
      return standardDeviation(values, from, to);
  }
}

/** How many values are not absent. */
export function countKnown(values: Float64Array, from = 0, to = values.length): number {
  let known = 0;
  for (let i = from; i < to; i++) if (!Number.isNaN(values[i]!)) known++;
  return known;
}

/** Sum of the known values of a stretch, added in order; 0 when there are none. */
export function sumKnown(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) total += value;
  }
  return total;
}

function greatest(values: Float64Array, from: number, to: number): number {
  let best = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value > best || Number.isNaN(best)) best = value;
  }
  return best;
}

function least(values: Float64Array, from: number, to: number): number {
  let best = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < best || Number.isNaN(best)) best = value;
  }
  return best;
}

/** The first known value less all others. */
function difference(values: Float64Array, from: number, to: number): number {
  let out = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    out = Number.isNaN(out) ? value : out - value;
  }
  return out;
}

/** Absent as soon as one of the values is. */
function product(values: Float64Array, from: number, to: number): number {
  if (to <= from) return Number.NaN;
  let out = 1;
  for (let i = from; i < to; i++) out *= values[i]!;
  return out;
}

function median(values: Float64Array, from: number, to: number): number {
  const known = values.subarray(from, to).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return Number.NaN;
  known.sort();
  const middle = known.length >> 1;
  return known.length % 2 === 0 ? (known[middle - 1]! + known[middle]!) / 2 : known[middle]!;
}

/** Of the whole population. */
function standardDeviation(values: Float64Array, from: number, to: number): number {
  const known = countKnown(values, from, to);
  if (known === 0) return Number.NaN;
  const mean = sumKnown(values, from, to) / known;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  }
  return Math.sqrt(squares / known);
}
