import { defineFunction } from '../registry/defineFunction.ts';
import { combiningLists } from './combineLists.ts';

export const sumSeriesLists = defineFunction({
  name: 'sumSeriesLists',
  summary:
    'The first series of one list and the first of another added together, the second and the second, and so on.',
  description: 'Both lists have to be of the same length.',
  ...combiningLists('sum'),
  cases: [
    {
      call: 'sumSeriesLists(*.in,*.out)',
      given: { 'a.in': [1, 2], 'b.in': [3, null], 'a.out': [5, 0], 'b.out': [1, 4] },
      expect: { 'sumSeries(a.in,a.out)': [6, 2], 'sumSeries(b.in,b.out)': [4, 4] },
      expectTags: { name: 'sumSeries(*.in,*.out)', aggregatedBy: 'sum' },
    },
    {
      call: 'sumSeries(sumSeriesLists(*.in,*.out))',
      given: { 'a.in': [1], 'b.in': [3], 'a.out': [5], 'b.out': [1] },
      expect: { 'sumSeries(sumSeries(*.in,*.out))': [10] },
    },
  ],
});
