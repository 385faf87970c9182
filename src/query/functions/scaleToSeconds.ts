import { floatRepr, formatD } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import { roundTo6 } from '../roundTo6.ts';
import { derive } from '../series.ts';

export const scaleToSeconds = defineFunction({
  name: 'scaleToSeconds',
  group: 'Transform',
  summary: 'Turns values a step into values a number of seconds: multiplies by seconds / step.',
  description:
    'Used with derivative or integral, it makes rates that are the same for every retention. Rounded to six decimals.',
  params: {
    seriesList: seriesList('values that count something a step'),
    seconds: float('seconds that a result stands for, such as 1 or 3600'),
  },
  // The mean rate of a coarse slot is all that was counted in it, divided by its length.
  rollup: (_, asked) => (asked === 'average' ? 'sum' : undefined),
  run: ({ seriesList, seconds }) =>
    seriesList.map((series) => {
      const factor = seconds / series.step;
      return derive(series, {
        name: `scaleToSeconds(${series.name},${formatD(seconds)})`,
        tags: { ...series.tags, scaleToSeconds: floatRepr(seconds) },
        values: series.values.map((value) => roundTo6(value * factor)),
      });
    }),
  cases: [
    {
      call: 'scaleToSeconds(a,1)',
      given: { a: [60, null, 10] },
      expect: { 'scaleToSeconds(a,1)': [1, null, 0.166667] },
      expectTags: { name: 'a', scaleToSeconds: '1.0' },
    },
    {
      call: 'scaleToSeconds(derivative(a),3600)',
      given: { a: { step: 120, values: [0, 5, 11] } },
      expect: { 'scaleToSeconds(derivative(a),3600)': [null, 150, 180] },
      expectStep: 120,
    },
    { call: 'scaleToSeconds(a,seconds=0.5)', given: { a: [120] }, expect: { 'scaleToSeconds(a,0)': [1] } },
  ],
});
