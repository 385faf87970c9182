import { defineFunction } from '../registry/defineFunction.ts';
import { combiningWildcards } from './combineWildcards.ts';

export const multiplySeriesWithWildcards = defineFunction({
  name: 'multiplySeriesWithWildcards',
  summary: 'The product of series whose names are the same but for the segments at some positions.',
  description: 'What is left of the name is the name of the result. Absent where one of them is.',
  ...combiningWildcards('multiply'),
  cases: [
    {
      call: 'multiplySeriesWithWildcards(cpu.*.*.load,1)',
      given: {
        'cpu.0.system.load': [1, null],
        'cpu.0.user.load': [2, 3],
        'cpu.1.system.load': [4, 5],
        'cpu.1.user.load': [6, null],
      },
      expect: { 'cpu.system.load': [4, null], 'cpu.user.load': [12, null] },
      expectTags: { name: 'multiplySeries(cpu.*.*.load)', aggregatedBy: 'multiply' },
    },
    {
      call: 'multiplySeriesWithWildcards(cpu.*.*.load,1,2)',
      given: { 'cpu.0.user.load': [2], 'cpu.1.system.load': [4], 'cpu.1.user.load': [6] },
      expect: { 'cpu.load': [48] },
    },
  ],
});
