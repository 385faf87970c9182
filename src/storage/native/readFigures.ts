/**
 * What a reader's thread has done so far, in memory that the store's thread sees: telling it by a message would wake it after
 * each read for nothing.
 */
import type { ReadCost } from '../store.ts';

/** What is counted, in the order of the memory. */
const FIELDS = [
  'reads',
  'cancelled',
  'milliseconds',
  'bytes',
  'chunks',
  'directoryHits',
  'directoryMisses',
] as const;

/** Each is a word of its own, and one thread alone writes it. */
export type ReadFigures = Float64Array<SharedArrayBuffer>;
export type FiguresTotal = Record<(typeof FIELDS)[number], number>;

export function newReadFigures(): ReadFigures {
  return new Float64Array(new SharedArrayBuffer(FIELDS.length * Float64Array.BYTES_PER_ELEMENT));
}

/** A read has ended, be it that it was called off. */
export function countRead(figures: ReadFigures, cost: ReadCost, cancelled: boolean): void {
  const done = { ...cost, reads: 1, cancelled: cancelled ? 1 : 0 };
  for (const [place, field] of FIELDS.entries()) figures[place] += done[field];
}

/** Reads that have ended. */
export function readsIn(figures: ReadFigures): number {
  return figures[FIELDS.indexOf('reads')];
}

/** Of several readers together. */
export function totalFigures(readers: readonly ReadFigures[]): FiguresTotal {
  const sums = FIELDS.map((field, place) => [
    field,
    readers.reduce((sum, figures) => sum + figures[place], 0),
  ]);
  return Object.fromEntries(sums) as FiguresTotal;
}
