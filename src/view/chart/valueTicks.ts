import { fromEven, linear, toEven, type ValueScale } from './valueScale.ts';

/** The values of an axis: where it starts and ends, and its ticks. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  /** Between ticks; 0 where they are not even. */
  readonly step: number;
  readonly ticks: readonly number[];
  readonly scale: ValueScale;
}

export interface AxisWishes {
  /** The axis reaches at least this far; keeps noise around zero from filling the chart. */
  readonly softMin?: number;
  readonly softMax?: number;
  /** The axis ends here, whatever the values are. */
  readonly min?: number;
  readonly max?: number;
  /** Zero in the middle. */
  readonly centered?: boolean;
  /** Ticks lie on multiples of this base (1024^k for bytes), so that labels are round in their scale. */
  readonly base?: number;
  /** Upper bound for the number of ticks. */
  readonly count?: number;
  readonly scale?: ValueScale;
}

/** Sizes below this underflow once they are divided into steps or written as powers. */
const smallest = 1e-200;
const niceSteps = [1, 2, 2.5, 5, 10];

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `step`. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const nice = niceSteps.find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10;
  return nice * power;
}

/**
 * An axis of 3 to 6 ticks that covers `low` to `high`, except where a hard limit cuts it. Zero is included unless the
 * values lie far from it (the spread is less than a third of their size), where a line would otherwise be a flat streak
 * at the top. Without values (infinite `low` and `high`) the axis is that of the wishes, or 0 to 1.
 */
export function valueAxis(low: number, high: number, wishes: AxisWishes = {}): ValueAxis {
  const scale = wishes.scale ?? linear;
  if (scale.kind === 'log') return logAxis(low, high, wishes, scale);
  if (scale.kind === 'symlog') return symlogAxis(low, high, wishes, scale);
  const count = Math.max(3, wishes.count ?? 5);
  const base = wishes.base ?? 1;
  let [min, max] = withSoftLimits(low, high, wishes);
  if (min >= 0 && (max - min) * 3 >= max) min = 0;
  if (max <= 0 && (max - min) * 3 >= -min) max = 0;
  if (wishes.centered) {
    max = Math.max(Math.abs(min), Math.abs(max));
    min = -max;
  }
  if (wishes.min !== undefined) min = wishes.min;
  if (wishes.max !== undefined) max = wishes.max;
  // Limits may contradict each other or leave out all values: the lower one stands.
  if (max < min) max = min;
  if (Math.max(Math.abs(min), Math.abs(max)) < smallest) min = max = 0;
  if (max - min < Math.max(Math.abs(max), Math.abs(min)) * 1e-9 || max === min) {
    // A constant series: room on both sides, from zero when that is its value.
    if (min === 0) {
      max = 1;
      if (wishes.centered) min = -1;
    } else {
      const room = Math.abs(min) * 0.1;
      if (wishes.min === undefined) min -= room;
      max += room;
    }
  }
  let step = niceStep((max - min) / base / (count - 1)) * base;
  if (wishes.max === 100 && min === 0) step = 25;
  const first = Math.floor(min / step + 1e-9);
  const last = Math.ceil(max / step - 1e-9);
  const ticks: number[] = [];
  // Multiplying instead of adding keeps 0.1 steps from drifting.
  for (let i = first; i <= last; i++) ticks.push(i * step === 0 ? 0 : i * step);
  // An exact limit is an end of the axis even where no tick falls on it.
  const start = wishes.min ?? first * step;
  const end = wishes.max !== undefined && wishes.max > start ? wishes.max : last * step;
  const slack = step * 1e-9;
  const inside = ticks.filter((tick) => tick >= start - slack && tick <= end + slack);
  return { min: start, max: end, step, ticks: inside, scale };
}

function withSoftLimits(low: number, high: number, wishes: AxisWishes): [number, number] {
  const some = Number.isFinite(low) && Number.isFinite(high);
  let min = some ? low : (wishes.softMin ?? Math.min(0, wishes.softMax ?? 0));
  let max = some ? high : (wishes.softMax ?? Math.max(1, min + 1));
  if (wishes.softMax !== undefined && max < wishes.softMax) max = wishes.softMax;
  if (wishes.softMin !== undefined && min > wishes.softMin) min = wishes.softMin;
  return [min, max];
}

