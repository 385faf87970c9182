import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { assumed, integer, seriesList } from '../registry/params.ts';
import { roundTo } from '../roundTo.ts';
import { derive } from '../series.ts';

export const round = defineFunction({
  name: 'round',
  group: 'Transform',
  summary: 'Rounds every value to so many decimals.',
  description:
    'Values half-way between two go to the even one: 0.5 becomes 0, 1.5 becomes 2. A negative precision rounds ' +
    'to tens, hundreds and so on.',
  params: {
    seriesList: seriesList('the series to round'),
    precision: assumed(integer('digits behind the decimal point'), 0),
  },
  rollup: handOn('last', 'max', 'min'),
  run: ({ seriesList, precision }) => {
    const digits = precision ?? 0;
    const suffix = precision === undefined ? '' : `,${precision}`;
    return seriesList.map((series) =>
      derive(series, {
        name: `round(${series.name}${suffix})`,
        tags: { ...series.tags, round: String(digits) },
        values: series.values.map((value) => roundTo(value, digits)),
      }),
    );
  },
  cases: [
    {
      call: 'round(a)',
      given: { a: [1.4, 0.5, 1.5, null, 2.75] },
      expect: { 'round(a)': [1, 0, 2, null, 3] },
      expectTags: { name: 'a', round: '0' },
    },
    {
      call: 'round(a,2)',
      given: { a: [1.2345, 2.675, null] },
      expect: { 'round(a,2)': [1.23, 2.67, null] },
      expectTags: { name: 'a', round: '2' },
    },
    {
      call: 'round(a,precision=-2)',
      given: { a: [1234, 1250, 1251] },
      expect: { 'round(a,-2)': [1200, 1200, 1300] },
    },
    { call: 'round(a,0)', given: { a: [1.4] }, expect: { 'round(a,0)': [1] } },
  ],
});
