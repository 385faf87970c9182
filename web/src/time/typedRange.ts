/**
 * Ranges as people type them: "yesterday", "yesterday 14-16", "last week", "mon 9:00 to now", "2h", "2026-11-23 14:05",
 * "-3d to -1d", and what was copied from somewhere else. Nothing here knows of the page.
 */
import { unitSecondsOf } from '../../../src/view/time/range.ts';
import { momentOf, wallTime } from '../../../src/view/time/zone.ts';
import { calendarMoment, weekdayNumber } from './calendarMoment.ts';
import { momentSeconds, shortRelative, type TimeRange } from './range.ts';

export type WeekStart = 'monday' | 'sunday' | 'saturday';

export interface TypingContext {
  /** Seconds since 1970. */
  readonly now: number;
  /** IANA zone by whose clocks days and times are meant. */
  readonly zone: string;
  readonly weekStart: WeekStart;
}

export type TypedRange = { readonly range: TimeRange } | { readonly problem: string };

const help = 'Such as yesterday 14-16, last week, mon 9:00 to now, 2h, or 2026-11-23 14:05.';
/** A moment alone is looked at with so much around it, seconds. */
const around = 1800;

const months = [
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

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a text stands for, seconds since 1970: an instant, where both are the same, or a day, a week … */
interface Stretch {
  readonly from: number;
  readonly until: number;
  /** Of an instant that goes along with the clock: `now`, `-2h`. */
  readonly moving?: string;
}

/** A time of day, seconds since midnight by the clocks. */
interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The range that was meant, or what is wrong with the text. */
export function readTypedRange(typed: string, context: TypingContext): TypedRange {
  const text = typed.trim();
  if (text === '') return { problem: help };
  const range = readCopied(text) ?? readWords(normalise(text), context);
  if (!range) return { problem: help };
  const from = momentSeconds(range.from, context.now, context.zone);
  const until = momentSeconds(range.until, context.now, context.zone);
  if (from === null || until === null) return { problem: help };
  if (from >= until) return { problem: 'The end has to lie after the start.' };
  return { range };
}

/** A range as it is put on the clipboard: moments that move along stay texts, others are instants that anybody can read. */
export function copiedRange({ from, until }: TimeRange): string {
  const readable = (moment: string) =>
    /^\d+$/.test(moment) ? new Date(Number(moment) * 1000).toISOString().replace('.000', '') : moment;
  return JSON.stringify({ from: readable(from), until: readable(until) });
}

/** JSON of ours or of Grafana's (`to` for `until`, `now-1h` for `-1h`); null when it is none. */
function readCopied(text: string): TimeRange | null {
  if (!text.startsWith('{')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { from, until, to } = value as Partial<Record<'from' | 'until' | 'to', unknown>>;
  const start = copiedMoment(from, 'from');
  const end = copiedMoment(until ?? to, 'until');
  return start && end ? { from: start, until: end } : null;
}

function copiedMoment(value: unknown, side: 'from' | 'until'): string | null {
  if (typeof value === 'number') return copiedMoment(String(value), side);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const days = /^now(?:-(\d+)d)?\/d$/.exec(text);
  if (days) {
    // Grafana's `now/d` is the beginning of the day, or its end.
    const back = Number(days[1] ?? 0) - (side === 'until' ? 1 : 0);
    return { '-1': 'now', 0: 'today', 1: 'yesterday' }[back] ?? `today-${back}d`;
  }
  const relative = /^(?:now)?-(\d+)([a-zA-Z]+)$/.exec(text);
  if (relative) return `-${relative[1]}${{ m: 'min', M: 'mon' }[relative[2]] ?? relative[2]}`;
  if (/^\d{12,14}$/.test(text)) return String(Math.floor(Number(text) / 1000));
  if (/^\d{9,11}$/.test(text) || text === 'now') return text;
  return isoInstant(text) ?? text.toLowerCase();
}

/** Seconds of an instant that names its own zone, such as `2026-11-23T14:05:00Z`. */
function isoInstant(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})$/i.test(text)) return null;
  const milliseconds = Date.parse(text.replace(' ', 'T').toUpperCase());
  return Number.isNaN(milliseconds) ? null : String(Math.floor(milliseconds / 1000));
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\.{2,}|…|→|->) ?/g, ' to ')
    .replace(/ (until|till|til|-) /g, ' to ');
}

function readWords(text: string, context: TypingContext): TimeRange | null {
  const open = /^(?:from|since|after) (.+)$/.exec(text);
  const body = open ? open[1] : text;
  const ends = body.split(' to ');
  if (ends.length > 2) return null;
  if (ends.length === 2) return readEnds(ends[0], ends[1], context);
  if (open) {
    const start = readStretch(body, context, null);
    return start && { from: start.moving ?? String(start.from), until: 'now' };
  }
  return readLast(text) ?? readHours(text, context) ?? readOne(text, context);
}

