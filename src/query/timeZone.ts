/** Wall clocks of IANA zones, by Intl's tables. All times are seconds since 1970. */
import { TimeError } from './timeError.ts';

/** What a wall clock and calendar show. Months count from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const DAY_SECONDS = 86_400;
/** Formatters are slow to make (tens of microseconds) and few zones are ever asked for; the cap guards against a flood. */
const MAX_FORMATTERS = 700;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What a clock in `zone` shows at a second. An unknown zone is a {@link TimeError}. */
export function wallTimeAt(seconds: number, zone: string): WallTime {
  const shown = new Date((seconds + offsetAt(seconds, zone)) * 1000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/**
 * The second at which a clock in `zone` shows `wall`. Days beyond the month's end run on into the next month. Of a
 * time that the clock shows twice in autumn it is the second one, and a time that spring leaves out is counted on
 * from before the change, so 2:30 is 3:30: standard time decides in both, as in graphite-web.
 */
export function secondsOfWallTime(wall: WallTime, zone: string): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, 0, 0);
  const asUtc = date.getTime() / 1000;
  // Clocks change by a few hours at most, and never twice within two days.
  const before = offsetAt(asUtc - DAY_SECONDS, zone);
  const after = offsetAt(asUtc + DAY_SECONDS, zone);
  const byAfter = asUtc - after;
  if (offsetAt(byAfter, zone) === after) return byAfter;
  return asUtc - before;
}

/** Seconds that clocks in `zone` are ahead of UTC. An unknown zone is a {@link TimeError}. */
export function offsetAt(seconds: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const whole = Math.floor(seconds);
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(whole * 1000)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = new Date(0);
  shown.setUTCFullYear(year, month - 1, day);
  shown.setUTCHours(hour, minute, second, 0);
  return shown.getTime() / 1000 - whole;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    formatters.set(zone, made);
    return made;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TimeError(
      `"${zone.slice(0, 60)}" is not a time zone`,
      'write an IANA name such as Europe/Berlin, America/New_York or UTC',
    );
  }
}
