import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { combinePair, quotient } from './combinePair.ts';
import { nameBudget } from './nameBudget.ts';

export const divideSeries = defineFunction({
  name: 'divideSeries',
  group: 'Combine',
  summary: 'Each series divided by one other, slot by slot.',
  description:
    'Absent where one of both is, and where the divisor is 0. Without a divisor all is absent. ' +
    'To divide by a constant, see scale; for a divisor of its own to each series, divideSeriesLists.',
  params: {
    dividendSeriesList: seriesList('the series to divide'),
    divisorSeries: seriesList('the one series to divide by'),
  },
  rollup: handOn('last'),
  run: ({ dividendSeriesList, divisorSeries }, context) => {
    const [divisor, ...more] = divisorSeries;
    if (divisor === undefined) return dividendSeriesList.map(withoutDivisor);
    if (more.length > 0) {
      throw new FunctionError(
        `there has to be one divisor, not ${divisorSeries.length}`,
        'divideSeriesLists divides each series by one of its own',
      );
    }
    const withinBudget = nameBudget();
    return dividendSeriesList.map((dividend) => {
      const name = withinBudget(`divideSeries(${dividend.name},${divisor.name})`);
      return combinePair(name, dividend, divisor, quotient, context);
    });
  },
  cases: [
    {
      call: 'divideSeries(x.*,total)',
      given: { 'x.a': [1, 2, null, 4], 'x.b': [3, 4, 5, 6], total: [4, 8, 10, null] },
      expect: {
        'divideSeries(x.a,total)': [0.25, 0.25, null, null],
        'divideSeries(x.b,total)': [0.75, 0.5, 0.5, null],
      },
      expectTags: { name: 'divideSeries(x.a,total)' },
    },
    {
      call: 'divideSeries(a,b)',
      given: { a: [1, 0], b: [0, 0] },
      expect: { 'divideSeries(a,b)': [null, null] },
    },
    {
      call: 'divideSeries(a,b)',
      given: { a: [1, 3, 6, null], b: { step: 120, values: [4, 2] } },
      expect: { 'divideSeries(a,b)': [0.5, 3] },
      expectStep: 120,
    },
    {
      call: 'divideSeries(a,nothing)',
      given: { a: [1, 2] },
      expect: { 'divideSeries(a,MISSING)': [null, null] },
    },
  ],
});

function withoutDivisor(dividend: Series): Series {
  return derive(dividend, {
    name: `divideSeries(${dividend.name},MISSING)`,
    values: new Float64Array(dividend.values.length).fill(Number.NaN),
  });
}
