import { UsageError } from './usageError.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of `90`, `90s`, `15min`, `6h`, `30d`, `2w` or `1y`. @throws UsageError that names the flag */
export function parseDuration(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(text.trim());
  const unit = match === null ? undefined : UNITS[match[2]];
  if (match === null || unit === undefined) {
    throw new UsageError(`${flag} wants a time such as 90s, 15min, 6h, 30d, 2w or 1y, not "${text}"`);
  }
  return Number(match[1]) * unit;
}
