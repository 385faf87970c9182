/** Ranges that somebody typed or picked in the calendar lately, newest first; kept in this browser. */
import type { TimeRange } from './range.ts';

const key = 'plumbago.time.recent';
const most = 8;

/** The list with one more in front; the same range does not stand twice. */
export function withRecent(list: readonly TimeRange[], { from, until }: TimeRange): TimeRange[] {
  const others = list.filter((one) => one.from !== from || one.until !== until);
  return [{ from, until }, ...others].slice(0, most);
}

/** What was kept; anything else than a list of ranges is nothing. */
export function readRecent(text: string | null): TimeRange[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list
      .flatMap((one: Partial<TimeRange> | null) =>
        typeof one?.from === 'string' && typeof one.until === 'string'
          ? [{ from: one.from, until: one.until }]
          : [],
      )
      .slice(0, most);
  } catch {
    return [];
  }
}

export function recentRanges(): TimeRange[] {
  try {
    return readRecent(localStorage.getItem(key));
  } catch {
    return [];
  }
}

export function rememberRange(range: TimeRange): void {
  try {
    localStorage.setItem(key, JSON.stringify(withRecent(recentRanges(), range)));
  } catch {
    // Without storage there is no list; nothing else depends on it.
  }
}
