/** Moments as clocks of a zone show them, in the format language that Grafana's dashboards use (`YYYY-MM-DD HH:mm`). */

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Calendars are slow to make and every value of a column asks for one. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    calendars.set(zone, made);
    return made;
  } catch {
    // A zone that this machine does not know: the text is then in UTC and says so where its format has the zone.
    return calendarOf('UTC');
  }
}

/** The moments that a `Date` can hold, in seconds. */
const mostSeconds = 8.64e12;

/** The moment's local time as if it were UTC, in milliseconds. */
function shownMilliseconds(seconds: number, zone: string): number {
  const milliseconds = Math.round(seconds * 1000);
  if (zone === 'UTC') return milliseconds;
  const parts: Record<string, string> = {};
  for (const { type, value } of calendarOf(zone).formatToParts(milliseconds)) parts[type] = value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const shown = new Date(0);
  shown.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  shown.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return shown.getTime() + (((milliseconds % 1000) + 1000) % 1000);
}

/** Tells days apart: the same number for all moments of one day of the zone. */
export function zonedDay(seconds: number, zone: string): number {
  if (!(Math.abs(seconds) < mostSeconds)) return Number.NaN;
  return Math.floor(shownMilliseconds(seconds, zone) / 86_400_000);
}

const two = (value: number): string => String(value).padStart(2, '0');
const ordinal = (value: number): string => {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return value + (teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'));
};
const offsetText = (minutes: number, colon: string): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
};

const tokens =
  /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DDDD|DDD|DD|Do|D|dddd|ddd|d|HH|H|hh|h|mm|m|SSS|ss|s|A|a|ZZ|Z|z|X|x/g;

/**
 * A moment (seconds since 1970) in words of `format`; what stands in brackets is kept as it is. A moment that no
 * calendar has is a dash.
 */
export function formatDate(seconds: number, format: string, zone: string): string {
  if (!(Math.abs(seconds) < mostSeconds)) return '–';
  const milliseconds = Math.round(seconds * 1000);
  const shownAt = shownMilliseconds(seconds, zone);
  const shown = new Date(shownAt);
  const offset = Math.round((shownAt - milliseconds) / 60_000);
  const year = shown.getUTCFullYear();
  const month = shown.getUTCMonth();
  const hour = shown.getUTCHours();
  const write: Readonly<Record<string, () => string>> = {
    YYYY: () => String(year).padStart(4, '0'),
    YY: () => two(((year % 100) + 100) % 100),
    MMMM: () => months[month],
    MMM: () => months[month].slice(0, 3),
    MM: () => two(month + 1),
    M: () => String(month + 1),
    DDDD: () => String(dayOfYear(shown)).padStart(3, '0'),
    DDD: () => String(dayOfYear(shown)),
    DD: () => two(shown.getUTCDate()),
    Do: () => ordinal(shown.getUTCDate()),
    D: () => String(shown.getUTCDate()),
    dddd: () => weekdays[shown.getUTCDay()],
    ddd: () => weekdays[shown.getUTCDay()].slice(0, 3),
    d: () => String(shown.getUTCDay()),
    HH: () => two(hour),
    H: () => String(hour),
    hh: () => two(hour % 12 || 12),
    h: () => String(hour % 12 || 12),
    mm: () => two(shown.getUTCMinutes()),
    m: () => String(shown.getUTCMinutes()),
    SSS: () => String(shown.getUTCMilliseconds()).padStart(3, '0'),
    ss: () => two(shown.getUTCSeconds()),
    s: () => String(shown.getUTCSeconds()),
    A: () => (hour < 12 ? 'AM' : 'PM'),
    a: () => (hour < 12 ? 'am' : 'pm'),
    ZZ: () => offsetText(offset, ''),
    Z: () => offsetText(offset, ':'),
    z: () => (offset === 0 ? 'UTC' : `UTC${offsetText(offset, ':')}`),
    X: () => String(Math.floor(milliseconds / 1000)),
    x: () => String(milliseconds),
  };
  return format.replace(tokens, (token, literal: string | undefined) => literal ?? write[token]());
}

function dayOfYear(shown: Date): number {
  return Math.floor((shown.getTime() - Date.UTC(shown.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

/** The moment as ISO 8601 in UTC, such as `2026-11-23T14:05:00.000Z`. */
export function isoText(seconds: number): string {
  return formatDate(seconds, 'YYYY-MM-DD[T]HH:mm:ss.SSS[Z]', 'UTC');
}
