import { defineFunction } from '../registry/defineFunction.ts';
import { combiningLists } from './combineLists.ts';

export const multiplySeriesLists = defineFunction({
  name: 'multiplySeriesLists',
  summary: 'The first series of one list times the first of another, the second times the second, and so on.',
  description: 'Both lists have to be of the same length. Absent where one of both is.',
  ...combiningLists('multiply'),
  cases: [
    {
      call: 'multiplySeriesLists(*.in,*.out)',
      given: { 'a.in': [1, 2], 'b.in': [3, null], 'a.out': [5, 0], 'b.out': [1, 4] },
      expect: { 'multiplySeries(a.in,a.out)': [5, 0], 'multiplySeries(b.in,b.out)': [3, null] },
      expectTags: { name: 'multiplySeries(*.in,*.out)', aggregatedBy: 'multiply' },
    },
    {
      call: 'sumSeries(multiplySeriesLists(*.in,*.out))',
      given: { 'a.in': [1], 'b.in': [3], 'a.out': [5], 'b.out': [1] },
      expect: { 'sumSeries(multiplySeries(*.in,*.out))': [8] },
    },
  ],
});
