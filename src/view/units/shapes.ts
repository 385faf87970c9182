/** How numbers of a unit are written: in steps of a ladder such as B, KiB, MiB, or as a text of their own. */
import { formatDate, zonedDay } from '../dateText.ts';

/** One step of a ladder: a number is shown as `value / divisor` with `suffix` behind it. */
export interface Rung {
  readonly divisor: number;
  readonly suffix: string;
}

/** What the text of a moment depends on besides the number. */
export interface UnitContext {
  /** IANA zone of times. Default UTC. */
  readonly zone?: string;
  /** Seconds since 1970; without it times are never written as relative to now. */
  readonly now?: number;
}

export type Shape =
  | {
      readonly kind: 'ladder';
      /** Ascending. */
      readonly rungs: readonly Rung[];
      /** Index of the rung on which zero is written. */
      readonly home: number;
      readonly prefix?: string;
      /** Nothing finer than this is written, in the unit of the rung. */
      readonly finest?: number;
    }
  | {
      readonly kind: 'written';
      write(value: number, decimals: number | undefined, context: UnitContext): string;
    };

const larger = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const smaller = ['m', 'µ', 'n', 'p', 'f'];
const binaryPrefixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const minute = 60;
const hour = 3600;
const day = 86_400;
const durations: readonly (readonly [number, string])[] = [
  [1e-9, 'ns'],
  [1e-6, 'µs'],
  [1e-3, 'ms'],
  [1, 's'],
  [minute, 'min'],
  [hour, 'h'],
  [day, 'd'],
];

/** Always the same suffix; `divisor` is what a number is divided by first. */
export function fixed(suffix: string, divisor = 1, finest?: number): Shape {
  return { kind: 'ladder', rungs: [{ divisor, suffix }], home: 0, ...(finest ? { finest } : {}) };
}

export interface MetricWishes {
  /** The number counts this power of a thousand: 1 for kW, -1 for mW. */
  readonly power?: number;
  /** Goes down to milli, micro … as well: for what is measured rather than counted. */
  readonly small?: boolean;
  readonly prefix?: string;
}

/** Steps of a thousand with the prefixes k, M, G … */
export function metric(symbol: string, { power = 0, small = false, prefix }: MetricWishes = {}): Shape {
  const rungs: Rung[] = larger.map((letter, i) => ({
    divisor: 1000 ** (i - power),
    suffix: letter + symbol,
  }));
  if (small)
    smaller.forEach((letter, i) => {
      rungs.unshift({ divisor: 1000 ** (-1 - i - power), suffix: letter + symbol });
    });
  return {
    kind: 'ladder',
    rungs,
    home: (small ? smaller.length : 0) + power,
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** Steps of 1024 with the prefixes Ki, Mi, Gi … */
export function binary(symbol: string, power = 0): Shape {
  return {
    kind: 'ladder',
    rungs: binaryPrefixes.map((letters, i) => ({ divisor: 1024 ** (i - power), suffix: letters + symbol })),
    home: power,
  };
}

/** A length of time; `seconds` is how long 1 lasts. */
export function duration(seconds: number): Shape {
  const rungs = durations.map(([size, suffix]) => ({ divisor: size / seconds, suffix }));
  const home = rungs.findIndex(({ divisor }) => Math.abs(divisor - 1) < 1e-12);
  return { kind: 'ladder', rungs, home };
}

/** Money: `$1.5k`, or with the symbol behind it: `1.5k kr`. */
export function currency(symbol: string, behind = false): Shape {
  if (!behind) return metric('', { prefix: symbol });
  return {
    kind: 'ladder',
    rungs: larger.map((letter, i) => ({
      divisor: 1000 ** i,
      suffix: letter ? `${letter} ${symbol}` : symbol,
    })),
    home: 0,
  };
}

/** One of two words, the first for everything but zero. */
export function words(yes: string, no: string): Shape {
  return { kind: 'written', write: (value) => (value === 0 ? no : yes) };
}

export function written(
  write: (value: number, decimals: number | undefined, context: UnitContext) => string,
): Shape {
  return { kind: 'written', write };
}

/**
 * A moment, in milliseconds since 1970 as Grafana has it. Graphite's own moments are seconds: what would lie before
 * spring 1973 as milliseconds is taken for those.
 */
export function moment(format: string, shortToday?: string): Shape {
  return written((value, _decimals, { zone = 'UTC', now }) => {
    const seconds = secondsOf(value);
    const today =
      shortToday !== undefined && now !== undefined && zonedDay(seconds, zone) === zonedDay(now, zone);
    return formatDate(seconds, today ? shortToday : format, zone);
  });
}

/** How long ago a moment is, or the moment itself when nobody says what the time is. */
export const fromNow: Shape = written((value, _decimals, { zone = 'UTC', now }) => {
  const seconds = secondsOf(value);
  if (now === undefined) return formatDate(seconds, 'YYYY-MM-DD HH:mm:ss', zone);
  const text = durationText(Math.abs(now - seconds));
  return seconds <= now ? `${text} ago` : `in ${text}`;
});

function secondsOf(value: number): number {
  return Math.abs(value) < 1e11 ? value : value / 1000;
}

/** A length of time in its two largest parts: `3 d 4 h`, `12 min 5 s`. */
export function durationText(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [1, 's'],
  ];
  if (seconds > Number.MAX_SAFE_INTEGER) return `${digits(seconds / day)} d`;
  const rest = Math.max(0, Math.floor(seconds));
  const first = parts.findIndex(([size]) => rest >= size);
  if (first === -1) return '0 s';
  const [size, name] = parts[first];
  const text = `${Math.floor(rest / size)} ${name}`;
  const next = parts[first + 1];
  const remainder = next ? Math.floor((rest % size) / next[0]) : 0;
  return remainder > 0 ? `${text} ${remainder} ${next[1]}` : text;
}

/** A length of time in two parts, below a second in one: `250 ms`. */
export function readableDuration(secondsOfOne: number): Shape {
  return written((value, decimals) => {
    const seconds = Math.abs(value) * secondsOfOne;
    const sign = value < 0 ? '-' : '';
    if (seconds !== 0 && seconds < 1) return `${sign}${trimmed(seconds * 1000, decimals)} ms`;
    return sign + durationText(seconds);
  });
}

/** `26:03:04`; with days in front where `withDays` asks for them: `1 d 02:03:04`. */
export function clock(secondsOfOne: number, withDays: boolean): Shape {
  return written((value) => {
    const sign = value < 0 ? '-' : '';
    const seconds = Math.floor(Math.abs(value) * secondsOfOne);
    if (seconds > Number.MAX_SAFE_INTEGER) return sign + durationText(seconds);
    const days = withDays ? Math.floor(seconds / day) : 0;
    const rest = seconds - days * day;
    const two = (part: number) => String(part).padStart(2, '0');
    const time = `${two(Math.floor(rest / hour))}:${two(Math.floor((rest % hour) / minute))}:${two(rest % minute)}`;
    return `${sign}${days > 0 ? `${days} d ` : ''}${time}`;
  });
}

/** Three significant digits, or exactly so many decimals. */
export function trimmed(value: number, decimals?: number): string {
  return decimals === undefined ? digits(value) : exact(value, decimals);
}

/** Exactly so many decimals; what rounds to nothing has no sign. */
export function exact(value: number, decimals: number): string {
  const text = value.toFixed(Math.min(20, Math.max(0, decimals)));
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Three significant digits, never an exponent within the usual sizes, no trailing zeros. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e15 || size < 1e-6) return value.toExponential(2);
  const decimals =
    size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(size)));
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
