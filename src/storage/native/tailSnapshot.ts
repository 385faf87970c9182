import type { Tail } from './archiveReader.ts';
import type { MemoryTail } from './memoryTail.ts';
import { chunkDecoder, MAX_SEALED_SLOTS } from './sealedSet.ts';

/**
 * What is in memory of some series, for another thread: references to sealed chunks in shared memory, and copies of the open
 * pages. Columns, so that nothing is cloned as objects.
 */
export interface TailSnapshot {
  /** Ascending, each once. */
  readonly series: Uint32Array<ArrayBuffer>;
  /** Entries of series i are `[starts[i], starts[i + 1])`, oldest first. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly levels: Uint8Array<ArrayBuffer>;
  readonly firstSlots: Uint32Array<ArrayBuffer>;
  readonly places: Uint32Array<ArrayBuffer>;
  readonly arenas: SharedArrayBuffer[];
  /** Level of each series' open page, 255 where there is none; its first slot, and which of `pages` it is. */
  readonly pageLevels: Uint8Array<ArrayBuffer>;
  readonly pageBases: Uint32Array<ArrayBuffer>;
  readonly pagePlaces: Uint32Array<ArrayBuffer>;
  readonly pages: Float64Array<ArrayBuffer>;
}

const NO_PAGE = 255;

/** Takes the snapshot of these series (ascending, each once). */
export function snapshotTail(tail: MemoryTail, series: Uint32Array<ArrayBuffer>): TailSnapshot {
  const starts = new Uint32Array(series.length + 1);
  const sets = [tail.flushing, tail.sealed].filter((set) => set !== null);
  let entries = 0;
  for (let i = 0; i < series.length; i++) {
    starts[i] = entries;
    for (const set of sets) entries += set.countOf(series[i]);
  }
  starts[series.length] = entries;
  const levels = new Uint8Array(entries);
  const firstSlots = new Uint32Array(entries);
  const places = new Uint32Array(entries);
  const arenas: SharedArrayBuffer[] = [];
  const bases = sets.map((set) => {
    const base = arenas.length;
    arenas.push(...set.arenas);
    return base;
  });
  const pageLevels = new Uint8Array(series.length).fill(NO_PAGE);
  const pageBases = new Uint32Array(series.length);
  const pagePlaces = new Uint32Array(series.length);
  const { head } = tail;
  let open = 0;
  for (const each of series) if (head.levelOf(each) >= 0) open++;
  const pages = new Float64Array(open * MAX_SEALED_SLOTS);
  open = 0;
  for (let i = 0; i < series.length; i++) {
    let at = starts[i];
    for (const [k, set] of sets.entries())
      at = set.copyEntries(series[i], bases[k]!, levels, firstSlots, places, at);
    const level = head.levelOf(series[i]);
    if (level < 0) continue;
    pageLevels[i] = level;
    pageBases[i] = head.baseOf(series[i]);
    pagePlaces[i] = open;
    head.copyPage(series[i], pages, open * MAX_SEALED_SLOTS);
    open++;
  }
  return { series, starts, levels, firstSlots, places, arenas, pageLevels, pageBases, pagePlaces, pages };
}

/** The snapshot as a reader asks it. */
export function tailOf(snapshot: TailSnapshot): Tail {
  const { series, starts, levels, firstSlots, places, pageLevels, pageBases, pagePlaces, pages } = snapshot;
  const decode = chunkDecoder(snapshot.arenas);
  const find = (wanted: number): number => {
    let low = 0;
    let high = series.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (series[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low < series.length && series[low] === wanted ? low : -1;
  };
  return {
    readOver(wanted, level, firstSlot, out) {
      const i = find(wanted);
      if (i < 0) return false;
      let found = false;
      for (let entry = starts[i]; entry < starts[i + 1]; entry++) {
        const first = firstSlots[entry];
        if (
          levels[entry] !== level ||
          first >= firstSlot + out.length ||
          first + MAX_SEALED_SLOTS <= firstSlot
        )
          continue;
        decode(places[entry], out, first - firstSlot);
        found = true;
      }
      if (pageLevels[i] !== level) return found;
      const start = pageBases[i] - firstSlot;
      const page = pagePlaces[i] * MAX_SEALED_SLOTS;
      for (let k = Math.max(0, -start); k < MAX_SEALED_SLOTS && start + k < out.length; k++) {
        const value = pages[page + k];
        if (Number.isNaN(value)) continue;
        out[start + k] = value;
        found = true;
      }
      return found;
    },
    rangesIn(wanted, level, from, to, ranges) {
      const i = find(wanted);
      if (i < 0) return;
      const add = (first: number, slots: number): void => {
        if (first < to && first + slots > from)
          ranges.push(Math.max(from, first), Math.min(to, first + slots));
      };
      for (let entry = starts[i]; entry < starts[i + 1]; entry++)
        if (levels[entry] === level) add(firstSlots[entry], MAX_SEALED_SLOTS);
      if (pageLevels[i] === level) add(pageBases[i], MAX_SEALED_SLOTS);
    },
  };
}
