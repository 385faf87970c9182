/** Beginnings of years, months, days and the like on the clock of the query. */
import type { TimeUnit } from '../timeOffset.ts';
import { secondsOfWallTime, wallTimeAt } from '../timeZone.ts';

/** To what a time is rounded down. */
export interface Alignment {
  readonly unit: TimeUnit;
  /** On which day weeks begin: 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
}

/**
 * The last beginning of a unit that is not after `seconds`; all are seconds since 1970, `tz` is an IANA zone, by
 * default UTC.
 */
export function alignedStart(seconds: number, { unit, weekday }: Alignment, tz = 'UTC'): number {
  if (unit === 'seconds') return seconds;
  const minuteStart = seconds - (seconds % 60);
  if (unit === 'minutes') return minuteStart;
  const { year, month, day, minute } = wallTimeAt(seconds, tz);
  // Not by way of the wall clock, which shows one hour twice in autumn.
  if (unit === 'hours') return minuteStart - minute * 60;
  const midnight = { hour: 0, minute: 0 };
  switch (unit) {
    case 'days':
      return secondsOfWallTime({ year, month, day, ...midnight }, tz);
    case 'weeks': {
      const today = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
      return secondsOfWallTime({ year, month, day: day - ((today - weekday + 7) % 7), ...midnight }, tz);
    }
    case 'months':
      return secondsOfWallTime({ year, month, day: 1, ...midnight }, tz);
    case 'years':
      return secondsOfWallTime({ year, month: 1, day: 1, ...midnight }, tz);
  }
}
