/** The axis of values: where it begins and ends, and its labels. */
import { RenderOptionError } from '../format.ts';
import type { AxisWishes } from './options.ts';
import { niceSteps, type UnitSystem } from './units.ts';

export interface ValueAxis {
  readonly bottom: number;
  readonly top: number;
  /** Values with a label, ascending. */
  readonly ticks: readonly number[];
  /** Present on a logarithmic axis; values of 0 and less have no place on it. */
  readonly logBase?: number;
}

export interface AxisTask {
  /** Least and greatest value to show; on a logarithmic axis the least is greater than 0. */
  readonly low: number;
  readonly high: number;
  readonly wishes: AxisWishes;
  readonly unitSystem: UnitSystem;
  /** Into how many parts the axis may be divided, all at least 1. */
  readonly divisors: readonly number[];
  readonly logBase?: number;
}

interface Limits {
  readonly low: number;
  readonly high: number;
  /** The end was asked for, and so is not rounded. */
  readonly lowFixed: boolean;
  readonly highFixed: boolean;
}

/** Share of a step by which rounding errors may go beyond a limit. */
const SLACK = 1e-4;
const MAX_TICKS = 200;
/** Beyond these, sums and steps of an axis would overflow or vanish. */
const LARGEST = 1e290;
const SMALLEST = 1e-280;

export function valueAxis(task: AxisTask): ValueAxis {
  const limits = apart(applyWishes(task));
  return task.logBase === undefined ? linearAxis(task, limits) : logAxis(limits, task.logBase);
}

/** Share of the axis, 0 at the bottom and 1 at the top, at which a value lies; NaN where it has no place. */
export function shareOf({ bottom, top, logBase }: ValueAxis, value: number): number {
  if (logBase === undefined) return (value - bottom) / (top - bottom);
  if (!(value > 0)) return Number.NaN;
  // Differences of logarithms, because quotients overflow.
  return (Math.log(value) - Math.log(bottom)) / (Math.log(top) - Math.log(bottom));
}

function applyWishes({ low, high, wishes }: AxisTask): Limits {
  const asked = typeof wishes.max === 'number' ? wishes.max : high;
  const limited = wishes.limit !== undefined && wishes.limit < asked;
  return {
    low: clamped(wishes.min ?? low),
    high: clamped(limited ? wishes.limit! : asked),
    lowFixed: wishes.min !== undefined,
    highFixed: wishes.max !== undefined || limited,
  };
}

function clamped(value: number): number {
  return Math.min(LARGEST, Math.max(-LARGEST, value));
}

/** Makes room where there is none between the ends: a tenth of their size, of an end that may move. */
function apart(limits: Limits): Limits {
  const { low, high, lowFixed, highFixed } = limits;
  // Neighbouring doubles leave no room for labels.
  const least = Math.max(Math.abs(low) * 1e-12, Math.abs(high) * 1e-12, SMALLEST);
  if (high - low > least) return limits;
  if (lowFixed && highFixed) {
    if (high > low) return { ...limits, high: low + least * 10 };
    throw new RenderOptionError(
      `the axis would go from ${low} down to ${high}; let yMin be less than yMax and yLimit`,
    );
  }
  const room = (value: number) => (Math.abs(value) < 1e-9 ? 1 : Math.abs(value) / 10);
  if (lowFixed) return { ...limits, high: low + room(low) };
  if (highFixed) return { ...limits, low: high - room(high) };
  if (low === 0) return { ...limits, high: 1 };
  return { ...limits, low: low - room(low), high: high + room(high) };
}

function linearAxis({ wishes, unitSystem, divisors }: AxisTask, limits: Limits): ValueAxis {
  const { low, high } = limits;
  const asked = wishes.step;
  const step =
    asked !== undefined && (high - low) / asked <= MAX_TICKS
      ? asked
      : chooseStep(limits, divisors, unitSystem);
  const bottom = limits.lowFixed ? low : step * Math.floor(low / step + SLACK);
  const rounded = step * Math.ceil(high / step - SLACK);
  const top = limits.highFixed ? high : Math.min(rounded, wishes.limit ?? rounded);
  const ticks: number[] = [];
  const first = Math.ceil(bottom / step - SLACK);
  // Multiplying instead of adding keeps steps of 0.1 from drifting; adding 0 makes 0 of -0.
  for (let i = first; i * step <= top + SLACK * step && ticks.length <= MAX_TICKS; i++)
    ticks.push(i * step + 0);
  return { bottom, top: top > bottom ? top : bottom + step, ticks };
}

/**
 * The step that covers the values in one of the allowed numbers of parts and leaves the least room empty at the end
 * where it leaves most.
 */
function chooseStep({ low, high }: Limits, divisors: readonly number[], unitSystem: UnitSystem): number {
  const range = high - low;
  const fewest = Math.min(...divisors);
  let best = { step: range, waste: Number.POSITIVE_INFINITY };
  for (const step of niceSteps(range / Math.max(...divisors), unitSystem)) {
    // With larger steps the empty room only grows.
    if (step * fewest >= range + 2 * best.waste || !Number.isFinite(step)) break;
    const bottom = step * Math.floor(low / step + SLACK);
    for (const parts of divisors) {
      const top = bottom + step * parts;
      if (top < high - SLACK * step) continue;
      const waste = Math.max(top - high, low - bottom);
      if (waste < best.waste) best = { step, waste };
    }
  }
  return best.step;
}

/** From one power of the base to another; only every second or third has a label when there are many. */
function logAxis({ low, high, lowFixed, highFixed }: Limits, base: number): ValueAxis {
  const least = Math.max(SMALLEST, low > 0 ? low : Math.min(1, high > 0 ? high / base : 1));
  const power = (value: number) => Math.log(value) / Math.log(base);
  const from = Math.floor(power(least) + SLACK);
  const to = Math.max(from + 1, Math.ceil(power(Math.max(high, least)) - SLACK));
  const bottom = lowFixed && low > 0 ? least : base ** from;
  const top = highFixed && high > bottom ? high : base ** to;
  const every = Math.max(1, Math.ceil((to - from) / 8));
  const ticks: number[] = [];
  for (let exponent = from; exponent <= to; exponent += every) {
    const value = base ** exponent;
    if (value >= bottom * (1 - SLACK) && value <= top * (1 + SLACK)) ticks.push(value);
  }
  return { bottom, top, ticks, logBase: base };
}
