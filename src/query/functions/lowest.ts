import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, withDefault } from '../registry/params.ts';
import { ranked, rankParams } from './rankSeries.ts';

export const lowest = defineFunction({
  name: 'lowest',
  group: 'Filter Series',
  summary: 'Only the n series with the lowest aggregated value over the time range, the lowest first.',
  description:
    'Series without any value come first, as graphite-web has it: removeEmptySeries leaves them out.',
  params: { ...rankParams, func: withDefault(aggregation('what to compare them by'), 'average') },
  run: ({ seriesList, n, func }) => ranked(seriesList, func, 'lowest first').slice(0, n),
  cases: [
    {
      call: 'lowest(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [null, 9], 'x.c': [3, -4] },
      expect: { 'x.c': [3, -4], 'x.a': [1, 2] },
    },
    {
      call: "lowest(x.*,1,'range')",
      given: { 'x.a': [1, 9], 'x.b': [3, 3] },
      expect: { 'x.b': [3, 3] },
    },
    {
      call: "lowest(x.*,1,func='sum')",
      given: { 'x.a': [-7], 'x.b': [null] },
      expect: { 'x.b': [null] },
    },
  ],
});
