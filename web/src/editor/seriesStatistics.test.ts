import { expect, test } from 'vitest';
import { statisticsOf } from './seriesStatistics.ts';

test('an answer in numbers', () => {
  const values = Float64Array.of(1, Number.NaN, 3, 8);
  expect(
    statisticsOf({ name: 'a', start: 0, step: 60, values, archiveStep: 10, consolidation: 'max' }),
  ).toEqual({
    name: 'a',
    values: 4,
    gaps: 0.25,
    step: 60,
    archiveStep: 10,
    consolidation: 'max',
    min: 1,
    mean: 4,
    max: 8,
  });
  const none = statisticsOf({ name: 'b', start: 0, step: 60, values: new Float64Array(0) });
  expect(none).toMatchObject({ values: 0, gaps: 0, archiveStep: null });
});
