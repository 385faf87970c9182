import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const changed = defineFunction({
  name: 'changed',
  group: 'Special',
  summary: '1 where the value is another than the last known one before it, 0 everywhere else.',
  params: { seriesList: seriesList('the series to watch') },
  rollup: handOn(),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, { name: `changed(${series.name})`, values: changes(series.values) }),
    ),
  cases: [
    {
      call: 'changed(a)',
      given: { a: [null, 1, 1, null, 1, 2, null, 3] },
      expect: { 'changed(a)': [0, 0, 0, 0, 0, 1, 0, 1] },
      expectTags: { name: 'a' },
    },
    { call: 'sumSeries(changed(a))', given: { a: [1, 2] }, expect: { 'sumSeries(changed(a))': [0, 1] } },
  ],
});

function changes(values: Float64Array): Float64Array {
  let before = Number.NaN;
  return values.map((value) => {
    if (Number.isNaN(value)) return 0;
    const isOther = !Number.isNaN(before) && value !== before;
    before = value;
    return isOther ? 1 : 0;
  });
}
