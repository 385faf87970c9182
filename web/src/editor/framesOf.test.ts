import { expect, test } from 'vitest';
import { framesOfAnswers, joined } from './framesOf.ts';

const column = (name: string, start: number, ...values: number[]) => ({
  name,
  start,
  step: 60,
  values: Float64Array.from(values),
});

test('answers stand beside each other, those of now only', () => {
  const frames = framesOfAnswers([
    { id: 'A', columns: [column('a', 0, 1, 2)], truncated: false },
    { id: 'A~7d', columns: [column('a', 0, 8, 9)], truncated: false },
    { id: 'B', columns: [column('b', 60, 3, 4)], truncated: false },
  ]);
  expect(frames.map(({ name, refId }) => [name, refId])).toEqual([
    ['a', 'A'],
    ['b', 'B'],
  ]);
  const [table] = joined(frames);
  expect(table.fields.map(({ values }) => [...values])).toEqual([
    [0, 60, 120],
    [1, 2, Number.NaN],
    [Number.NaN, 3, 4],
  ]);
  expect(joined(frames.slice(0, 1))).toEqual(frames.slice(0, 1));
});
