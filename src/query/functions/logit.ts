import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const logit = defineFunction({
  name: 'logit',
  group: 'Transform',
  summary: 'The logit function log(x / (1 - x)) of every value, the reverse of sigmoid.',
  description: 'Values that do not lie between 0 and 1 become absent.',
  params: { seriesList: seriesList('probabilities') },
  rollup: handOn('last'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `logit(${series.name})`,
        tags: { ...series.tags, logit: 'logit' },
        values: series.values.map(logOdds),
      }),
    ),
  cases: [
    {
      call: 'logit(a)',
      given: { a: [0.5, 0.9, null, 0.25] },
      expect: { 'logit(a)': [0, 2.197224577336, null, -1.098612288668] },
      expectDigits: 12,
      expectTags: { name: 'a', logit: 'logit' },
    },
    { call: 'logit(a)', given: { a: [0, 1, -1, 2] }, expect: { 'logit(a)': [null, null, null, null] } },
  ],
});

function logOdds(value: number): number {
  return value > 0 && value < 1 ? Math.log(value / (1 - value)) : Number.NaN;
}
