import {
  type AggregationMethod,
  type Archive,
  archiveSeconds,
  retentionSeconds,
  type SeriesSchema,
} from '../../model/retention.ts';

/** What a range means for a series: which archive answers, and the slots asked for. */
export interface ChosenRange {
  readonly archive: Archive;
  /** Seconds of the first slot, a multiple of the archive's step. */
  readonly start: number;
  /** Number of slots. */
  readonly slots: number;
}

/**
 * Whisper's rules: the range is cut to what is kept and to now; the finest archive that reaches back to `from`
 * answers; `from` is exclusive, `until` takes the slot that it lies in. Null when nothing of the range is kept.
 */
export function chooseRange(
  schema: SeriesSchema,
  from: number,
  until: number,
  nowSeconds: number,
): ChosenRange | null {
  const oldest = nowSeconds - retentionSeconds(schema);
  if (from > nowSeconds || until < oldest || from > until) return null;
  const begin = Math.max(from, oldest);
  const end = Math.min(until, nowSeconds);
  const age = nowSeconds - begin;
  const archive = schema.archives.find((each) => archiveSeconds(each) >= age) ?? schema.archives.at(-1)!;
  const { step } = archive;
  const start = Math.floor(begin / step) * step + step;
  const stop = Math.max(Math.floor(end / step) * step + step, start + step);
  return { archive, start, slots: (stop - start) / step };
}

/**
 * Makes one value of `ratio` finer ones for each slot, as the schema's aggregation method and xFilesFactor say.
 * `fine` begins at the first coarse slot's first fine one; slots that it does not reach any more are absent.
 */
export function aggregate(
  fine: Float64Array,
  ratio: number,
  slots: number,
  method: AggregationMethod,
  xFilesFactor: number,
): Float64Array {
  const out = new Float64Array(slots).fill(Number.NaN);
  for (let slot = 0; slot < slots; slot++) {
    const from = slot * ratio;
    const to = Math.min(from + ratio, fine.length);
    let known = 0;
    let sum = 0;
    let min = Infinity;
    let max = -Infinity;
    let last = Number.NaN;
    let nearest = Infinity;
    for (let i = from; i < to; i++) {
      const value = fine[i]!;
      if (Number.isNaN(value)) continue;
      known++;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      if (Math.abs(value) < Math.abs(nearest)) nearest = value;
      last = value;
    }
    if (known === 0 || known / ratio < xFilesFactor) continue;
    out[slot] = summarize(method, { known, sum, min, max, last, nearest, ratio });
  }
  return out;
}

interface SlotSummary {
  readonly known: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** The value nearest to zero. */
  readonly nearest: number;
  readonly ratio: number;
}

function summarize(method: AggregationMethod, slot: SlotSummary): number {
  switch (method) {
    case 'average':
      return slot.sum / slot.known;
    case 'sum':
      return slot.sum;
    case 'last':
      return slot.last;
    case 'max':
      return slot.max;
    case 'min':
      return slot.min;
    case 'avg_zero':
      return slot.sum / slot.ratio;
    case 'absmax':
      return Math.abs(slot.max) >= Math.abs(slot.min) ? slot.max : slot.min;
    case 'absmin':
      return slot.nearest;
  }
}
