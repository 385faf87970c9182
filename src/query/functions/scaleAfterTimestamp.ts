import { floatRepr } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, integer, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';

export const scaleAfterTimestamp = defineFunction({
  name: 'scaleAfterTimestamp',
  group: 'Transform',
  summary: 'Multiplies the values from one moment on by a number.',
  description: "For what was measured in another unit until then. One of carbonapi's functions.",
  params: {
    seriesList: seriesList('the series to multiply'),
    factor: float('what to multiply by'),
    timestamp: withDefault(integer('the moment, in seconds since 1970'), 0),
  },
  rollup: handOn('average', 'sum', 'last'),
  run: ({ seriesList, factor, timestamp }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `scale(${series.name},${factor}${timestamp === 0 ? '' : `,${timestamp}`})`,
        tags: { ...series.tags, scale: floatRepr(factor) },
        values: series.values.map((value, i) =>
          series.start + i * series.step >= timestamp ? value * factor : value,
        ),
      }),
    ),
  cases: [
    {
      call: 'scaleAfterTimestamp(a,10,1699920060)',
      given: { a: [1, 2, null, 4] },
      expect: { 'scale(a,10,1699920060)': [1, 20, null, 40] },
      expectTags: { name: 'a', scale: '10.0' },
    },
    { call: 'scaleAfterTimestamp(a,0.5)', given: { a: [1, 2] }, expect: { 'scale(a,0.5)': [0.5, 1] } },
  ],
});
