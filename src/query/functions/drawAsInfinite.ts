import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { draw } from '../series.ts';

export const drawAsInfinite = defineFunction({
  name: 'drawAsInfinite',
  group: 'Graph',
  summary: 'Draws a vertical line from bottom to top wherever the value is above 0.',
  description: 'For what is either on or off, such as deploys or failures.',
  params: { seriesList: seriesList('the series to draw so') },
  run: ({ seriesList }) =>
    seriesList.map((series) => ({
      ...draw(series, { drawAsInfinite: true }),
      name: `drawAsInfinite(${series.name})`,
      tags: { ...series.tags, drawAsInfinite: '1' },
    })),
  cases: [
    {
      call: 'drawAsInfinite(a.*)',
      given: { 'a.b': [0, 1, null], 'a.c': [1, 2, 3] },
      expect: { 'drawAsInfinite(a.b)': [0, 1, null], 'drawAsInfinite(a.c)': [1, 2, 3] },
      expectTags: { name: 'a.b', drawAsInfinite: '1' },
      expectDrawing: { drawAsInfinite: true },
    },
    { call: 'sumSeries(drawAsInfinite(a))', given: { a: [1] }, expect: { 'sumSeries(a)': [1] } },
  ],
});
