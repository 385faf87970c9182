import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import { draw } from '../series.ts';

export const lineWidth = defineFunction({
  name: 'lineWidth',
  group: 'Graph',
  summary: 'Draws the series with lines of another width.',
  params: { seriesList: seriesList('the series to draw so'), width: float('pixels') },
  run: ({ seriesList, width }) => seriesList.map((series) => draw(series, { lineWidth: width })),
  cases: [
    {
      call: 'lineWidth(a.b,2.5)',
      given: { 'a.b': [1, null] },
      expect: { 'a.b': [1, null] },
      expectDrawing: { lineWidth: 2.5 },
    },
  ],
});
