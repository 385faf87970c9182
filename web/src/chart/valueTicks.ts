/** The values of an axis: where it starts and ends, and its ticks. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ticks: number[];
}

export interface AxisWishes {
  /** The axis reaches at least this far up; keeps noise around zero from filling the chart. */
  readonly softMax?: number;
  readonly min?: number;
  readonly max?: number;
  /** Ticks lie on multiples of this base (1024^k for bytes), so that labels are round in their scale. */
  readonly base?: number;
  /** Upper bound for the number of ticks. */
  readonly count?: number;
}

const smallest = 1e-200;
const niceSteps = [1, 2, 2.5, 5, 10];

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const nice = niceSteps.find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10;
  return nice * power;
}

/**
 * An axis of 3 to 6 ticks that covers `low` to `high`. Zero is included unless the values lie far from it
 * (the spread is less than a third of their size), where a line would otherwise be a flat streak at the top.
 */
export function valueAxis(low: number, high: number, wishes: AxisWishes = {}): ValueAxis {
  const count = Math.max(3, wishes.count ?? 5);
  let min = Number.isFinite(low) ? low : 0;
  let max = Number.isFinite(high) ? high : 1;
  const base = wishes.base ?? 1;
  if (wishes.softMax !== undefined && max < wishes.softMax) max = wishes.softMax;
  if (min >= 0 && (max - min) * 3 >= max) min = 0;
  if (max <= 0 && (max - min) * 3 >= -min) max = 0;
  if (wishes.min !== undefined) min = wishes.min;
  if (wishes.max !== undefined) max = Math.max(wishes.max, high > wishes.max * 1.001 ? high : wishes.max);
  // Below this, steps would underflow to zero.
  if (Math.max(Math.abs(min), Math.abs(max)) < smallest) min = max = 0;
  if (max - min < Math.max(Math.abs(max), Math.abs(min)) * 1e-9 || max === min) {
    // A constant series: room on both sides, from zero when that is its value.
    const room = min === 0 ? 1 : Math.abs(min) * 0.1;
    if (min === 0) max = 1;
    else {
      min -= room;
      max += room;
    }
  }
  let step = niceStep((max - min) / base / (count - 1)) * base;
  if (wishes.max !== undefined && max === wishes.max && wishes.max === 100) step = 25;
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  const ticks: number[] = [];
  // Multiplying instead of adding keeps 0.1 steps from drifting.
  for (let i = first; i <= last; i++) ticks.push(i * step === 0 ? 0 : i * step);
  return { min: first * step, max: last * step, step, ticks };
}
