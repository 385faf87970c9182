/** Unit systems of the axis of values: by what large numbers are divided, and in which steps an axis counts. */

export const UNIT_SYSTEMS = ['si', 'binary', 'sec', 'msec', 'none'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

/** A number is shown as `value / divisor` with the suffix behind it. */
interface Scale {
  readonly divisor: number;
  readonly suffix: string;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** From large to small. */
const TIMES: readonly Scale[] = [
  { divisor: 365 * day, suffix: 'y' },
  { divisor: day, suffix: 'd' },
  { divisor: hour, suffix: 'h' },
  { divisor: minute, suffix: 'min' },
  { divisor: 1, suffix: 's' },
];
const SCALES: Readonly<Record<UnitSystem, readonly Scale[]>> = {
  si: ['P', 'T', 'G', 'M', 'k'].map((suffix, i) => ({ divisor: 1000 ** (5 - i), suffix })),
  binary: ['Pi', 'Ti', 'Gi', 'Mi', 'Ki'].map((suffix, i) => ({ divisor: 1024 ** (5 - i), suffix })),
  sec: TIMES,
  msec: [
    ...TIMES.map(({ divisor, suffix }) => ({ divisor: divisor * 1000, suffix })),
    { divisor: 1, suffix: 'ms' },
  ],
  none: [],
};
const PLAIN: Scale = { divisor: 1, suffix: '' };

/** Lengths of time that clocks and calendars count in, in seconds. Beyond a day it goes on with 1, 2 and 5 days. */
const TIME_STEPS = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
];

/** Labels of an axis, all in one unit, with as many decimals as tell neighbours apart. 0 is plain. */
export function axisLabels(ticks: readonly number[], system: UnitSystem): string[] {
  const scale = scaleOfAxis(ticks, system);
  const scaled = ticks.map((tick) => tick / scale.divisor);
  const decimals = decimalsOf(scaled);
  return scaled.map((value) => withSuffix(decimalText(value, decimals), scale.suffix));
}

/** One number in the unit that suits it, with three digits or more: values in legends and pies. */
export function formatValue(value: number, system: UnitSystem): string {
  const scale = scaleFor(Math.abs(value), system);
  const scaled = value / scale.divisor;
  const size = Math.abs(scaled);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 || size === 0 ? 2 : 3;
  const text = decimalText(scaled, decimals);
  return withSuffix(text.includes('.') ? text.replace(/\.?0+$/, '') : text, scale.suffix);
}

/** Steps in which an axis of the system may count, from `least` upwards without an end. */
export function* niceSteps(least: number, system: UnitSystem): Generator<number> {
  if (system === 'binary') return yield* powersOfTwo(least);
  if (system === 'sec') return yield* timeSteps(least, 1);
  if (system === 'msec') return yield* timeSteps(least, 1000);
  yield* decimalSteps(least);
}

/** 1, 2 and 5 times powers of ten. */
function* decimalSteps(least: number): Generator<number> {
  for (let power = Math.floor(Math.log10(least) - 1e-4); ; power++) {
    for (const mantissa of [1, 2, 5]) {
      // Dividing by a power of ten is exact where multiplying by its inverse is not: 0.3 instead of 0.30000000000000004.
      const step = power < 0 ? mantissa / 10 ** -power : mantissa * 10 ** power;
      if (step >= least * (1 - 1e-4)) yield step;
    }
  }
}

function* powersOfTwo(least: number): Generator<number> {
  for (let power = Math.ceil(Math.log2(least) - 1e-4); ; power++) yield 2 ** power;
}

function* timeSteps(least: number, second: number): Generator<number> {
  if (least < second) {
    for (const step of decimalSteps(least)) {
      if (step >= second) break;
      yield step;
    }
  }
  for (const step of TIME_STEPS) if (step * second >= least * (1 - 1e-4)) yield step * second;
  for (const step of decimalSteps(Math.max(1, least / (day * second)))) yield step * day * second;
}

/** Numbers go by the largest; lengths of time are told in whole units: `30 s | 60 s | 90 s`, not parts of minutes. */
function scaleOfAxis(ticks: readonly number[], system: UnitSystem): Scale {
  const largest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0);
  if (system !== 'sec' && system !== 'msec') return scaleFor(largest, system);
  const whole = ({ divisor }: Scale) =>
    divisor <= largest && ticks.every((tick) => Math.abs(tick / divisor - Math.round(tick / divisor)) < 1e-6);
  return SCALES[system].find(whole) ?? scaleFor(largest, system);
}

function scaleFor(size: number, system: UnitSystem): Scale {
  const found = SCALES[system].find(({ divisor }) => size >= divisor * (1 - 1e-9));
  if (found !== undefined) return found;
  return system === 'sec' || system === 'msec' ? SCALES[system].at(-1)! : PLAIN;
}

/** As few decimals as show all values exactly; from three on it is enough that no two labels are the same. */
function decimalsOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let decimals = 0; decimals < 12; decimals++) {
    const factor = 10 ** decimals;
    const exact = values.every(
      (value) =>
        Math.abs(value * factor - Math.round(value * factor)) <= Math.max(1e-6, largest * factor * 1e-12),
    );
    if (exact) return decimals;
    if (decimals >= 3 && new Set(values.map((value) => value.toFixed(decimals))).size === values.length) {
      return decimals;
    }
  }
  return 12;
}

function decimalText(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) return value.toExponential(2);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? '0' : text;
}

/** `12.5k` belongs together, a unit stands apart; nothing is nothing in any unit. */
function withSuffix(text: string, suffix: string): string {
  if (suffix === '' || text === '0') return text;
  return /^[kMGTP]$/.test(suffix) ? text + suffix : `${text} ${suffix}`;
}
