import type { PanelValue } from './panelValues.ts';
import { niceStep } from './valueAxis.ts';

/** What an empty and a full bar stand for. `max` is greater than `min`. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** The ends that a unit has by its nature. */
const NATURAL: Readonly<Record<string, ValueRange>> = {
  percent: { min: 0, max: 100 },
  percentunit: { min: 0, max: 1 },
};

/**
 * The range of each value: as its settings say, by its unit, or else from zero to a round number above all there is. Values
 * without settings of their own have the same, so that their bars can be compared.
 */
export function valueRanges(values: readonly PanelValue[]): ValueRange[] {
  let [least, greatest] = [0, 0];
  for (const { series, value } of values) {
    for (const one of [value, ...extremes(series.values)]) {
      if (one < least) least = one;
      if (one > greatest) greatest = one;
    }
  }
  const shared = { min: roundOut(least), max: roundOut(greatest) };
  return values.map(({ series: { config, unit }, value }) => {
    const natural = NATURAL[unit];
    const min = config.min ?? (natural && least >= natural.min ? natural.min : shared.min);
    const max = config.max ?? (natural && greatest <= natural.max ? natural.max : shared.max);
    if (max > min) return { min, max };
    // Settings that contradict each other, or no value but zero.
    return { min, max: value > min ? value : min + Math.max(1, Math.abs(min) * 0.1) };
  });
}

/** Where a value lies in its range: 0 to 1. */
export function shareOf(value: number, { min, max }: ValueRange): number {
  if (Number.isNaN(value)) return 0;
  // Halves, because the range of the largest doubles has no width that a double can hold.
  const width = max / 2 - min / 2;
  // Of the smallest doubles the half is nothing.
  if (width === 0) return value >= max ? 1 : 0;
  return Math.max(0, Math.min(1, (value / 2 - min / 2) / width));
}

/** Where bars begin: at zero, or at that end of the range that is nearer to it. */
export function shareOfZero(range: ValueRange): number {
  return shareOf(0, range);
}

function extremes(values: Float64Array): [number, number] {
  let [least, greatest] = [Number.NaN, Number.NaN];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (!(value >= least)) least = value;
    if (!(value <= greatest)) greatest = value;
  }
  return [least, greatest];
}

/** The next of 1, 2, 2.5 and 5 times a power of ten away from zero. */
function roundOut(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return Number.isFinite(value) ? 0 : Math.sign(value) * 1;
  const round = niceStep(Math.abs(value));
  return Math.sign(value) * (Number.isFinite(round) ? round : Math.abs(value));
}
