import { formatDate } from '../../../src/view/dateText.ts';
import { relativeSeconds, type Span, type TimeRange } from '../../../src/view/time/range.ts';
import { momentOf } from '../../../src/view/time/zone.ts';
import { formatDuration } from '../../../src/view/units/units.ts';
import { deviceZone } from '../chart/zone.ts';
import { calendarMoment } from './calendarMoment.ts';

export { relativeSeconds, type Span, type TimeRange } from '../../../src/view/time/range.ts';

export const defaultRange: TimeRange = { from: '-1h', until: 'now' };

export interface QuickRange extends TimeRange {
  readonly label: string;
  /** The key that picks it while the picker is open. */
  readonly key?: string;
}

const last = (label: string, from: string, key?: string): QuickRange => ({
  label,
  from,
  until: 'now',
  ...(key ? { key } : {}),
});

export const quickRanges: readonly QuickRange[] = [
  last('Last 5 minutes', '-5min'),
  last('Last 15 minutes', '-15min'),
  last('Last 30 minutes', '-30min'),
  last('Last hour', '-1h', 'h'),
  last('Last 3 hours', '-3h'),
  last('Last 6 hours', '-6h'),
  last('Last 12 hours', '-12h'),
  last('Last day', '-1d', 'd'),
  last('Last 2 days', '-2d'),
  last('Last 7 days', '-7d', 'w'),
  last('Last 30 days', '-30d'),
  last('Last 12 months', '-1y'),
  { label: 'Today', from: 'today', until: 'now' },
  { label: 'Yesterday', from: 'yesterday', until: 'today' },
];

/**
 * What somebody typed as a moment: `now`, `-2h`, `yesterday`, seconds since 1970, or a date and time by the clocks of a zone
 * (`2026-11-23 14:05`). The answer is a text for the URL, or null when it means nothing.
 */
export function parseMoment(text: string, zone = deviceZone): string | null {
  const typed = text.trim();
  if (typed === 'now') return 'now';
  if (relativeSeconds(typed) !== null) return typed.replace(/\s+/g, '').replace(/(\d)m$/, '$1min');
  if (/^\d{9,11}$/.test(typed)) return typed;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(typed);
  if (!match) return calendarMoment(typed, 0, zone) === null ? null : typed.toLowerCase();
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const exists =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  return String(momentOf({ year, month, day, hour, minute, second }, zone));
}

/** Seconds since 1970 of a moment; null when it cannot be told here (the server may still know it). */
export function momentSeconds(moment: string, now: number, zone = deviceZone): number | null {
  if (moment === 'now' || moment === '') return now;
  const relative = relativeSeconds(moment);
  if (relative !== null) return now - relative;
  return isFixed(moment) ? Number(moment) : calendarMoment(moment, now, zone);
}

/** True for a moment that is the same whenever it is looked at. */
export function isFixed(moment: string): boolean {
  return /^\d+(\.\d+)?$/.test(moment);
}

/** The range in seconds; what cannot be resolved falls back to the last hour. */
export function resolveRange(range: TimeRange, now: number, zone = deviceZone): Span {
  const until = momentSeconds(range.until, now, zone) ?? now;
  const from = momentSeconds(range.from, now, zone) ?? until - 3600;
  return from < until ? { from, until } : { from: until - 60, until };
}

/** True when the range follows the clock: it ends now and starts relative to it, or with a day. */
export function isLive(range: TimeRange): boolean {
  return range.until === 'now' && !isFixed(range.from);
}

/** The range of a URL's search part; what is missing is the default. `prefix` tells several ranges of one page apart. */
export function readRange(search: string, fallback: TimeRange = defaultRange, prefix = ''): TimeRange {
  const params = new URLSearchParams(search);
  const from = params.get(`${prefix}from`);
  const until = params.get(`${prefix}until`);
  return { from: from || fallback.from, until: until || (from ? 'now' : fallback.until) };
}

