import { aggregateValues } from '../aggregation.ts';
import { pythonRegex } from '../pythonRegex.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList, text } from '../registry/params.ts';

export const useSeriesAbove = defineFunction({
  name: 'useSeriesAbove',
  group: 'Filter Series',
  summary: 'In place of each series that goes above a value, another one whose name is made from its name.',
  description:
    'In each name what a regular expression matches is replaced, as aliasSub does it; the result is evaluated as a target. ' +
    'Such as the requests per second of those servers whose response times are too long. Series that do not exist are left out.',
  params: {
    seriesList: seriesList('the series to compare'),
    value: float('the value to go above'),
    search: text('a regular expression'),
    replace: text('what to put in place of a match, to get the target to show'),
  },
  run: ({ seriesList, value, search, replace }, context) => {
    const substitute = pythonRegex(search).substitution(replace);
    const targets = seriesList
      .filter(({ values }) => aggregateValues(values, 'max') > value)
      .map(({ name }) => substitute(name));
    const answers = context.all(targets.map((target) => () => context.evaluate(target)));
    return answers.flat().filter(({ values }) => values.length > 0);
  },
  cases: [
    {
      call: "useSeriesAbove(time.*,10,'time','reqs')",
      given: { 'time.a': [1, 11], 'time.b': [10, 10], 'reqs.a': [5, null], 'reqs.b': [6, 6] },
      expect: { 'reqs.a': [5, null] },
    },
    {
      call: String.raw`useSeriesAbove(time.*,value=0,search='time\.(.*)',replace='scale(reqs.\1,2)')`,
      given: { 'time.a': [1], 'time.b': [2], 'reqs.b': [3] },
      expect: { 'scale(reqs.b,2)': [6] },
    },
    {
      call: "useSeriesAbove(time.*,10,'time','reqs')",
      given: { 'time.a': [null, 11], 'reqs.a': [5, 5] },
      expect: { 'reqs.a': [5, 5] },
      differs:
        'graphite-web under Python 3 takes no series with absent values, or fails over them with an internal error',
    },
  ],
});
