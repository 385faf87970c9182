import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';
import { power } from './power.ts';

export const pow = defineFunction({
  name: 'pow',
  group: 'Transform',
  summary: 'Raises every value to a power.',
  description:
    'What is no number becomes absent: a root of a negative value, a negative power of 0, a result too great.',
  params: { seriesList: seriesList('the series to raise'), factor: float('the exponent') },
  rollup: handOn('last'),
  run: ({ seriesList, factor }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `pow(${series.name},${formatG(factor)})`,
        tags: { ...series.tags, pow: floatRepr(factor) },
        values: series.values.map((value) => power(value, factor)),
      }),
    ),
  cases: [
    {
      call: 'pow(a,2)',
      given: { a: [3, null, -2, 0] },
      expect: { 'pow(a,2)': [9, null, 4, 0] },
      expectTags: { name: 'a', pow: '2.0' },
    },
    { call: 'pow(a,0.5)', given: { a: [9, -4, null] }, expect: { 'pow(a,0.5)': [3, null, null] } },
    { call: 'pow(a,factor=-1)', given: { a: [4, 0, 1e300] }, expect: { 'pow(a,-1)': [0.25, null, 1e-300] } },
    { call: 'pow(a,0)', given: { a: [5, 0, null] }, expect: { 'pow(a,0)': [1, 1, null] } },
    { call: 'pow(a,2)', given: { a: [1e200] }, expect: { 'pow(a,2)': [null] } },
  ],
});
