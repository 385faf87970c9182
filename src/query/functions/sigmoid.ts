import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const sigmoid = defineFunction({
  name: 'sigmoid',
  group: 'Transform',
  summary: 'The sigmoid function 1 / (1 + exp(-x)) of every value: any number becomes one between 0 and 1.',
  params: { seriesList: seriesList('the series to transform') },
  rollup: handOn('last', 'max', 'min'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `sigmoid(${series.name})`,
        tags: { ...series.tags, sigmoid: 'sigmoid' },
        values: series.values.map((value) => 1 / (1 + Math.exp(-value))),
      }),
    ),
  cases: [
    {
      call: 'sigmoid(a)',
      given: { a: [0, 1, null, -2] },
      expect: { 'sigmoid(a)': [0.5, 0.73105857863, null, 0.119202922022] },
      expectDigits: 12,
      expectTags: { name: 'a', sigmoid: 'sigmoid' },
    },
    {
      call: 'sigmoid(a)',
      given: { a: [-1000, 1000] },
      expect: { 'sigmoid(a)': [0, 1] },
      differs: 'graphite-web fails with an internal error at values below -709',
    },
  ],
});
