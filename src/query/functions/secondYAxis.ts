import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { draw } from '../series.ts';

export const secondYAxis = defineFunction({
  name: 'secondYAxis',
  group: 'Graph',
  summary: 'Draws the series against an axis of its own, on the right.',
  params: { seriesList: seriesList('the series to draw so') },
  run: ({ seriesList }) =>
    seriesList.map((series) => ({
      ...draw(series, { secondYAxis: true }),
      name: `secondYAxis(${series.name})`,
      tags: { ...series.tags, secondYAxis: '1' },
    })),
  cases: [
    {
      call: 'secondYAxis(a.*)',
      given: { 'a.b': [0, 1, null], 'a.c': [1, 2, 3] },
      expect: { 'secondYAxis(a.b)': [0, 1, null], 'secondYAxis(a.c)': [1, 2, 3] },
      expectTags: { name: 'a.b', secondYAxis: '1' },
      expectDrawing: { secondYAxis: true },
    },
    { call: 'sumSeries(secondYAxis(a))', given: { a: [1] }, expect: { 'sumSeries(a)': [1] } },
  ],
});
