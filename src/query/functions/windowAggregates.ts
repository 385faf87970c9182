/** One value from each window that moves over a series, in time that does not grow with the window. */
import { type Aggregation, aggregateValues } from '../aggregation.ts';
import { slide, type Windows } from './slide.ts';
import { RunningDeviation, RunningFold } from './slidingStates.ts';
import { windowMedians } from './windowMedians.ts';

/** Windows up to this many slots are computed anew each time, in order: the very bits that graphite-web answers. */
const COMPUTED_ANEW = 500;

export interface WindowPlace {
  /** Slots that a window holds. */
  readonly size: number;
  /** Slot before which the first window ends; each one after it ends a slot later. */
  readonly first: number;
}

/**
 * Aggregates the known values of `count` windows: out[i] is for the slots from first + i - size up to, not including,
 * first + i. Absent where none, or a smaller share of `size` than `xFilesFactor`, is known.
 */
export function windowAggregates(
  values: Float64Array,
  how: Aggregation,
  { size, first }: WindowPlace,
  xFilesFactor: number,
  count: number = Math.max(0, values.length - first),
): Float64Array {
  const windows = windowsOver(values, { size, first }, count);
  const out = aggregateWindows(windows, how, size <= COMPUTED_ANEW);
  for (let i = 0; i < count; i++) {
    const known = windows.to[i]! - windows.from[i]!;
    if (known === 0 || known / size < xFilesFactor) out[i] = Number.NaN;
  }
  return out;
}

function windowsOver(values: Float64Array, { size, first }: WindowPlace, count: number): Windows {
  const known = new Float64Array(values.length);
  const knownBefore = new Uint32Array(values.length + 1);
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) known[length++] = value;
    knownBefore[i + 1] = length;
  }
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    from[i] = knownBefore[Math.max(0, first + i - size)]!;
    to[i] = knownBefore[first + i]!;
  }
  return { known: known.subarray(0, length), from, to };
}

function aggregateWindows(windows: Windows, how: Aggregation, small: boolean): Float64Array {
  const { known, from, to } = windows;
  switch (how) {
    case 'count':
      return each(windows, (start, end) => end - start);
    case 'last':
      return each(windows, (_, end) => known[end - 1]!);
    case 'max':
      return greatest(windows);
    case 'min':
      return least(windows);
    case 'range': {
      const lowest = least(windows);
      return greatest(windows).map((value, i) => value - lowest[i]!);
    }
    case 'median':
      return windowMedians(windows);
    case 'sum':
      return small ? sumsAnew(windows) : sums(windows);
    // What is absent is no part of the window, so that nothing counts as 0.
    case 'average':
    case 'avg_zero': {
      const out = small ? sumsAnew(windows) : sums(windows);
      for (let i = 0; i < out.length; i++) out[i]! /= to[i]! - from[i]!;
      return out;
    }
    case 'multiply':
      return small ? anew(windows, how) : slide(windows, new RunningFold(known, (a, b) => a * b));
    case 'stddev':
      return small ? anew(windows, how) : slide(windows, new RunningDeviation(known));
    case 'diff':
      return small ? anew(windows, how) : differences(windows);
  }
}

/** Computes each window by itself, from where it begins and ends. */
function each({ from, to }: Windows, value: (start: number, end: number) => number): Float64Array {
  const out = new Float64Array(from.length);
  for (let i = 0; i < out.length; i++) out[i] = value(from[i]!, to[i]!);
  return out;
}

function anew(windows: Windows, how: Aggregation): Float64Array {
  return each(windows, (start, end) => aggregateValues(windows.known, how, start, end));
}

/** The same as {@link anew} for sums, which are most of what is asked for, in half the time. */
function sumsAnew({ known, from, to }: Windows): Float64Array {
  const out = new Float64Array(from.length);
  for (let i = 0; i < out.length; i++) {
    const end = to[i]!;
    let sum = 0;
    for (let j = from[i]!; j < end; j++) sum += known[j]!;
    out[i] = sum;
  }
  return out;
}

function sums(windows: Windows): Float64Array {
  return slide(windows, new RunningFold(windows.known, (a, b) => a + b));
}

function greatest(windows: Windows): Float64Array {
  return slide(windows, new RunningFold(windows.known, (a, b) => (b > a ? b : a)));
}

function least(windows: Windows): Float64Array {
  return slide(windows, new RunningFold(windows.known, (a, b) => (b < a ? b : a)));
}

/** The first value of each window less the sum of those behind it, which make a sliding window as well. */
function differences({ known, from, to }: Windows): Float64Array {
  const behindFirst = from.map((start, i) => Math.min(start + 1, to[i]!));
  const rest = sums({ known, from: behindFirst, to });
  return rest.map((sum, i) => known[from[i]!]! - (behindFirst[i]! < to[i]! ? sum : 0));
}
