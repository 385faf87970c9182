import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatchBuilder } from './batch.ts';

test('the names stay the very same array for as long as they are the same', () => {
  const builder = createBatchBuilder();
  const take = (...names: string[]) => {
    for (const [i, name] of names.entries()) builder.push(name, i);
    return builder.take(1)!;
  };
  const [a, b] = [take('x', 'y'), take('x', 'y')];
  expect(b.names).toBe(a.names);
  expect(b.values).not.toBe(a.values);
  const c = take('x', 'z');
  const d = take('x');
  const e = take('x', 'q', 'r');
  expect([a, b, c, d, e].map(({ names }) => names)).toEqual([
    ['x', 'y'],
    ['x', 'y'],
    ['x', 'z'],
    ['x'],
    ['x', 'q', 'r'],
  ]);
});

test('gaps and infinities are left out, and nothing at all is no batch', () => {
  const builder = createBatchBuilder();
  builder.pushAll(['a', 'b', 'c', 'd'], Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, -0));
  expect(builder.take(7)).toEqual({ seconds: 7, names: ['a', 'd'], values: Float64Array.of(1, -0) });
  builder.push('a', Number.NaN);
  expect(builder.take(8)).toBeNull();
});

test('what was handed out never changes', () => {
  const tick = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.double()), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(tick, { maxLength: 12 }), (ticks) => {
      const builder = createBatchBuilder();
      const batches = ticks.map((points, i) => {
        for (const [name, value] of points) builder.push(name, value);
        return builder.take(i);
      });
      for (const [i, points] of ticks.entries()) {
        const finite = points.filter(([, value]) => Number.isFinite(value));
        expect(batches[i]?.names ?? []).toEqual(finite.map(([name]) => name));
        expect([...(batches[i]?.values ?? [])]).toEqual(finite.map(([, value]) => value));
      }
    }),
  );
});

test('more than the first room', () => {
  const builder = createBatchBuilder();
  for (let i = 0; i < 1000; i++) builder.push(`m${i}`, i);
  const batch = builder.take(1)!;
  expect(batch.names).toHaveLength(1000);
  expect(batch.values[999]).toBe(999);
});
