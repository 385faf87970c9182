/**
 * Graphite's texts for `from` and `until`: a reference (`now`, `midnight`, `08:30_20261122`, `monday`, `1763800000` …),
 * an offset (`-1h`, `+30min`), or a reference followed by an offset (`now-1h`, `noon yesterday-2d`).
 */
import { shortened } from './shortened.ts';
import { TimeError } from './timeError.ts';
import { parseTimeOffset, UNITS_ALLOWED } from './timeOffset.ts';
import { secondsOfWallTime, type WallTime, wallTimeAt } from './timeZone.ts';

export interface TimeOptions {
  readonly nowSeconds: number;
  /** IANA zone of clock times and days; UTC unless given. */
  readonly tz?: string;
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** In the order of Date's getUTCDay. */
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NAMED_TIMES: Readonly<Record<string, TimeOfDay>> = {
  midnight: { hour: 0, minute: 0 },
  noon: { hour: 12, minute: 0 },
  teatime: { hour: 16, minute: 0 },
};
const DAYS_FROM_TODAY: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
/** The beginning of year 1 and the end of year 9999: as far as graphite-web's calendar goes. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;

const ALLOWED =
  `allowed are seconds since 1970, offsets such as -1h, -30min or now-1d (units ${UNITS_ALLOWED}), ` +
  'and days and times such as today, noon yesterday, monday, jan 15, 11/22/26, 20261122 or 08:30_20261122';

/**
 * Seconds since 1970 of a time as graphite writes it; blanks, commas, underscores and case do not matter, and an
 * empty text is now. Anything else is a {@link TimeError} that says what is allowed.
 */
export function parseTime(text: string, { nowSeconds, tz = 'UTC' }: TimeOptions): number {
  if (text.length > 200) throw new TimeError('a time of more than 200 characters is none', ALLOWED);
  const bare = text.toLowerCase().replace(/[\s_,]/g, '');
  if (/^\d+(\.\d+)?$/.test(bare) && !isCompactDate(bare)) return epochSeconds(bare);
  const { reference, offset } = split(bare);
  const start =
    reference === '' || reference === 'now' ? nowSeconds : referenceSeconds(reference, text, nowSeconds, tz);
  const seconds = start + (offset === '' ? 0 : parseTimeOffset(offset));
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
    throw new TimeError(`"${shortened(text)}" is too far away`, ALLOWED);
  return seconds;
}

/** Eight digits that can be a date are one, as in graphite-web: `20261122`. */
function isCompactDate(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return (
    digits.length === 8 && year > 1900 && Number(digits.slice(4, 6)) < 13 && Number(digits.slice(6)) < 32
  );
}

function epochSeconds(digits: string): number {
  const seconds = Math.floor(Number(digits));
  if (seconds <= LAST_SECOND) return seconds;
  throw new TimeError(
    `"${shortened(digits)}" is beyond the year 9999`,
    'times are seconds since 1970; divide milliseconds by 1000',
  );
}

/**
 * The offset begins at the first + or -, except that a word after + goes on with the reference (`noon+yesterday`). A sign
 * with nothing behind it is none, as in graphite-web: it is what is left of `now-1h` while one types.
 */
function split(bare: string): { reference: string; offset: string } {
  const joined = bare.replace(/\+(?=[a-z])/g, '');
  const sign = joined.search(/[+-]/);
  if (sign < 0) return { reference: joined, offset: '' };
  const offset = joined.slice(sign);
  return { reference: joined.slice(0, sign), offset: offset.length === 1 ? '' : offset };
}

function referenceSeconds(reference: string, text: string, nowSeconds: number, tz: string): number {
  const { time, rest } = takeTimeOfDay(reference, text);
  const today = wallTimeAt(nowSeconds, tz);
  const day = dayOf(rest, today);
  if (day === null) throw new TimeError(`"${shortened(text)}" is not a time`, ALLOWED);
  return secondsOfWallTime({ ...day, ...time }, tz);
}

/** Takes `08:30`, `8:30pm`, `8am` or a named time from the front; midnight when there is none. */
function takeTimeOfDay(reference: string, text: string): { time: TimeOfDay; rest: string } {
  for (const [name, time] of Object.entries(NAMED_TIMES)) {
    if (reference.startsWith(name)) return { time, rest: reference.slice(name.length) };
  }
  const clock = /^(\d{1,2}):(\d{2}|\d$)(am|pm)?/.exec(reference) ?? /^(\d{1,2})()(am|pm)/.exec(reference);
  if (clock === null) return { time: NAMED_TIMES['midnight']!, rest: reference };
  const [all, hours, minutes, half] = clock;
  const written = Number(hours);
  const hour = half === undefined ? written : (written % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minutes);
  if (written > (half === undefined ? 23 : 12) || minute > 59) {
    throw new TimeError(
      `"${shortened(text)}" has no such hour or minute`,
      'clock times go from 00:00 to 23:59, or from 1am to 12pm',
    );
  }
  return { time: { hour, minute }, rest: reference.slice(all.length) };
}

/** The day that is meant, at whatever time; null when it is none. */
function dayOf(text: string, today: WallTime): WallTime | null {
  if (text === '') return today;
  const days = Object.hasOwn(DAYS_FROM_TODAY, text) ? DAYS_FROM_TODAY[text] : undefined;
  if (days !== undefined) return { ...today, day: today.day + days };
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact !== null) return checkedDate(Number(compact[1]), Number(compact[2]), Number(compact[3]), text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{1,2}|\d{4})$/.exec(text);
  if (american !== null) {
    return checkedDate(fullYear(Number(american[3])), Number(american[1]), Number(american[2]), text);
  }
  const inMonth = /^([a-z]+)(\d{1,2})$/.exec(text);
  if (inMonth !== null) {
    const month = indexOfName(inMonth[1]!, MONTHS);
    return month < 0 ? null : checkedDate(today.year, month + 1, Number(inMonth[2]), text);
  }
  const weekday = indexOfName(text, WEEKDAYS);
  if (weekday < 0) {
    if (indexOfName(text, MONTHS) < 0) return null;
    throw new TimeError(`"${shortened(text)}" lacks the day of the month`, 'such as jan 15');
  }
  // The most recent day of that name, today included.
  const daysAgo = (weekdayOf(today) - weekday + 7) % 7;
  return { ...today, day: today.day - daysAgo };
}

/** One and two digits are 1970 to 2069. */
function fullYear(written: number): number {
  if (written >= 100) return written;
  return written < 70 ? written + 2000 : written + 1900;
}

function checkedDate(year: number, month: number, day: number, text: string): WallTime {
  const daysInMonth = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  if (day >= 1 && day <= daysInMonth) return { year, month, day, hour: 0, minute: 0 };
  throw new TimeError(`"${shortened(text)}" is no day of the calendar`, ALLOWED);
}

/** Position of a name of which at least three letters are given; -1 when there is none. */
function indexOfName(written: string, names: readonly string[]): number {
  return written.length < 3 ? -1 : names.findIndex((name) => name.startsWith(written));
}

function weekdayOf({ year, month, day }: WallTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
