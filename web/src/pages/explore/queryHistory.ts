/** What was asked in Explore lately, in this browser: the newest first, what is starred is kept for good. */

export interface HistoryEntry {
  readonly targets: readonly string[];
  /** Seconds since 1970 when it was asked last. */
  readonly seconds: number;
  readonly starred: boolean;
}

const key = 'plumbago.explore.history';
const mostEntries = 100;
/** A target longer than this is a program's; it would fill the browser's storage. */
const longestTarget = 4000;

const same = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

/** The list with these targets in front. They stand in it once; beyond a hundred the oldest that is not starred goes. */
export function withQuery(
  list: readonly HistoryEntry[],
  targets: readonly string[],
  seconds: number,
): HistoryEntry[] {
  if (targets.length === 0 || targets.some((target) => target.length > longestTarget)) return [...list];
  const before = list.find((entry) => same(entry.targets, targets));
  const entry = { targets: [...targets], seconds, starred: before?.starred ?? false };
  const all = [entry, ...list.filter((one) => one !== before)];
  let room = mostEntries;
  return all.filter(({ starred }) => starred || room-- > 0);
}

export function withStar(
  list: readonly HistoryEntry[],
  targets: readonly string[],
  starred: boolean,
): HistoryEntry[] {
  return list.map((entry) => (same(entry.targets, targets) ? { ...entry, starred } : entry));
}

export function withoutQuery(list: readonly HistoryEntry[], targets: readonly string[]): HistoryEntry[] {
  return list.filter((entry) => !same(entry.targets, targets));
}

/** Entries with all the words (any case), those that are starred first. */
export function searchHistory(list: readonly HistoryEntry[], text: string): HistoryEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = list.filter(({ targets }) => {
    const all = targets.join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return found.toSorted((a, b) => Number(b.starred) - Number(a.starred));
}

/** What was kept; anything else than such a list is none. */
export function readHistory(text: string | null): HistoryEntry[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.flatMap((one: Partial<HistoryEntry> | null) =>
      Array.isArray(one?.targets) &&
      one.targets.every((target) => typeof target === 'string') &&
      typeof one.seconds === 'number'
        ? [{ targets: one.targets, seconds: one.seconds, starred: one.starred === true }]
        : [],
    );
  } catch {
    return [];
  }
}

export function queryHistory(): HistoryEntry[] {
  try {
    return readHistory(localStorage.getItem(key));
  } catch {
    return [];
  }
}

export function keepHistory(list: readonly HistoryEntry[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // Without storage, or with a full one, nothing is remembered; nothing else depends on it.
  }
}
