import { sumKnown } from './aggregation.ts';
import type { Consolidation } from './series.ts';

export interface ConsolidateOptions {
  readonly how: Consolidation;
  /** Share of known values (0..1) a bucket needs; one known value is needed in any case. */
  readonly xFilesFactor: number;
  /** Values of the first bucket that lie before `values` begins, and so are absent: 0 unless given. */
  readonly lead?: number;
}

/**
 * Makes one value of every `perBucket` values. The last bucket may be short; the share of known values is taken of
 * a whole bucket all the same, as graphite-web does. With `perBucket` 1 and no lead it is a copy.
 */
export function consolidateValues(
  values: Float64Array,
  perBucket: number,
  { how, xFilesFactor, lead = 0 }: ConsolidateOptions,
): Float64Array {
  const buckets = Math.ceil((lead + values.length) / perBucket);
  const out = new Float64Array(buckets).fill(Number.NaN);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.max(0, bucket * perBucket - lead);
    const to = Math.min(values.length, (bucket + 1) * perBucket - lead);
    let known = 0;
    for (let i = from; i < to; i++) if (!Number.isNaN(values[i]!)) known++;
    if (known > 0 && known / perBucket >= xFilesFactor) out[bucket] = summarise(values, from, to, known, how);
  }
  return out;
}

/** One number for the values from `from` to `to` (exclusive), of which `known` (at least one) are not NaN. */
function summarise(
  values: Float64Array,
  from: number,
  to: number,
  known: number,
  how: Consolidation,
): number {
  switch (how) {
    case 'average':
      return sumKnown(values, from, to) / known;
    case 'avg_zero':
      return sumKnown(values, from, to) / (to - from);
    case 'sum':
      return sumKnown(values, from, to);
    case 'max': {
      let best = Number.NEGATIVE_INFINITY;
      for (let i = from; i < to; i++) if (values[i]! > best) best = values[i]!;
      return best;
    }
    case 'min': {
      let best = Number.POSITIVE_INFINITY;
      for (let i = from; i < to; i++) if (values[i]! < best) best = values[i]!;
      return best;
    }
    case 'first': {
      let i = from;
      while (Number.isNaN(values[i]!)) i++;
      return values[i]!;
    }
    case 'last': {
      let i = to - 1;
      while (Number.isNaN(values[i]!)) i--;
      return values[i]!;
    }
  }
}
