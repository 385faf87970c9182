/** Frames that lie on a grid of time, as series again. */
import type { Column, Frame } from './frame.ts';
import { numberFields, type TimesOfGrids, timeField } from './transformations/frames.ts';

export interface FrameSeries {
  readonly column: Column;
  readonly refId: string;
}

/** A frame whose rows would be spread over more slots than this many times their number is no series. */
const mostEmptySlots = 20;

/**
 * The number fields of all frames whose times lie on a grid; other frames give none. Fields that are still those of a
 * source keep what was known of it (its archive, its band). Rows that a transformation left out are gaps.
 */
export function seriesOfFrames(
  frames: readonly Frame[],
  sources: readonly Column[],
  times: TimesOfGrids,
): FrameSeries[] {
  const byValues = new Map(sources.map((column) => [column.values, column]));
  const leastStep = sources.reduce((least, { step }) => Math.min(least, step), Number.POSITIVE_INFINITY);
  const usualStep = Number.isFinite(leastStep) ? leastStep : 60;

  return frames.flatMap((frame) => {
    const time = timeField(frame);
    const numbers = numberFields(frame);
    if (!time || numbers.length === 0 || time.values.length === 0) return [];
    const step = times.stepOf(time.values) ?? stepOf(time.values, usualStep);
    if (step === null) return [];
    const start = time.values[0];
    const slots = Math.round((time.values[time.values.length - 1] - start) / step) + 1;
    const isFull = slots === time.values.length;
    return numbers.map(({ name, values }): FrameSeries => {
      const source = byValues.get(values);
      const column =
        source && source.start === start && source.step === step
          ? { ...source, name }
          : { name, start, step, values: isFull ? values : spread(values, time.values, start, step, slots) };
      return { column, refId: frame.refId };
    });
  });
}

/** The greatest step on whose grid all times lie, null when they are in no order or too far apart. */
function stepOf(times: Float64Array, usualStep: number): number | null {
  let step = 0;
  for (let i = 1; i < times.length; i++) {
    const distance = times[i] - times[i - 1];
    if (!(distance > 0) || !Number.isInteger(distance)) return null;
    step = divisor(step, distance);
  }
  if (!Number.isFinite(times[0])) return null;
  if (step === 0) return usualStep;
  const slots = (times[times.length - 1] - times[0]) / step + 1;
  return slots > times.length * mostEmptySlots + 1000 ? null : step;
}

function divisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function spread(
  values: Float64Array,
  times: Float64Array,
  start: number,
  step: number,
  slots: number,
): Float64Array {
  const onGrid = new Float64Array(slots).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) onGrid[Math.round((times[i] - start) / step)] = values[i];
  return onGrid;
}
