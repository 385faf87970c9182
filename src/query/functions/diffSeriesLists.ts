import { defineFunction } from '../registry/defineFunction.ts';
import { combiningLists } from './combineLists.ts';

export const diffSeriesLists = defineFunction({
  name: 'diffSeriesLists',
  summary: 'The first series of one list less the first of another, the second less the second, and so on.',
  description:
    'Both lists have to be of the same length. Where one of both is absent the other stands alone.',
  ...combiningLists('diff'),
  cases: [
    {
      call: 'diffSeriesLists(*.in,*.out)',
      given: { 'a.in': [1, 2], 'b.in': [3, null], 'a.out': [5, 0], 'b.out': [1, 4] },
      expect: { 'diffSeries(a.in,a.out)': [-4, 2], 'diffSeries(b.in,b.out)': [2, 4] },
      expectTags: { name: 'diffSeries(*.in,*.out)', aggregatedBy: 'diff' },
    },
    {
      call: 'sumSeries(diffSeriesLists(*.in,*.out))',
      given: { 'a.in': [1], 'b.in': [3], 'a.out': [5], 'b.out': [1] },
      expect: { 'sumSeries(diffSeries(*.in,*.out))': [-2] },
    },
  ],
});
