/** Dates and times of a zone as text, for many seconds that follow one another. */
import { offsetAt } from '../query/timeZone.ts';

const DAY = 86_400;
/** Clocks change at multiples of it, seconds since 1970, for as long as there have been computers. */
const QUARTER = 900;

/** A function that writes a second since 1970 as `2026-11-22 08:30:05`. An unknown zone is a TimeError, at its first call. */
export function localTime(zone: string): (seconds: number) => string {
  const offsetOf = cachedOffset(zone);
  let day = Number.NaN;
  let date = '';
  return (seconds) => {
    const shown = seconds + offsetOf(seconds);
    const shownDay = Math.floor(shown / DAY);
    if (shownDay !== day) {
      day = shownDay;
      date = new Date(day * DAY * 1000).toISOString().slice(0, -14);
    }
    const rest = Math.floor(shown - day * DAY);
    return `${date} ${twoDigits(rest / 3600)}:${twoDigits((rest / 60) % 60)}:${twoDigits(rest % 60)}`;
  };
}

/**
 * Asking Intl takes microseconds, so one answer serves a whole day if it is the same at both ends (no zone changes its
 * clocks twice within one), and a quarter of an hour otherwise.
 */
function cachedOffset(zone: string): (seconds: number) => number {
  let from = 0;
  let until = 0;
  let offset = 0;
  return (seconds) => {
    if (seconds >= from && seconds < until) return offset;
    from = Math.floor(seconds / DAY) * DAY;
    until = from + DAY;
    offset = offsetAt(from, zone);
    if (offsetAt(until, zone) !== offset) {
      from = Math.floor(seconds / QUARTER) * QUARTER;
      until = from + QUARTER;
      offset = offsetAt(from, zone);
    }
    return offset;
  };
}

function twoDigits(value: number): string {
  const whole = Math.floor(value);
  return whole < 10 ? `0${whole}` : `${whole}`;
}
