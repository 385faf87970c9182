import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList, text } from '../registry/params.ts';
import { draw } from '../series.ts';

export const color = defineFunction({
  name: 'color',
  group: 'Graph',
  summary: 'Draws the series in a colour.',
  params: {
    seriesList: seriesList('the series to draw so'),
    theColor: text(
      'a name such as "green", or "ff0000"; with two more digits, "6464ffaa", the last are how opaque it is',
    ),
  },
  run: ({ seriesList, theColor }) => seriesList.map((series) => draw(series, { color: theColor })),
  cases: [
    {
      call: "color(a.b,'green')",
      given: { 'a.b': [1, null] },
      expect: { 'a.b': [1, null] },
      expectDrawing: { color: 'green' },
    },
    {
      call: "color(color(a,'red'),theColor='6464ffaa')",
      given: { a: [1] },
      expect: { a: [1] },
      expectDrawing: { color: '6464ffaa' },
    },
  ],
});
