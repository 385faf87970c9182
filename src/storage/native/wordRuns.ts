import { orderByBytes } from './byteOrder.ts';
import type { ByteTable } from './byteTable.ts';

/** So many words are sorted at once, which takes a few milliseconds; a million words are 62 runs to look into. */
const RUN_WORDS = 16_384;

/**
 * Finds the words that begin with some bytes, without looking at all. Words are sorted in runs as they come, each run once and for
 * all: there is nothing to merge, and the words of the run to come are looked through.
 */
export class WordRuns {
  private readonly words: ByteTable;
  private readonly runs: Uint32Array[] = [];
  private indexed = 0;
  /** Runs with words that are gone: their bytes are others now, so that the order does not hold. */
  private readonly stale = new Set<number>();

  private readonly runWords: number;

  constructor(words: ByteTable, runWords: number = RUN_WORDS) {
    this.words = words;
    this.runWords = runWords;
  }

  /** Sorts what is due. To be called when words may have been added. */
  keepUp(): void {
    const { words, runWords } = this;
    while (words.size - this.indexed >= runWords) {
      const { indexed } = this;
      const keys = Uint32Array.from({ length: runWords }, (_, i) => (indexed + i) * 2);
      const sorted = orderByBytes(words, keys).map((place) => indexed + place);
      this.runs.push(sorted.filter((word) => words.isLive(word)));
      this.indexed += runWords;
    }
  }

  /** The word is gone from the table. */
  removed(word: number): void {
    if (word < this.indexed) this.stale.add(Math.floor(word / this.runWords));
  }

  /** Words that begin with the prefix, in no order; null when there are more than `most`. */
  beginningWith(prefix: Uint8Array, most: number): number[] | null {
    const { words, indexed } = this;
    for (const run of this.stale) this.runs[run] = this.runs[run]!.filter((word) => words.isLive(word));
    this.stale.clear();
    const found: number[] = [];
    for (const run of this.runs) {
      for (let i = this.firstIn(run, prefix); i < run.length && this.compare(run[i], prefix) === 0; i++) {
        if (found.length === most) return null;
        found.push(run[i]);
      }
    }
    for (let word = indexed; word < words.size; word++) {
      if (this.compare(word, prefix) !== 0) continue;
      if (found.length === most) return null;
      found.push(word);
    }
    return found;
  }

  /** Place of the first word of a run that is not smaller than the prefix. */
  private firstIn(run: Uint32Array, prefix: Uint8Array): number {
    let low = 0;
    let high = run.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(run[middle], prefix) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** 0 when the word begins with the prefix; else negative or positive as it stands before or behind such words. */
  private compare(word: number, prefix: Uint8Array): number {
    const { arena, offsets } = this.words;
    const start = offsets[word];
    const length = offsets[word + 1] - start;
    for (let i = 0; i < prefix.length; i++) {
      if (i >= length) return -1;
      const difference = arena[start + i] - prefix[i];
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
