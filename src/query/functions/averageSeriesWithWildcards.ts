import { defineFunction } from '../registry/defineFunction.ts';
import { combiningWildcards } from './combineWildcards.ts';

export const averageSeriesWithWildcards = defineFunction({
  name: 'averageSeriesWithWildcards',
  summary: 'The mean of series whose names are the same but for the segments at some positions.',
  description: 'What is left of the name is the name of the result.',
  ...combiningWildcards('average'),
  cases: [
    {
      call: 'averageSeriesWithWildcards(cpu.*.*.load,1)',
      given: {
        'cpu.0.system.load': [1, null],
        'cpu.0.user.load': [2, 3],
        'cpu.1.system.load': [4, 5],
        'cpu.1.user.load': [6, null],
      },
      expect: { 'cpu.system.load': [2.5, 5], 'cpu.user.load': [4, 3] },
      expectTags: { name: 'averageSeries(cpu.*.*.load)', aggregatedBy: 'average' },
    },
    {
      call: 'averageSeriesWithWildcards(cpu.*.*.load,1,2)',
      given: { 'cpu.0.user.load': [2], 'cpu.1.system.load': [4], 'cpu.1.user.load': [6] },
      expect: { 'cpu.load': [4] },
    },
  ],
});
