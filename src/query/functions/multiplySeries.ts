import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

const multiplying = combining('multiply');

export const multiplySeries = defineFunction({
  ...multiplying,
  name: 'multiplySeries',
  aliases: ['multiply'],
  summary: 'The product of series, slot by slot.',
  description:
    'Absent where one of them is. A single series comes back as it is. To multiply by a constant, see scale.',
  run: (args, context) => {
    const [only, ...others] = args.seriesLists;
    return others.length === 0 && only?.length === 1 ? only : multiplying.run(args, context);
  },
  cases: [
    {
      call: 'multiplySeries(price,amount)',
      given: { price: [2, 2.5, 3], amount: [10, 4, null] },
      expect: { 'multiplySeries(price,amount)': [20, 10, null] },
      expectTags: { name: 'multiplySeries(price,amount)', aggregatedBy: 'multiply' },
    },
    { call: 'multiplySeries(a)', given: { a: [2, null] }, expect: { a: [2, null] } },
    {
      call: 'multiplySeries(x.*,nothing)',
      given: { 'x.a': [2, null] },
      expect: { 'multiplySeries(x.*)': [2, null] },
    },
  ],
});