/** Powers of the base; with fewer than two of them, or room for more, the round values between as well. */
function logAxis(low: number, high: number, wishes: AxisWishes, scale: ValueScale): ValueAxis {
  const positive = (value: number | undefined) =>
    value !== undefined && value > smallest ? value : undefined;
  const some = high > smallest && Number.isFinite(high);
  let max = positive(wishes.max) ?? Math.max(some ? high : 1, positive(wishes.softMax) ?? 0);
  let min =
    positive(wishes.min) ??
    Math.min(
      some && low > smallest ? low : Math.min(1, max / scale.base),
      positive(wishes.softMin) ?? Number.POSITIVE_INFINITY,
    );
  if (!(max > min)) max = min * scale.base;
  const down = (value: number) => fromEven(scale, Math.floor(toEven(scale, value) + 1e-9));
  const up = (value: number) => fromEven(scale, Math.ceil(toEven(scale, value) - 1e-9));
  if (positive(wishes.min) === undefined) min = down(min);
  if (positive(wishes.max) === undefined) max = Math.max(up(max), min * scale.base);
  const count = Math.max(3, wishes.count ?? 5);
  const first = Math.ceil(toEven(scale, min) - 1e-9);
  const last = Math.floor(toEven(scale, max) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / count));
  const ticks: number[] = [];
  const between = scale.base === 10 && (last - first + 1) * 3 <= count + 2 ? [1, 2, 5] : [1];
  for (let power = first - 1; power <= last; power++) {
    if (every > 1 && (power - first) % every !== 0) continue;
    for (const times of between) {
      const tick = exactPower(scale.base, power) * times;
      if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return { min, max, step: 0, ticks, scale };
}

/** Ten to a negative power as people write it: 0.001, not 0.0010000000000000002. */
function exactPower(base: number, power: number): number {
  return base === 10 ? Number(`1e${power}`) : base ** power;
}

function symlogAxis(low: number, high: number, wishes: AxisWishes, scale: ValueScale): ValueAxis {
  let [min, max] = withSoftLimits(Math.min(0, low), Math.max(0, high), wishes);
  // Whole powers of the base beyond the linear strip.
  const outwards = (value: number) => {
    const even = Math.abs(toEven(scale, value));
    return value === 0 ? 0 : Math.sign(value) * fromEven(scale, Math.max(1, Math.ceil(even - 1e-9)));
  };
  min = outwards(min);
  max = outwards(max);
  if (wishes.centered) {
    max = Math.max(-min, max);
    min = -max;
  }
  if (wishes.min !== undefined) min = wishes.min;
  if (wishes.max !== undefined) max = wishes.max;
  if (!(max > min)) max = min + scale.threshold;
  const count = Math.max(3, wishes.count ?? 5);
  const below = Math.max(0, Math.floor(-toEven(scale, min) + 1e-9));
  const above = Math.max(0, Math.floor(toEven(scale, max) + 1e-9));
  const every = Math.max(1, Math.ceil((below + above + 1) / count));
  const ticks: number[] = [];
  for (let power = -below; power <= above; power++) {
    if (power % every !== 0) continue;
    const size = power === 0 ? 0 : scale.threshold * exactPower(scale.base, Math.abs(power) - 1);
    const tick = power < 0 ? -size : size;
    if (tick >= min && tick <= max) ticks.push(tick);
  }
  return { min, max, step: 0, ticks, scale };
}

/** Where a value lies between the lower (0) and the upper end (1) of an axis; beyond them outside of 0 to 1. */
export function shareOf(axis: ValueAxis, value: number): number {
  const { scale } = axis;
  const start = toEven(scale, axis.min);
  const share = (toEven(scale, value) - start) / (toEven(scale, axis.max) - start);
  // What a logarithm cannot show lies at the lower edge.
  return share === Number.NEGATIVE_INFINITY ? 0 : share;
}

/** The value at a share of an axis: the inverse of {@link shareOf}. */
export function valueAt(axis: ValueAxis, share: number): number {
  const start = toEven(axis.scale, axis.min);
  return fromEven(axis.scale, start + share * (toEven(axis.scale, axis.max) - start));
}

/** Values that reach over less than this part of an axis have shrunk: the axis follows them. */
const leastUse = 0.45;

/**
 * The axis after new values (`low` to `high`) have come: the previous one for as long as the values stay inside it and fill enough of it,
 * so that a chart that is watched does not jump with each of its points.
 */
export function settleAxis(
  previous: ValueAxis | undefined,
  next: ValueAxis,
  low: number,
  high: number,
): ValueAxis {
  if (!previous || next.scale.kind !== previous.scale.kind) return next;
  const inside = low >= previous.min && high <= previous.max;
  const use = shareOf(previous, next.max) - shareOf(previous, next.min);
  return inside && use >= leastUse ? previous : next;
}
