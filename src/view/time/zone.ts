/** Wall clocks of IANA zones, by Intl's tables: what a clock on a wall there shows, and when it shows it. */

/** A date and time as people read them; the month counts from 1, the weekday from Sunday (0). */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

/** A date with a time of day; what is missing of the time is zero. */
export type WallMoment = Pick<WallTime, 'year' | 'month' | 'day'> &
  Partial<Pick<WallTime, 'hour' | 'minute' | 'second'>>;

interface Clock {
  readonly format: Intl.DateTimeFormat;
  /** Offsets in seconds by quarter of an hour since 1970: no zone changes its clocks within one. */
  readonly offsets: Map<number, number>;
}

const quarter = 900;
/** Enough for all ticks and rows of a page; beyond it the cache starts anew. */
const mostOffsets = 5_000;
const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = { format: makeFormat(zone), offsets: new Map() };
    clocks.set(zone, clock);
  }
  return clock;
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const parts = {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone });
  } catch {
    // A zone that is not known here: a time in UTC is better than none.
    return new Intl.DateTimeFormat('en-US', { ...parts, timeZone: 'UTC' });
  }
}

/** Seconds by which the zone's clocks are ahead of UTC at an instant (seconds since 1970). */
export function zoneOffset(seconds: number, zone: string): number {
  const { format, offsets } = clockOf(zone);
  const place = Math.floor(seconds / quarter);
  const known = offsets.get(place);
  if (known !== undefined) return known;
  const start = place * quarter;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(start * 1000)) part[type] = Number(value);
  const wall =
    Date.UTC(part['year'], part['month'] - 1, part['day'], part['hour'], part['minute'], part['second']) /
    1000;
  const offset = Math.round(wall - start);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(place, offset);
  return offset;
}

export function wallTime(seconds: number, zone: string): WallTime {
  const date = new Date((seconds + zoneOffset(seconds, zone)) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/**
 * The instant at which the zone's clocks show a date and time; where they skip it, the first instant after the gap, and where
 * they show it twice, the later one. What lies beyond its end counts on (day 32, month 13, hour 24).
 */
export function momentOf({ year, month, day, hour, minute, second }: WallMoment, zone: string): number {
  const wall = Date.UTC(year, month - 1, day, hour ?? 0, minute ?? 0, second ?? 0) / 1000;
  const first = wall - zoneOffset(wall, zone);
  const then = wall - zoneOffset(first, zone);
  if (then === first) return first;
  // Around a change of clocks: of both readings the one whose own offset agrees, or else the later.
  return wall - zoneOffset(then, zone) === then ? then : Math.max(first, then);
}

/**
 * The instant at which the zone's clocks show midnight of a day; the first instant of the day where they skip midnight.
 * Days and months beyond their ends count on (day 32, month 13).
 */
export function midnightOf(year: number, month: number, day: number, zone: string): number {
  return momentOf({ year, month, day }, zone);
}

/** Midnight of the day that an instant lies in. */
export function dayStart(seconds: number, zone: string): number {
  const { year, month, day } = wallTime(seconds, zone);
  return midnightOf(year, month, day, zone);
}

/** A zone as it is named beside an axis: its city, such as `New York`. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
