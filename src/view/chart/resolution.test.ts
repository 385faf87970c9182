import { expect, test } from 'vitest';
import type { Column } from '../frame.ts';
import { resolutionOf } from './resolution.ts';

const column = (step: number, archiveStep?: number, consolidation?: string): Column => ({
  name: 'a',
  start: 0,
  step,
  values: Float64Array.of(1, 2),
  ...(archiveStep === undefined ? {} : { archiveStep }),
  ...(consolidation === undefined ? {} : { consolidation }),
});

test.each<[string, Column[], string | null, string]>([
  ['as measured', [column(10, 10)], null, ''],
  [
    'a coarser archive',
    [column(60, 60, 'average')],
    '1 min avg',
    'Each value is the average of 1 min. Values of this age are stored that coarse.',
  ],
  [
    'several stored values in one',
    [column(300, 60, 'max')],
    '5 min max',
    'Each value is the greatest of 5 min. It is made of 5 stored values of 1 min.',
  ],
  ['made of nothing stored', [column(60, undefined, 'sum')], '1 min sum', 'Each value is the sum of 1 min.'],
  [
    'series that differ',
    [column(60, 60, 'sum'), column(60, 60, 'last'), column(10, 10)],
    '1 min mixed',
    'Each value stands for 1 min; series differ in how it is made. Values of this age are stored that coarse.',
  ],
])('%s', (_what, columns, label, words) => {
  const found = resolutionOf(columns);
  expect(found?.label ?? null).toBe(label);
  expect(found?.words ?? '').toBe(words);
});
