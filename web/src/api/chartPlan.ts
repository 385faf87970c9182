/** What a chart asks for, worked out from its range and its room. */
import { type PointWishes, pointsFor as pointsOver } from '../../../src/view/chart/points.ts';
import { relativeSeconds, resolveRange, type TimeRange } from '../time/range.ts';

/** `live` follows the stream, a number asks again after so many seconds. */
export type RefreshMode = 'live' | 'off' | number;

/** Values a series that a chart of `width` pixels has a use for. */
export function pointsFor(
  width: number,
  range: TimeRange,
  now: number,
  wishes: PointWishes,
  zone?: string,
): number {
  const { from, until } = resolveRange(range, now, zone);
  return pointsOver(width, until - from, wishes);
}

/** True for a range that moves with the clock: new values may come into it. */
export function moves(range: TimeRange): boolean {
  return range.until === 'now' || relativeSeconds(range.until) !== null;
}

const shortestPoll = 5;
const longestPoll = 60;

/**
 * Seconds after which a range is asked for again; null for not. `streams` when the live stream brings what is new, and
 * `step` is the distance of its values.
 */
export function pollSeconds(
  range: TimeRange,
  refresh: RefreshMode,
  streams: boolean,
  step: number,
): number | null {
  if (refresh === 'off' || !moves(range)) return null;
  if (typeof refresh === 'number') return refresh;
  return streams ? null : Math.min(longestPoll, Math.max(shortestPoll, step));
}

/** The past that a chart is compared with. */
export interface ComparedRange {
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Values a series in it. */
  readonly points: number;
}

/** Parts of a range that are asked for in advance, so that a chart that moves on asks for its past now and then only. */
const aheadParts = 8;

/**
 * What to ask for to compare a span with itself `shift` seconds earlier. The past is known beyond the right edge: a chart
 * that follows the clock gets some of it in advance, in steps of an eighth of its length.
 */
export function comparedRange(
  span: { readonly from: number; readonly until: number },
  shift: number,
  points: number,
  follows: boolean,
): ComparedRange {
  const length = span.until - span.from;
  if (!follows) return { from: Math.floor(span.from - shift), until: Math.ceil(span.until - shift), points };
  const ahead = Math.max(60, Math.ceil(length / aheadParts));
  const anchor = Math.floor(span.until / ahead) * ahead;
  const from = Math.floor(anchor - length - shift);
  const until = anchor + 2 * ahead - shift;
  return { from, until, points: Math.ceil((points * (until - from)) / length) };
}

/** Seconds of a text such as `7d`; null when it means nothing. */
export function comparedSeconds(text: string | null | undefined): number | null {
  return text ? relativeSeconds(`-${text.trim().replace(/^-/, '')}`) : null;
}
