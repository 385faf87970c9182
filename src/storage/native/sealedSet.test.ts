import { expect, test } from 'vitest';
import { EntryColumns, NO_SERIES } from './entryColumns.ts';
import { chunkDecoder, SealedSet } from './sealedSet.ts';

/** Series of all entries of a snapshot, and the value of each, as another thread reads them. */
function contents(set: SealedSet): { series: number[]; values: number[] } {
  const { columns: memory, entries, arenas } = set.snapshot();
  const columns = new EntryColumns(memory, entries);
  const decode = chunkDecoder(arenas);
  const out = new Float64Array(1);
  const series: number[] = [];
  const values: number[] = [];
  for (let entry = 0; entry < entries; entry++) {
    decode(columns.placeOf(entry), out, 0);
    series.push(columns.seriesOf(entry));
    values.push(out[0]!);
  }
  return { series, values };
}

/** One chunk of one value for each of the series. */
function setOf(...series: number[]): SealedSet {
  const set = new SealedSet();
  for (const [i, each] of series.entries()) set.add(each, 0, 50 + i, Float64Array.of(i * 1.5), 0, 1);
  return set;
}

test('what is removed before the set is handed out counts no more there', () => {
  const set = setOf(4, 9, 4, 2);
  set.remove(4);
  expect(set.has(4)).toBe(false);
  expect(contents(set)).toEqual({ series: [NO_SERIES, 9, NO_SERIES, 2], values: [0, 1.5, 3, 4.5] });
});

test('what is removed afterwards is gone here, while nothing changes under who reads', () => {
  const set = setOf(4, 9, 4, 2);
  const before = contents(set);
  set.remove(4);
  expect([set.has(4), set.countOf(4), set.entriesOf(4)]).toEqual([false, 0, []]);
  expect(set.entriesOf(9)).toEqual([1]);
  expect(contents(set)).toEqual(before);
});

test('chunks are found over several arenas', () => {
  const set = new SealedSet();
  const noise = (i: number) => Math.sin(i) * 1e9;
  const count = 40_000;
  const page = new Float64Array(32);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 32; k++) page[k] = noise(i * 32 + k);
    set.add(i % 1000, 0, i * 32, page, 0, 32);
  }
  expect(set.arenas.length).toBeGreaterThan(1);
  const { columns: memory, entries, arenas } = set.snapshot();
  const columns = new EntryColumns(memory, entries);
  const decode = chunkDecoder(arenas);
  const there = new Float64Array(32);
  const here = new Float64Array(32);
  for (let i = 0; i < count; i += 997) {
    decode(columns.placeOf(i), there, 0);
    set.decodeOver(i, columns.firstSlotOf(i), here);
    expect(there).toEqual(here);
    expect(there[31]).toBe(noise(i * 32 + 31));
  }
});
