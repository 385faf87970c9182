/**
 * Moments that Graphite names by the calendar, as far as this page has to know them: `today`, `noon yesterday`, `monday`,
 * `08:30_20261122`, `today-3d`. The server knows more; it is the one that answers queries.
 */
import { unitSecondsOf } from '../../../src/view/time/range.ts';
import { momentOf, wallTime } from '../../../src/view/time/zone.ts';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const namedTimes: Readonly<Record<string, number>> = { midnight: 0, noon: 12, teatime: 16 };
const namedDays: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Number of a weekday from Sunday (0), of a name of which at least three letters are given; -1 when it is none. */
export function weekdayNumber(text: string): number {
  return text.length < 3 ? -1 : weekdays.findIndex((name) => name.startsWith(text.toLowerCase()));
}

/** Seconds since 1970 of such a moment, by the clocks of an IANA zone; null when it is none that is known here. */
export function calendarMoment(text: string, now: number, zone: string): number | null {
  const bare = text.toLowerCase().replace(/[\s_,]/g, '');
  const sign = bare.search(/[+-]/);
  const reference = sign < 0 ? bare : bare.slice(0, sign);
  const offset = sign < 0 ? 0 : offsetSeconds(bare.slice(sign));
  if (reference === '' || offset === null) return null;
  if (reference === 'now') return now + offset;
  const parts =
    /^(?:(?<name>midnight|noon|teatime)|(?<hour>\d{1,2}):(?<minute>\d{2})|)(?<day>[a-z]*|\d{8})$/.exec(
      reference,
    )?.groups;
  if (!parts) return null;
  const day = dayOf(parts['day'], now, zone);
  const hour = parts['name'] ? namedTimes[parts['name']] : Number(parts['hour'] ?? 0);
  const minute = Number(parts['minute'] ?? 0);
  if (!day || hour > 23 || minute > 59) return null;
  return momentOf({ ...day, hour, minute }, zone) + offset;
}

function dayOf(text: string, now: number, zone: string): { year: number; month: number; day: number } | null {
  const { year, month, day, weekday } = wallTime(now, zone);
  if (text === '') return { year, month, day };
  if (Object.hasOwn(namedDays, text)) return { year, month, day: day + namedDays[text] };
  if (/^\d/.test(text)) {
    const [y, m, d] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
    const exact = m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
    return exact ? { year: y, month: m, day: d } : null;
  }
  const wanted = weekdayNumber(text);
  // The most recent day of that name, today included.
  return wanted < 0 ? null : { year, month, day: day - ((weekday - wanted + 7) % 7) };
}

/** `-1d`, `+2h30min`: all parts share the sign. */
function offsetSeconds(text: string): number | null {
  if (!/^[+-](\d+[a-z]+)+$/.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([a-z]+)/g)) {
    const size = unitSecondsOf(unit);
    // "m" alone could be minutes or months: the server refuses it.
    if (size === null || unit === 'm') return null;
    sum += Number(count) * size;
  }
  return text.startsWith('-') ? -sum : sum;
}