/** `2h`, `-2h`, `last 90 minutes`, `past hour`. */
function readLast(text: string): TimeRange | null {
  const match = /^(last |past |-)?(?:(\d+(?:\.\d+)?) ?)?([a-z]+)$/.exec(text);
  if (!match) return null;
  const [, word, count, unit] = match;
  const size = unitSecondsOf(unit);
  if (size === null || (count === undefined && word === undefined)) return null;
  // "Last week" is a week of the calendar; an hour, and a day, are as long wherever they begin, and so is what is past.
  if (count === undefined && size > 86_400 && word !== 'past ') return null;
  const seconds = Math.round(Number(count ?? 1) * size);
  return seconds > 0 ? { from: shortRelative(seconds), until: 'now' } : null;
}

/** `yesterday 14-16`, `9:00-17:30`, `23.11.2026 9am-5pm`: hours of one day, or into the next. */
function readHours(text: string, context: TypingContext): TimeRange | null {
  const clock = '(\\d{1,2}(?::\\d{2}){0,2} ?(?:am|pm)?|noon|midnight)';
  const match = new RegExp(`^(?:(.+) )?${clock} ?(?:-|to) ?${clock}$`).exec(text);
  if (!match) return null;
  const day = match[1] === undefined ? dayAt(context.now, context.zone) : readDay(match[1], context);
  const start = readClock(match[2], true);
  const end = readClock(match[3], true);
  if (!day || !start || !end) return null;
  return spanOf(day, start, end, context.zone);
}

function spanOf(day: Day, start: Clock, end: Clock, zone: string): TimeRange {
  const from = momentOf({ ...day, ...start }, zone);
  const until = momentOf({ ...day, ...end }, zone);
  return {
    from: String(from),
    until: String(until > from ? until : momentOf({ ...day, day: day.day + 1, ...end }, zone)),
  };
}

function readOne(text: string, context: TypingContext): TimeRange | null {
  const { now, weekStart } = context;
  if (text === 'today') return { from: 'today', until: 'now' };
  if (text === 'yesterday') return { from: 'yesterday', until: 'today' };
  if (text === 'this week') return { from: weekStart, until: 'now' };
  const stretch = readStretch(text, context, null);
  if (!stretch) return null;
  const { from, until, moving } = stretch;
  if (moving) return { from: moving, until: 'now' };
  if (from === until) return { from: String(from - around), until: String(until + around) };
  return { from: String(from), until: from < now && now < until ? 'now' : String(until) };
}

function readEnds(first: string, second: string, context: TypingContext): TimeRange | null {
  const { now } = context;
  const start = readStretch(first, context, null);
  if (!start) {
    // "yesterday 14 to 16": the hour alone means nothing without the other.
    return readHours(`${first} to ${second}`, context);
  }
  const end = readStretch(second, context, start.from);
  if (!end) return readHours(`${first} to ${second}`, context);
  const from = start.moving ?? String(start.from);
  if (end.moving) return { from, until: end.moving };
  return { from, until: end.from < now && now < end.until ? 'now' : String(end.until) };
}

/**
 * What a text stands for. A time without a day is one of today, or, where the other end of the range is known (`after`), the
 * first one after it.
 */
function readStretch(text: string, context: TypingContext, after: number | null): Stretch | null {
  const { now, zone } = context;
  if (text === 'now') return { from: now, until: now, moving: 'now' };
  const ago = /^-?(\d+(?:\.\d+)?) ?([a-z]+?)(?: ago)?$/.exec(text);
  const unit = ago ? unitSecondsOf(ago[2]) : null;
  if (ago && unit !== null) {
    const seconds = Math.round(Number(ago[1]) * unit);
    return { from: now - seconds, until: now - seconds, moving: shortRelative(seconds) };
  }
  if (/^\d{9,11}$/.test(text)) return instant(Number(text));
  if (/^\d{12,14}$/.test(text)) return instant(Math.floor(Number(text) / 1000));
  const iso = isoInstant(text);
  if (iso !== null) return instant(Number(iso));
  const period = readPeriod(text, context);
  if (period) return period;

  const clock = readClock(text, false);
  if (clock) return instant(clockMoment(clock, context, after));
  const day = readDay(text, context);
  if (day) return wholeDays(day, 1, zone);
  // A date and a time, in either order.
  for (const gap of gaps(text)) {
    const [left, right] = [text.slice(0, gap), text.slice(gap + 1).replace(/^at /, '')];
    for (const [date, time] of [
      [left, right],
      [right, left],
    ]) {
      const on = readDay(date.replace(/,$/, ''), context);
      const at = readClock(time, false);
      if (on && at) return instant(momentOf({ ...on, ...at }, zone));
    }
  }
  // Whatever else Graphite has words for.
  const moment = calendarMoment(text, now, zone);
  return moment === null ? null : instant(moment);
}

const instant = (seconds: number): Stretch => ({ from: seconds, until: seconds });

/** Places of the blanks (or of the T in `2026-11-23t14:05`), from the last on. */
function gaps(text: string): number[] {
  const found: number[] = [];
  for (let i = text.length - 1; i > 0; i--)
    if (text[i] === ' ' || (text[i] === 't' && /^\d{4}-\d{1,2}-\d{1,2}$/.test(text.slice(0, i))))
      found.push(i);
  return found;
}

