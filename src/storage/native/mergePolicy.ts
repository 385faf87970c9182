import { classArchives, windowSlots } from './archiveClass.ts';
import type { BlockInfo } from './blockFile.ts';
import type { Manifest } from './manifest.ts';

/** This many neighbours of one tier in one window are merged into one of the next tier. */
const FAN_IN = 4;
/**
 * A window that ended this long ago gets no points in order any more: its blocks become one, and are rolled up. So long it
 * is kept beyond its retention too: what has come for it meanwhile may still be in memory.
 */
export const SETTLED_SECONDS = 3600;

/** What the compactor should do next. */
export type DueWork =
  | { readonly kind: 'drop'; readonly files: readonly string[] }
  | { readonly kind: 'merge'; readonly blocks: readonly BlockInfo[] }
  | { readonly kind: 'roll up'; readonly classKey: string; readonly level: number; readonly window: number };

/** What tells the windows of all partitions apart. */
export function windowKey({
  classKey,
  level,
  window,
}: Pick<BlockInfo, 'classKey' | 'level' | 'window'>): string {
  return `${classKey}/${level}/${window}`;
}

interface Window {
  readonly classKey: string;
  readonly level: number;
  readonly window: number;
  /** In order of generation. */
  readonly blocks: BlockInfo[];
  /** Seconds of its beginning and of its end. */
  readonly start: number;
  readonly end: number;
  readonly retention: number;
  readonly newest: number;
  /** Up to which generation it is rolled up; Infinity where there is no coarser level. */
  readonly rolled: number;
}

/**
 * The next thing to do, or null. Old windows go first, so that space comes back; then settled windows become one block and are
 * rolled up; then blocks are merged in tiers of four, which keeps the bytes written for each byte received at about
 * log4 of the flushes in a window. Only neighbours in generation are merged, so that later blocks go on overlaying
 * earlier ones. Windows whose {@link windowKey} is in `setAside` are neither merged nor rolled up.
 */
export function nextWork(
  manifest: Manifest,
  nowSeconds: number,
  setAside: { has(windowKey: string): boolean } = new Set(),
): DueWork | null {
  const windows = windowsOf(manifest);
  const unrolled = unrolledSince(windows);
  const expired = windows.filter(
    ({ classKey, level, end, retention, newest, rolled }) =>
      end + SETTLED_SECONDS <= nowSeconds - retention &&
      rolled >= newest &&
      !(unrolled.get(classKey) ?? []).some((since, finer) => finer < level && since < end),
  );
  if (expired.length > 0)
    return { kind: 'drop', files: expired.flatMap(({ blocks }) => blocks.map((block) => block.file)) };
  let tiers: BlockInfo[] | null = null;
  for (const { classKey, level, window, blocks, end, newest, rolled } of windows) {
    if (setAside.has(windowKey({ classKey, level, window }))) continue;
    if (end + SETTLED_SECONDS <= nowSeconds) {
      if (blocks.length > 1) return { kind: 'merge', blocks };
      if (rolled < newest) return { kind: 'roll up', classKey, level, window };
    } else if (tiers === null) {
      for (let last = blocks.length; last >= FAN_IN; last--) {
        const run = blocks.slice(last - FAN_IN, last);
        if (run.every((block) => block.tier === run[0].tier)) {
          tiers = run;
          break;
        }
      }
    }
  }
  return tiers === null ? null : { kind: 'merge', blocks: tiers };
}

/**
 * For each class, by level, the second from which on there are windows that are not rolled up. What a coarser level holds from
 * there on is still needed: the rollup is made of both.
 */
function unrolledSince(windows: readonly Window[]): Map<string, number[]> {
  const since = new Map<string, number[]>();
  for (const { classKey, level, start, newest, rolled } of windows) {
    if (rolled >= newest) continue;
    const levels = since.get(classKey) ?? [];
    since.set(classKey, levels);
    levels[level] = Math.min(levels[level] ?? Infinity, start);
  }
  return since;
}

function windowsOf(manifest: Manifest): Window[] {
  const rolled = new Map(manifest.rolled.map((each) => [windowKey(each), each.generation]));
  const groups = new Map<string, BlockInfo[]>();
  for (const block of manifest.blocks) {
    const key = windowKey(block);
    const group = groups.get(key);
    if (group) group.push(block);
    else groups.set(key, [block]);
  }
  return Array.from(groups, ([key, blocks]): Window => {
    blocks.sort((a, b) => a.generation - b.generation);
    const { classKey, level, window, generation } = blocks[blocks.length - 1];
    const archives = classArchives(classKey);
    const { step, points } = archives[level];
    return {
      classKey,
      level,
      window,
      blocks,
      start: window * step,
      end: (window + windowSlots(archives, level)) * step,
      retention: step * points,
      newest: generation,
      rolled: level === archives.length - 1 ? Infinity : (rolled.get(key) ?? 0),
    };
  });
}
