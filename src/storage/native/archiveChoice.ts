import {
  type AggregationMethod,
  archiveSeconds,
  retentionSeconds,
  type SeriesSchema,
} from '../../model/retention.ts';

/** What a range means for a series: which archive answers, and the slots asked for. */
export interface ChosenRange {
  /** Index of the archive that answers; 0 is the finest. */
  readonly level: number;
  /** Seconds between its slots. */
  readonly step: number;
  /** Seconds of the first slot, a multiple of the step. */
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
  const { archives } = schema;
  const level = archives.findIndex((archive) => archiveSeconds(archive) >= age);
  const { step } = archives[level];
  const start = Math.floor(begin / step) * step + step;
  const stop = Math.max(Math.floor(end / step) * step + step, start + step);
  return { level, step, start, slots: (stop - start) / step };
}

/**
 * The values of archive `level` from those of the finest, archive by archive as Whisper propagates them: a slot is
 * unknown when too few slots of the next finer archive are known. `finest` begins where the coarse slots begin.
 */
export function aggregateTo(schema: SeriesSchema, level: number, finest: Float64Array): Float64Array {
  const { archives, aggregation, xFilesFactor } = schema;
  let values = finest;
  for (let i = 1; i <= level; i++) {
    const ratio = archives[i].step / archives[i - 1].step;
    values = aggregate(values, ratio, values.length / ratio, aggregation, xFilesFactor);
  }
  return values;
}

/** Makes one value of `ratio` finer ones for each slot, as the aggregation method and xFilesFactor say. */
function aggregate(
  fine: Float64Array,
  ratio: number,
  slots: number,
  method: AggregationMethod,
  xFilesFactor: number,
): Float64Array {
  const out = new Float64Array(slots).fill(Number.NaN);
  for (let slot = 0; slot < slots; slot++) {
    const from = slot * ratio;
    const to = from + ratio;
    let known = 0;
    let sum = 0;
    let min = Infinity;
    let max = -Infinity;
    let last = Number.NaN;
    let nearest = Infinity;
    let farthest = 0;
    for (let i = from; i < to; i++) {
      const value = fine[i];
      if (Number.isNaN(value)) continue;
      known++;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      // Of two that are equally far from zero the first counts, as in Whisper.
      if (Math.abs(value) < Math.abs(nearest)) nearest = value;
      if (known === 1 || Math.abs(value) > Math.abs(farthest)) farthest = value;
      last = value;
    }
    if (known === 0 || known / ratio < xFilesFactor) continue;
    out[slot] = summarize(method, { known, sum, min, max, last, nearest, farthest, ratio });
  }
  return out;
}

interface SlotSummary {
  readonly known: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** The values nearest to zero and farthest from it. */
  readonly nearest: number;
  readonly farthest: number;
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
      return slot.farthest;
    case 'absmin':
      return slot.nearest;
  }
}