function clockMoment(clock: Clock, { now, zone }: TypingContext, after: number | null): number {
  const day = dayAt(after ?? now, zone);
  const moment = momentOf({ ...day, ...clock }, zone);
  if (after === null || moment > after) return moment;
  return momentOf({ ...day, day: day.day + 1, ...clock }, zone);
}

/** `9:00`, `14:05:09`, `9am`, `noon`; with `bare` also `14`. */
function readClock(text: string, bare: boolean): Clock | null {
  if (text === 'noon') return { hour: 12, minute: 0, second: 0 };
  if (text === 'midnight') return { hour: 0, minute: 0, second: 0 };
  const match = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))? ?(am|pm)?$/.exec(text);
  if (!match) return null;
  const [, hours, minutes, seconds, half] = match;
  if (minutes === undefined && half === undefined && !bare) return null;
  const written = Number(hours);
  const hour = half === undefined ? written : (written % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minutes ?? 0);
  const second = Number(seconds ?? 0);
  // 24:00 is the end of the day.
  const most = half !== undefined ? 12 : minute + second === 0 ? 24 : 23;
  return written <= most && minute < 60 && second < 60 ? { hour, minute, second } : null;
}

function dayAt(seconds: number, zone: string): Day {
  const { year, month, day } = wallTime(seconds, zone);
  return { year, month, day };
}

/** One day: `yesterday`, `mon`, `last friday`, `2026-11-23`, `23.11.`, `23 nov 2026`, `nov 23`. */
function readDay(text: string, { now, zone }: TypingContext): Day | null {
  const today = wallTime(now, zone);
  const { year, month, day } = today;
  const named = { today: 0, yesterday: -1, tomorrow: 1 }[text];
  if (named !== undefined) return { year, month, day: day + named };
  const week = /^(last |this )?([a-z]+)$/.exec(text);
  const weekday = week ? weekdayNumber(week[2]) : -1;
  if (week && weekday >= 0) {
    const back = (today.weekday - weekday + 7) % 7;
    return { year, month, day: day - (week[1] === 'last ' && back === 0 ? 7 : back) };
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text);
  if (dotted) return dated(dotted[3], Number(dotted[2]), Number(dotted[1]), today);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]+)\.?(?:,? (\d{4}))?$/.exec(text);
  if (dayFirst) return dated(dayFirst[3], monthNumber(dayFirst[2]), Number(dayFirst[1]), today);
  const monthFirst = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(text);
  if (monthFirst) return dated(monthFirst[3], monthNumber(monthFirst[1]), Number(monthFirst[2]), today);
  return null;
}

/** Without a year, the newest such day that is not in the future. */
function dated(year: string | undefined, month: number, day: number, today: Day): Day | null {
  if (year !== undefined) return checkedDay(Number(year), month, day);
  const past = month < today.month || (month === today.month && day <= today.day);
  return checkedDay(past ? today.year : today.year - 1, month, day);
}

function checkedDay(year: number, month: number, day: number): Day | null {
  const exists =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return exists ? { year, month, day } : null;
}

function monthNumber(text: string): number {
  return text.length < 3 ? 0 : months.findIndex((name) => name.startsWith(text)) + 1;
}

function wholeDays(first: Day, count: number, zone: string): Stretch {
  return { from: momentOf(first, zone), until: momentOf({ ...first, day: first.day + count }, zone) };
}

function wholeMonths(year: number, month: number, count: number, zone: string): Stretch {
  return {
    from: momentOf({ year, month, day: 1 }, zone),
    until: momentOf({ year, month: month + count, day: 1 }, zone),
  };
}

/** Weeks, months and years of the calendar: `last week`, `this month`, `november 2026`, `2026-11`, `2025`. */
function readPeriod(text: string, { now, zone, weekStart }: TypingContext): Stretch | null {
  const today = wallTime(now, zone);
  const { year, month, day } = today;
  const relative = /^(this|last|previous) (day|week|month|year)$/.exec(text);
  if (relative) {
    const back = relative[1] === 'this' ? 0 : 1;
    if (relative[2] === 'day') return wholeDays({ year, month, day: day - back }, 1, zone);
    if (relative[2] === 'month') return wholeMonths(year, month - back, 1, zone);
    if (relative[2] === 'year') return wholeMonths(year - back, 1, 12, zone);
    const sinceStart = (today.weekday - weekdayNumber(weekStart) + 7) % 7;
    return wholeDays({ year, month, day: day - sinceStart - 7 * back }, 7, zone);
  }
  const numbers = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (numbers && Number(numbers[2]) >= 1 && Number(numbers[2]) <= 12)
    return wholeMonths(Number(numbers[1]), Number(numbers[2]), 1, zone);
  if (/^(19|20)\d{2}$/.test(text)) return wholeMonths(Number(text), 1, 12, zone);
  const named = /^([a-z]+)(?: (\d{4}))?$/.exec(text);
  const number = named ? monthNumber(named[1]) : 0;
  // "mon" and "sun" are days first of all.
  if (!named || number === 0 || (named[2] === undefined && weekdayNumber(named[1]) >= 0)) return null;
  return wholeMonths(named[2] ? Number(named[2]) : number <= month ? year : year - 1, number, 1, zone);
}
