import { type BlockInfo, WINDOW_SLOTS } from './blockFile.ts';

/** This many neighbours of one level in one window are merged into one of the next level. */
const FAN_IN = 4;
/** A window that ended this long ago gets no points in order any more, and its blocks become one. */
const SETTLED_SECONDS = 3600;

/**
 * The next blocks to merge, in order of generation, or null. Tiers of four keep the bytes written for each byte
 * received at about log4 of the flushes in a window; only neighbours in generation are merged, so that later blocks
 * go on overlaying earlier ones.
 */
export function nextMerge(blocks: readonly BlockInfo[], nowSeconds: number): BlockInfo[] | null {
  const windows = new Map<string, BlockInfo[]>();
  for (const block of blocks) {
    const key = `${block.step}-${block.retention}-${block.window}`;
    const group = windows.get(key);
    if (group) group.push(block);
    else windows.set(key, [block]);
  }
  for (const group of windows.values()) {
    if (group.length < 2) continue;
    group.sort((a, b) => a.generation - b.generation);
    const { step, window } = group[0];
    if ((window + WINDOW_SLOTS) * step + SETTLED_SECONDS < nowSeconds) return group;
    for (let end = group.length; end >= FAN_IN; end--) {
      const run = group.slice(end - FAN_IN, end);
      if (run.every((block) => block.level === run[0].level)) return run;
    }
  }
  return null;
}

/** Files whose every slot is older than its retention. */
export function expiredBlocks(blocks: readonly BlockInfo[], nowSeconds: number): string[] {
  return blocks
    .filter((block) => (block.window + WINDOW_SLOTS) * block.step < nowSeconds - block.retention)
    .map((block) => block.file);
}
