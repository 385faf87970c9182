import { orderByBytes } from './byteOrder.ts';
import type { ByteTable } from './byteTable.ts';

/** So many words are one run, which takes a few milliseconds to sort; a million words are 62 runs to look into. */
const RUN_WORDS = 16_384;
/** Until there are enough for a run, they are sorted in parts of so many: looking through thousands takes longer than the rest of a search. */
const PART_WORDS = 1024;

/** Words with numbers from `first` on, by their bytes. */
interface Run {
  readonly first: number;
  sorted: Uint32Array;
  /** Some are gone since: their bytes are others now, so that the order does not hold. */
  stale: boolean;
}

/**
 * Finds the words that begin with some bytes, without looking at all. Words are sorted in runs as they come; once there are enough,
 * the runs of the newest words are replaced by a long one. What is too new even for a part is looked through.
 */
export class WordRuns {
  private readonly words: ByteTable;
  /** Long ones, then parts of the long one to come. */
  private readonly runs: Run[] = [];
  private indexed = 0;
  private readonly runWords: number;
  private readonly partWords: number;

  /** `runWords` is a multiple of `partWords`. */
  constructor(words: ByteTable, runWords: number = RUN_WORDS, partWords: number = PART_WORDS) {
    this.words = words;
    this.runWords = runWords;
    this.partWords = partWords;
  }

  /** Sorts what is due. To be called when words may have been added. */
  keepUp(): void {
    const { words, runs, runWords, partWords } = this;
    while (words.size - this.indexed >= partWords) {
      const begun = this.indexed - (this.indexed % runWords);
      // Many that came at once are not sorted in parts first.
      if (words.size - begun >= runWords) {
        while (runs.length > 0 && runs.at(-1)!.first >= begun) runs.pop();
        this.add(begun, runWords);
      } else this.add(this.indexed, partWords);
    }
  }

  /** The word is gone from the table. */
  removed(word: number): void {
    if (word >= this.indexed) return;
    const { runs, runWords, partWords } = this;
    const long = Math.floor(this.indexed / runWords);
    const inPart = Math.floor((word - long * runWords) / partWords);
    runs[inPart < 0 ? Math.floor(word / runWords) : long + inPart]!.stale = true;
  }

  private add(first: number, count: number): void {
    const { words } = this;
    const keys = Uint32Array.from({ length: count }, (_, i) => (first + i) * 2);
    const sorted = orderByBytes(words, keys).map((place) => first + place);
    this.runs.push({ first, sorted: sorted.filter((word) => words.isLive(word)), stale: false });
    this.indexed = first + count;
  }

  /** Words that begin with the prefix, in no order; null when there are more than `most`. */
  beginningWith(prefix: Uint8Array, most: number): number[] | null {
    const { words, indexed } = this;
    const found: number[] = [];
    for (const run of this.runs) {
      if (run.stale) {
        run.sorted = run.sorted.filter((word) => words.isLive(word));
        run.stale = false;
      }
      const { sorted } = run;
      for (
        let i = this.firstIn(sorted, prefix);
        i < sorted.length && this.compare(sorted[i], prefix) === 0;
        i++
      ) {
        if (found.length === most) return null;
        found.push(sorted[i]);
      }
    }
    for (let word = indexed; word < words.size; word++) {
      if (this.compare(word, prefix) !== 0) continue;
      if (found.length === most) return null;
      found.push(word);
    }
    return found;
  }

  /** Place of the first of sorted words that is not smaller than the prefix. */
  private firstIn(sorted: Uint32Array, prefix: Uint8Array): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(sorted[middle], prefix) < 0) low = middle + 1;
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
