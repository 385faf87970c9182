import { grow } from './growable.ts';
import { MAX_SEALED_SLOTS, type SealedSet } from './sealedSet.ts';

/** 32 slots: 256 bytes a series, and one 32-bit mask says which of them hold a value. */
export const PAGE_SLOTS = MAX_SEALED_SLOTS;
/** Pages come in slabs of 4,096 series (1 MiB), so that growing never copies values. */
const SLAB_SERIES = 4096;

/**
 * The newest page of every series, as plain doubles. A point for another page than the open one seals the open one
 * into the sealed set and opens its own, whether it is newer (the usual case) or older (late points, back-fill): the
 * order of sealing is the order of writing, so the last value written to a slot wins everywhere.
 */
export class Head {
  private bases: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  /** Bit i: slot base + i holds a value. 0: the page is not open. */
  private masks: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private readonly slabs: Float64Array[] = [];
  private series = 0;
  private readonly work = new Float64Array(PAGE_SLOTS);

  /** Makes room for series 0 … count - 1. */
  ensure(count: number): void {
    if (count <= this.series) return;
    this.bases = grow(this.bases, count);
    this.masks = grow(this.masks, count);
    while (this.slabs.length * SLAB_SERIES < count)
      this.slabs.push(new Float64Array(SLAB_SERIES * PAGE_SLOTS));
    this.series = count;
  }

  /** Writes one value; what is pushed out goes into `sealed`. */
  write(series: number, slot: number, value: number, sealed: SealedSet): void {
    const page = (series & (SLAB_SERIES - 1)) * PAGE_SLOTS;
    let place = slot - this.bases[series];
    const mask = this.masks[series];
    if (place < 0 || place >= PAGE_SLOTS || mask === 0) {
      if (mask !== 0) this.seal(series, sealed);
      place = slot & (PAGE_SLOTS - 1);
      this.bases[series] = slot - place;
      this.masks[series] = 1 << place;
    } else this.masks[series] = mask | (1 << place);
    this.slabs[series >>> 12][page + place] = value;
  }

  /** Seals every open page, so that the head is empty. */
  sealAll(sealed: SealedSet): void {
    for (let series = 0; series < this.series; series++)
      if (this.masks[series] !== 0) this.seal(series, sealed);
  }

  /** Lays the open page over `out`, whose first value is slot `firstSlot`. False when it lies elsewhere. */
  readOver(series: number, firstSlot: number, out: Float64Array): boolean {
    if (series >= this.series) return false;
    const mask = this.masks[series];
    if (mask === 0) return false;
    const start = this.bases[series] - firstSlot;
    if (start >= out.length || start + PAGE_SLOTS <= 0) return false;
    const slab = this.slabs[series >>> 12];
    const page = (series & (SLAB_SERIES - 1)) * PAGE_SLOTS;
    for (let i = Math.max(0, -start); i < PAGE_SLOTS && start + i < out.length; i++) {
      if ((mask >>> i) & 1) out[start + i] = slab[page + i];
    }
    return true;
  }

  private seal(series: number, sealed: SealedSet): void {
    const mask = this.masks[series];
    const slab = this.slabs[series >>> 12];
    const page = (series & (SLAB_SERIES - 1)) * PAGE_SLOTS;
    // From the first to the last value, gaps between them as NaN.
    const first = 31 - Math.clz32(mask & -mask);
    const last = 31 - Math.clz32(mask);
    const { work } = this;
    for (let i = first; i <= last; i++) work[i] = (mask >>> i) & 1 ? slab[page + i] : Number.NaN;
    sealed.add(series, this.bases[series] + first, work, first, last - first + 1);
    this.masks[series] = 0;
  }
}
