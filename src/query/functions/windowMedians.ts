import type { Windows } from './slide.ts';

/**
 * Medians of moving windows; absent for empty ones. How often each different value is in the window stands in a tree of
 * partial counts (Fenwick's), so that a window costs the logarithm of the number of values, however large it is.
 */
export function windowMedians({ known, from, to }: Windows): Float64Array {
  const sorted = known.slice().sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const ranks = new Uint32Array(known.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = rankOf(known[i]!, distinct);
  const counts = new RankCounts(distinct.length);
  const out = new Float64Array(from.length).fill(Number.NaN);
  let left = 0;
  let right = 0;
  for (let i = 0; i < out.length; i++) {
    while (right < to[i]!) counts.add(ranks[right++]!, 1);
    while (left < from[i]!) counts.add(ranks[left++]!, -1);
    const size = right - left;
    if (size === 0) continue;
    const upper = distinct[counts.rankAt(size >> 1)]!;
    out[i] = size % 2 === 1 ? upper : (distinct[counts.rankAt((size >> 1) - 1)]! + upper) / 2;
  }
  return out;
}

/** Position of a value that is among the sorted ones. */
function rankOf(value: number, distinct: Float64Array): number {
  let low = 0;
  let high = distinct.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distinct[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A multiset of ranks: Fenwick, "A New Data Structure for Cumulative Frequency Tables" (1994). */
class RankCounts {
  /** sums[k] counts the ranks from k minus its lowest set bit up to, not including, k. */
  private readonly sums: Int32Array;
  private readonly topBit: number;

  constructor(ranks: number) {
    this.sums = new Int32Array(ranks + 1);
    this.topBit = 2 ** (31 - Math.clz32(Math.max(1, ranks)));
  }

  add(rank: number, times: number): void {
    for (let k = rank + 1; k < this.sums.length; k += k & -k) this.sums[k]! += times;
  }

  /** The rank that is at this position, counted from 0, when all are sorted. */
  rankAt(position: number): number {
    let rank = 0;
    let left = position;
    for (let bit = this.topBit; bit > 0; bit >>= 1) {
      const next = rank + bit;
      if (next < this.sums.length && this.sums[next]! <= left) {
        rank = next;
        left -= this.sums[next]!;
      }
    }
    return rank;
  }
}
