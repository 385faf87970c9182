import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import { draw } from '../series.ts';

export const alpha = defineFunction({
  name: 'alpha',
  group: 'Graph',
  summary: 'Draws the series more or less transparent.',
  params: {
    seriesList: seriesList('the series to draw so'),
    alpha: float('from 0 (not to be seen) to 1 (opaque)'),
  },
  run: ({ seriesList, alpha }) => seriesList.map((series) => draw(series, { alpha })),
  cases: [
    {
      call: 'alpha(a.b,0.5)',
      given: { 'a.b': [1, null] },
      expect: { 'a.b': [1, null] },
      expectDrawing: { alpha: 0.5 },
    },
    {
      call: "alpha(color(a,'red'),1)",
      given: { a: [1] },
      expect: { a: [1] },
      expectDrawing: { color: 'red', alpha: 1 },
    },
  ],
});
