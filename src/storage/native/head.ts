import { letGoOf } from './giveMemoryBack.ts';
import { grow } from './growable.ts';
import { MAX_SEALED_SLOTS } from './sealedSet.ts';

/**
 * The first series have pages of 32 slots (256 bytes), which cost least to seal; those beyond have pages of 8, so that a
 * million active series need no more memory for pages than for their names.
 */
const LARGE_PAGES = 65_536;
const LARGE_SLOTS = MAX_SEALED_SLOTS;
const SMALL_SLOTS = 8;
/**
 * Pages come in slabs of 16,384 series, so that growing never copies values; all of a slab are of one size. No slab is smaller
 * than 1 MiB: such memory comes from the system when it is first written, and goes back to it as a whole (see bin/plumbago).
 */
const SLAB_SHIFT = 14;
const SLAB_SERIES = 1 << SLAB_SHIFT;
/** Stands where no series has an open page. */
const NO_SLAB = new Float64Array(0);

/** Takes a page that is pushed out: `values[from, from + slots)` of a level's slots from `firstSlot` on. */
export type Sealer = (
  series: number,
  level: number,
  firstSlot: number,
  values: Float64Array,
  from: number,
  slots: number,
) => void;

/**
 * The newest page of every series, as plain doubles. A point for another page than the open one (or another level) seals
 * the open one and opens its own, whether it is newer (the usual case) or older (late points, back-fill): the
 * order of sealing is the order of writing, so the last value written to a slot wins everywhere.
 */
export class Head {
  /** Series with an open page. */
  open = 0;
  private bases: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  /** Bit i: slot base + i holds a value. 0: the page is not open. */
  private masks: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  private levels: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  /** {@link NO_SLAB} where none is needed. */
  private readonly slabs: Float64Array[] = [];
  private series = 0;
  private readonly work = new Float64Array(LARGE_SLOTS);
  private slots = 0;
  private readonly sealer: Sealer;

  constructor(sealer: Sealer) {
    this.sealer = sealer;
  }

  /** Bytes of all slabs. */
  get bytes(): number {
    return this.slots * 8;
  }

  /** Makes room for series 0 … count - 1. */
  ensure(count: number): void {
    if (count <= this.series) return;
    this.bases = grow(this.bases, count);
    this.masks = grow(this.masks, count);
    this.levels = grow(this.levels, count);
    while (this.slabs.length * SLAB_SERIES < count) this.slabs.push(NO_SLAB);
    this.series = count;
  }

  /** Writes one value; what is pushed out goes to the sealer. */
  write(series: number, level: number, slot: number, value: number): void {
    const mask = this.masks[series];
    const slots = pageSlots(series);
    let place = slot - this.bases[series];
    if (mask === 0 || place < 0 || place >= slots || this.levels[series] !== level) {
      if (mask !== 0) this.seal(series);
      else if (this.slabs[series >>> SLAB_SHIFT].length === 0) this.newSlab(series >>> SLAB_SHIFT);
      place = slot & (slots - 1);
      this.bases[series] = slot - place;
      this.levels[series] = level;
      this.masks[series] = 1 << place;
      this.open++;
    } else this.masks[series] = mask | (1 << place);
    this.slabs[series >>> SLAB_SHIFT][(series & (SLAB_SERIES - 1)) * slots + place] = value;
  }

  /** Seals every open page, so that the head is empty and needs no slabs until points come again. */
  sealAll(): void {
    for (let slab = 0; slab < this.slabs.length; slab++) {
      if (this.slabs[slab].length === 0) continue;
      const end = Math.min((slab + 1) * SLAB_SERIES, this.series);
      for (let series = slab * SLAB_SERIES; series < end; series++)
        if (this.masks[series] !== 0) this.seal(series);
      const { length, byteLength } = this.slabs[slab];
      this.slots -= length;
      this.slabs[slab] = NO_SLAB;
      letGoOf(byteLength);
    }
  }

  /** Seals the open page of one series. */
  sealOne(series: number): void {
    if (series < this.series && this.masks[series] !== 0) this.seal(series);
  }

  /** Forgets the open page of a series. */
  remove(series: number): void {
    if (series >= this.series || this.masks[series] === 0) return;
    this.masks[series] = 0;
    this.open--;
  }

  /** The mask of a series' open page at a level, 0 when there is none. */
  maskAt(series: number, level: number): number {
    return series < this.series && this.levels[series] === level ? this.masks[series] : 0;
  }

  /** Level of the open page of a series, -1 when there is none. */
  levelOf(series: number): number {
    return series < this.series && this.masks[series] !== 0 ? this.levels[series] : -1;
  }

  /** First slot of the open page. */
  baseOf(series: number): number {
    return this.bases[series];
  }

  /** Level and slot of the newest value of the open page; null when there is none. */
  newest(series: number): { level: number; slot: number } | null {
    if (series >= this.series || this.masks[series] === 0) return null;
    return {
      level: this.levels[series],
      slot: this.bases[series] + 31 - Math.clz32(this.masks[series]),
    };
  }

  /** Copies the page of a series to `out[at, at + MAX_SEALED_SLOTS)`; slots without a value become NaN. */
  copyPage(series: number, out: Float64Array, at: number): void {
    const mask = this.masks[series];
    const slots = pageSlots(series);
    const slab = this.slabs[series >>> SLAB_SHIFT];
    const page = (series & (SLAB_SERIES - 1)) * slots;
    out.fill(Number.NaN, at, at + MAX_SEALED_SLOTS);
    for (let i = 0; i < slots; i++) if ((mask >>> i) & 1) out[at + i] = slab[page + i];
  }

  /** Lays the open page over `out`, whose first value is slot `firstSlot`. False when it lies elsewhere. */
  readOver(series: number, level: number, firstSlot: number, out: Float64Array): boolean {
    const mask = this.maskAt(series, level);
    if (mask === 0) return false;
    const start = this.bases[series] - firstSlot;
    const slots = pageSlots(series);
    if (start >= out.length || start + slots <= 0) return false;
    const slab = this.slabs[series >>> SLAB_SHIFT];
    const page = (series & (SLAB_SERIES - 1)) * slots;
    for (let i = Math.max(0, -start); i < slots && start + i < out.length; i++) {
      if ((mask >>> i) & 1) out[start + i] = slab[page + i];
    }
    return true;
  }

  private newSlab(slab: number): void {
    this.slabs[slab] = new Float64Array(SLAB_SERIES * pageSlots(slab * SLAB_SERIES));
    this.slots += this.slabs[slab].length;
  }

  private seal(series: number): void {
    const mask = this.masks[series];
    const slab = this.slabs[series >>> SLAB_SHIFT];
    const page = (series & (SLAB_SERIES - 1)) * pageSlots(series);
    // From the first to the last value, gaps between them as NaN.
    const first = 31 - Math.clz32(mask & -mask);
    const last = 31 - Math.clz32(mask);
    this.masks[series] = 0;
    this.open--;
    if (mask >>> first === 0xffffffff >>> (31 - (last - first))) {
      this.sealer(
        series,
        this.levels[series],
        this.bases[series] + first,
        slab,
        page + first,
        last - first + 1,
      );
      return;
    }
    const { work } = this;
    for (let i = first; i <= last; i++) work[i] = (mask >>> i) & 1 ? slab[page + i] : Number.NaN;
    this.sealer(series, this.levels[series], this.bases[series] + first, work, first, last - first + 1);
  }
}

/** Slots of a page of this series. */
function pageSlots(series: number): number {
  return series < LARGE_PAGES ? LARGE_SLOTS : SMALL_SLOTS;
}
