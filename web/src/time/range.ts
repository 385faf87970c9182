import { formatDuration } from '../../../src/view/units/units.ts';

/** A time range as the URL and the server know it: graphite's texts (`-1h`, `now`) or seconds since 1970. */
export interface TimeRange {
  readonly from: string;
  readonly until: string;
}

/** A range in seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export const defaultRange: TimeRange = { from: '-1h', until: 'now' };

export interface QuickRange {
  readonly label: string;
  readonly from: string;
  /** The key that picks it while the picker is open. */
  readonly key?: string;
}

export const quickRanges: readonly QuickRange[] = [
  { label: 'Last 5 minutes', from: '-5min' },
  { label: 'Last 15 minutes', from: '-15min' },
  { label: 'Last 30 minutes', from: '-30min' },
  { label: 'Last hour', from: '-1h', key: 'h' },
  { label: 'Last 3 hours', from: '-3h' },
  { label: 'Last 6 hours', from: '-6h' },
  { label: 'Last 12 hours', from: '-12h' },
  { label: 'Last day', from: '-1d', key: 'd' },
  { label: 'Last 2 days', from: '-2d' },
  { label: 'Last week', from: '-7d', key: 'w' },
  { label: 'Last 30 days', from: '-30d' },
  { label: 'Last year', from: '-1y' },
];

const unitSeconds: readonly (readonly [RegExp, number])[] = [
  [/^s(ec(ond)?s?)?$/, 1],
  [/^(m|min(ute)?s?)$/, 60],
  [/^h(our)?s?$/, 3600],
  [/^d(ay)?s?$/, 86_400],
  [/^w(eek)?s?$/, 604_800],
  [/^mon(th)?s?$/, 2_592_000],
  [/^y(ear)?s?$/, 31_536_000],
];

/** Seconds before now of a relative text such as `-90min`; null when it is none. */
export function relativeSeconds(text: string): number | null {
  const match = /^-\s*(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  if (!match) return null;
  const unit = unitSeconds.find(([pattern]) => pattern.test(match[2].toLowerCase()));
  return unit ? Number(match[1]) * unit[1] : null;
}

/**
 * What somebody typed as a moment: `now`, `-2h`, seconds since 1970, or a local date and time
 * (`2026-11-23 14:05`). The answer is a text for the URL, or null when it means nothing.
 */
export function parseMoment(text: string): string | null {
  const typed = text.trim();
  if (typed === 'now') return 'now';
  if (relativeSeconds(typed) !== null) return typed.replace(/\s+/g, '').replace(/(\d)m$/, '$1min');
  if (/^\d{9,11}$/.test(typed)) return typed;
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(typed);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute, second);
  const exact =
    date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60 && second < 60;
  return exact ? String(Math.floor(date.getTime() / 1000)) : null;
}

/** Seconds since 1970 of a moment; null when it cannot be told here (the server may still know it). */
export function momentSeconds(moment: string, now: number): number | null {
  if (moment === 'now' || moment === '') return now;
  const relative = relativeSeconds(moment);
  if (relative !== null) return now - relative;
  return /^\d+(\.\d+)?$/.test(moment) ? Number(moment) : null;
}

/** The range in seconds; what cannot be resolved falls back to the last hour. */
export function resolveRange(range: TimeRange, now: number): Span {
  const until = momentSeconds(range.until, now) ?? now;
  const from = momentSeconds(range.from, now) ?? until - 3600;
  return from < until ? { from, until } : { from: until - 60, until };
}

/** True when the range follows the clock: it ends now and starts relative to it. */
export function isLive(range: TimeRange): boolean {
  return range.until === 'now' && relativeSeconds(range.from) !== null;
}

/** The range of a URL's search part; what is missing is the default. */
export function readRange(search: string, fallback: TimeRange = defaultRange): TimeRange {
  const params = new URLSearchParams(search);
  const from = params.get('from');
  const until = params.get('until');
  return { from: from || fallback.from, until: until || (from ? 'now' : fallback.until) };
}

/** The search part with this range in it and everything else kept. */
export function writeRange(search: string, range: TimeRange): string {
  const params = new URLSearchParams(search);
  params.set('from', range.from);
  params.set('until', range.until);
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
export function shiftRange(range: TimeRange, fraction: number, now: number): TimeRange {
  const span = resolveRange(range, now);
  const by = (span.until - span.from) * fraction;
  return exact({ from: span.from + by, until: span.until + by }, now);
}

/** Makes the range longer (factor above 1) or shorter around its middle; a live one keeps its end at now. */
export function zoomRange(range: TimeRange, factor: number, now: number): TimeRange {
  const span = resolveRange(range, now);
  const width = Math.max(5, (span.until - span.from) * factor);
  if (isLive(range)) return { from: shortRelative(Math.round(width)), until: 'now' };
  const middle = (span.from + span.until) / 2;
  return exact({ from: middle - width / 2, until: middle + width / 2 }, now);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Local date and time as the picker's fields hold it. */
export function formatField(seconds: number): string {
  const date = new Date(seconds * 1000);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

/** What the range button says. */
export function describeRange(range: TimeRange, now: number): string {
  if (range.until === 'now') {
    const quick = quickRanges.find((candidate) => candidate.from === range.from);
    if (quick) return quick.label;
    const seconds = relativeSeconds(range.from);
    if (seconds !== null) return `Last ${describeLength(seconds)}`;
  }
  const { from, until } = resolveRange(range, now);
  const start = formatField(from);
  const end = formatField(until);
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  const today = start.slice(0, 10) === formatField(now).slice(0, 10);
  const tidy = (text: string) => text.replace(/:00$/, '');
  if (sameDay)
    return `${today ? '' : `${start.slice(0, 10)} `}${tidy(start.slice(11))} – ${tidy(end.slice(11))}`;
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
