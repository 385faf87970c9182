/** Intervals such as `5m`: their length, their text, and the one that suits a range. */

const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  mon: 2_592_000,
  y: 31_536_000,
};

/** Seconds of `10s`, `5m`, `5min`, `1h`, `1d`, `1w`, `1M`, `1mon`, `1y`; null for what is none of these. */
export function intervalSeconds(text: string): number | null {
  const match = /^\s*(\d{1,12}(?:\.\d{1,6})?)\s*([A-Za-z]{1,3})\s*$/.exec(text);
  if (!match || !Object.hasOwn(unitSeconds, match[2])) return null;
  const seconds = Number(match[1]) * unitSeconds[match[2]];
  return seconds > 0 ? seconds : null;
}

/** The intervals of an interval variable, `1m,10m,1h`: those that mean something, in their order. */
export function readIntervals(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => intervalSeconds(part) !== null);
}

const parts: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
];

/** The shortest text of whole seconds, such as `5m` or `90s`; below a second `200ms`. */
export function intervalText(seconds: number): string {
  if (seconds < 1) return `${Math.max(1, Math.round(seconds * 1000))}ms`;
  const whole = Math.round(seconds);
  const [size, unit] = parts.find(([size]) => whole % size === 0)!;
  return `${whole / size}${unit}`;
}

/** Lengths at which people look. */
const niceSeconds = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800, 2_592_000, 7_776_000, 31_536_000,
];

/** The nice interval (seconds) that divides a range into about `count` parts, but none shorter than `least`. */
export function autoInterval(rangeSeconds: number, count: number, least = 1): number {
  const wanted = rangeSeconds / Math.max(1, count);
  let chosen = niceSeconds[0];
  for (const candidate of niceSeconds) {
    // Past the middle between two, the longer one is nearer.
    if (wanted < (chosen + candidate) / 2) break;
    chosen = candidate;
  }
  return Math.max(least, chosen);
}
