import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const diffSeries = defineFunction({
  name: 'diffSeries',
  aliases: ['diff'],
  summary: 'The first series less all others, slot by slot.',
  description:
    'Where the first is absent, the first that is known takes its place. To take away a constant, see offset.',
  ...combining('diff'),
  cases: [
    {
      call: 'diffSeries(total,failed,refused)',
      given: { total: [9, 9, 9, null], failed: [1, null, 3, null], refused: [2, null, null, null] },
      expect: { 'diffSeries(total,failed,refused)': [6, 9, 6, null] },
      expectTags: { name: 'diffSeries(total,failed,refused)', aggregatedBy: 'diff' },
    },
    {
      call: 'diffSeries(a,b)',
      given: { a: [null, 1], b: [5, 3] },
      expect: { 'diffSeries(a,b)': [5, -2] },
    },
  ],
});