/** The search part with this range in it and everything else kept. */
export function writeRange(search: string, range: TimeRange, prefix = ''): string {
  const params = new URLSearchParams(search);
  params.set(`${prefix}from`, range.from);
  params.set(`${prefix}until`, range.until);
  return `?${params}`;
}

function exact(span: Span, now: number): TimeRange {
  const width = Math.max(5, Math.round(span.until - span.from));
  // Nothing is known of the future: a range that would reach into it follows the clock instead.
  if (span.until >= now - 1) return { from: shortRelative(width), until: 'now' };
  const from = Math.round(span.from);
  return { from: String(from), until: String(from + width) };
}

/** `-90s`, `-5min`, `-3h`, `-2d`: the largest unit that divides evenly. */
export function shortRelative(seconds: number): string {
  for (const [size, name] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const)
    if (seconds % size === 0) return `-${seconds / size}${name}`;
  return `-${seconds}s`;
}

/** Moves the range by a fraction of its length: negative is earlier. */
export function shiftRange(range: TimeRange, fraction: number, now: number, zone = deviceZone): TimeRange {
  const span = resolveRange(range, now, zone);
  const by = (span.until - span.from) * fraction;
  return exact({ from: span.from + by, until: span.until + by }, now);
}

/** Makes the range longer (factor above 1) or shorter around its middle; a live one keeps its end at now. */
export function zoomRange(range: TimeRange, factor: number, now: number, zone = deviceZone): TimeRange {
  const span = resolveRange(range, now, zone);
  const width = Math.max(5, (span.until - span.from) * factor);
  if (isLive(range)) return { from: shortRelative(Math.round(width)), until: 'now' };
  const middle = (span.from + span.until) / 2;
  return exact({ from: middle - width / 2, until: middle + width / 2 }, now);
}

/** Date and time by the clocks of a zone, as the picker's fields hold it. */
export function formatField(seconds: number, zone = deviceZone): string {
  return formatDate(Math.floor(seconds), 'YYYY-MM-DD HH:mm:ss', zone);
}

/** What the range button says. */
export function describeRange(range: TimeRange, now: number, zone = deviceZone): string {
  const quick = quickRanges.find(({ from, until }) => from === range.from && until === range.until);
  if (quick) return quick.label;
  const seconds = range.until === 'now' ? relativeSeconds(range.from) : null;
  if (seconds !== null) return `Last ${describeLength(seconds)}`;
  const today = formatField(now, zone).slice(0, 10);
  const { from, until } = resolveRange(range, now, zone);
  const tidy = (text: string) => text.replace(/:00$/, '');
  const start = formatField(from, zone);
  // What ends now goes on: the moment of this glance is not worth a number.
  if (range.until === 'now') {
    const day = start.slice(0, 10) === today ? '' : `${start.slice(0, 10)} `;
    return `${day}${tidy(start.slice(11))} – now`;
  }
  const end = formatField(until, zone);
  if (start.slice(0, 10) === end.slice(0, 10))
    return `${start.slice(0, 10) === today ? '' : `${start.slice(0, 10)} `}${tidy(start.slice(11))} – ${tidy(end.slice(11))}`;
  return `${tidy(start)} – ${tidy(end)}`;
}

function describeLength(seconds: number): string {
  for (const [size, name] of [
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ] as const)
    if (seconds >= 2 * size && seconds % size === 0) return `${seconds / size} ${name}`;
  return formatDuration(seconds);
}

/** `just now`, `40 s ago`, `12 min ago`, `3 h ago`, `5 d ago`. */
export function formatAgo(seconds: number): string {
  const past = Math.max(0, seconds);
  if (past < 5) return 'just now';
  if (past < 60) return `${Math.floor(past)} s ago`;
  if (past < 3600) return `${Math.floor(past / 60)} min ago`;
  if (past < 86_400) return `${Math.floor(past / 3600)} h ago`;
  return `${Math.floor(past / 86_400)} d ago`;
}
