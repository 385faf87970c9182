import type { Tail } from './archiveReader.ts';
import { Head, type Sealer } from './head.ts';
import { MAX_SEALED_SLOTS, SealedSet, type SealedSnapshot } from './sealedSet.ts';

/**
 * Everything that is not in blocks yet: the open pages, the chunks sealed since the last flush, and those that a flush is
 * writing. Oldest layer first: later writes overlay earlier ones.
 */
export class MemoryTail implements Tail {
  readonly head: Head;
  sealed = new SealedSet();
  /** Sealed chunks that are being written to blocks; still read from memory. */
  flushing: SealedSet | null = null;

  /** `sealing` is told of each page that is sealed, before it is. */
  constructor(sealing: (series: number, level: number, firstSlot: number, slots: number) => void) {
    const sealer: Sealer = (series, level, firstSlot, values, from, slots) => {
      sealing(series, level, firstSlot, slots);
      this.sealed.add(series, level, firstSlot, values, from, slots);
    };
    this.head = new Head(sealer);
  }

  /** Empties the head and hands over all that is sealed; until {@link flushed} it is read from memory. */
  startFlush(): SealedSnapshot {
    this.flushing ??= this.takeAll();
    return this.flushing.snapshot();
  }

  /** The chunks handed over are in published blocks. */
  flushed(): void {
    this.flushing = null;
  }

  readOver(series: number, level: number, firstSlot: number, out: Float64Array): boolean {
    let found = false;
    for (const set of [this.flushing, this.sealed]) {
      if (set === null || !set.has(series)) continue;
      const entries: number[] = [];
      set.entriesIn(series, level, firstSlot, firstSlot + out.length, entries);
      for (const entry of entries) set.decodeOver(entry, firstSlot, out);
      if (entries.length > 0) found = true;
    }
    return this.head.readOver(series, level, firstSlot, out) || found;
  }

  rangesIn(series: number, level: number, from: number, to: number, ranges: number[]): void {
    for (const set of [this.flushing, this.sealed]) {
      if (set === null || !set.has(series)) continue;
      const entries: number[] = [];
      set.entriesIn(series, level, from, to, entries);
      for (const entry of entries) {
        const first = set.firstSlotOf(entry);
        ranges.push(Math.max(from, first), Math.min(to, first + MAX_SEALED_SLOTS));
      }
    }
    if (this.head.maskAt(series, level) === 0) return;
    const base = this.head.baseOf(series);
    if (base < to && base + MAX_SEALED_SLOTS > from)
      ranges.push(Math.max(from, base), Math.min(to, base + MAX_SEALED_SLOTS));
  }

  /** Forgets what is in memory of a series that is gone. What a flush is writing now becomes rows that nobody reads. */
  remove(series: number): void {
    this.head.remove(series);
    this.sealed.remove(series);
    this.flushing?.remove(series);
  }

  /**
   * Takes all points of a series out of memory, oldest first: `take(level, slot, value)`. Nothing may be being flushed.
   */
  drain(series: number, take: (level: number, slot: number, value: number) => void): void {
    if (this.flushing !== null) throw new Error('a series cannot leave memory during a flush');
    this.head.sealOne(series);
    const { sealed } = this;
    const points: [number, number, number][] = [];
    const page = new Float64Array(MAX_SEALED_SLOTS);
    for (const entry of sealed.entriesOf(series)) {
      page.fill(Number.NaN);
      const first = sealed.firstSlotOf(entry);
      sealed.decodeOver(entry, first, page);
      page.forEach((value, i) => {
        if (!Number.isNaN(value)) points.push([sealed.levelOf(entry), first + i, value]);
      });
    }
    sealed.remove(series);
    for (const [level, slot, value] of points) take(level, slot, value);
  }

  private takeAll(): SealedSet {
    this.head.sealAll();
    const { sealed } = this;
    this.sealed = new SealedSet();
    return sealed;
  }
}
