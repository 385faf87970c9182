/** The values of an axis: where it starts and ends, and its ticks. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ticks: readonly number[];
}

interface AxisWishes {
  /** Exact ends, instead of round ones. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Steps about so many; 5 when missing. */
  readonly count?: number;
  /** Ticks lie on multiples of this (1024^k for bytes), so that labels are round in their scale. */
  readonly base?: number;
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Below this, steps would underflow to zero. */
const SMALLEST = 1e-200;
/** Beyond this, lengths of axes would be infinite. */
const LARGEST = 1e307;

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return (STEPS.find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10) * power;
}

/** An axis that covers `low` to `high`, at round numbers unless its ends are given. Odd numbers give an axis from 0 to 1. */
export function valueAxis(low: number, high: number, wishes: AxisWishes = {}): ValueAxis {
  const clamped = (value: number, otherwise: number) =>
    Number.isFinite(value) ? Math.max(-LARGEST, Math.min(LARGEST, value)) : otherwise;
  let min = clamped(wishes.min ?? low, 0);
  let max = clamped(wishes.max ?? high, 1);
  if (Math.max(Math.abs(min), Math.abs(max)) < SMALLEST) min = max = 0;
  if (max - min <= Math.max(Math.abs(max), Math.abs(min)) * 1e-9) {
    max = wishes.max === undefined || max <= min ? min + Math.max(1, Math.abs(min) * 0.1) : max;
  }
  const { base = 1, count = 5 } = wishes;
  const step = niceStep((max - min) / base / Math.max(1, count)) * base;
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  const start = wishes.min === undefined ? first * step : min;
  const end = wishes.max === undefined ? last * step : max;
  const ticks: number[] = [];
  for (let i = first; i <= last; i++) {
    // Multiplying instead of adding keeps steps of 0.1 from drifting.
    const tick = i * step === 0 ? 0 : i * step;
    if (tick >= start - step * 1e-9 && tick <= end + step * 1e-9) ticks.push(tick);
  }
  return { min: start, max: end, step, ticks };
}
