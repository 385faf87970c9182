import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, type Param, seriesList, withDefault } from '../registry/params.ts';
import { draw } from '../series.ts';

/** Said to be whole in graphite-web's list of functions, and taken with a fraction all the same. */
const dashLength: Param<number> = { ...float('pixels of a dash, and of the gap behind it'), type: 'integer' };

export const dashed = defineFunction({
  name: 'dashed',
  group: 'Graph',
  summary: 'Draws the series with dashed lines.',
  params: { seriesList: seriesList('the series to draw so'), dashLength: withDefault(dashLength, 5) },
  run: ({ seriesList, dashLength: dashed }) =>
    seriesList.map((series) => ({
      ...draw(series, { dashed }),
      name: `dashed(${series.name}, ${formatG(dashed)})`,
      tags: { ...series.tags, dashed: Number.isInteger(dashed) ? String(dashed) : floatRepr(dashed) },
    })),
  cases: [
    {
      call: 'dashed(a.b)',
      given: { 'a.b': [1, null] },
      expect: { 'dashed(a.b, 5)': [1, null] },
      expectTags: { name: 'a.b', dashed: '5' },
      expectDrawing: { dashed: 5 },
    },
    {
      call: 'dashed(a.b,2.5)',
      given: { 'a.b': [1] },
      expect: { 'dashed(a.b, 2.5)': [1] },
      expectTags: { name: 'a.b', dashed: '2.5' },
      expectDrawing: { dashed: 2.5 },
    },
    { call: 'sumSeries(dashed(a))', given: { a: [1] }, expect: { 'sumSeries(a)': [1] } },
  ],
});
