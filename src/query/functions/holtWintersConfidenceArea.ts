import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { draw, type Series } from '../series.ts';
import { type Bands, bandsParams, bootstrapHistory, confidenceBands } from './holtWinters.ts';

export const holtWintersConfidenceArea = defineFunction({
  name: 'holtWintersConfidenceArea',
  group: 'Calculate',
  summary: 'The area in which the values of a series lie as long as all is as usual.',
  description: 'It is the one between the two series of holtWintersConfidenceBands. It takes one series.',
  params: bandsParams,
  history: bootstrapHistory,
  rollup: handOn(),
  run: (args, context) => {
    const [bands, another] = confidenceBands(args, context);
    if (bands === undefined) return [];
    if (another === undefined) return area(bands);
    throw new FunctionError(
      `takes exactly one series, and these are ${args.seriesList.length}`,
      'give each a target of its own',
    );
  },
  cases: [
    {
      // Both series have the same name; legendValue tells them apart.
      call: "holtWintersConfidenceArea(a,1,'2min','3min')|legendValue('max')",
      given: { a: { step: 60, before: [10, 10], values: [20, 10] } },
      expect: {
        'holtWintersConfidenceArea(a) (max: 10.90315)': [9, 10.9032],
        'holtWintersConfidenceArea(a) (max: 11.103850000000001)': [11, 11.1039],
      },
      expectDigits: 4,
      expectDrawing: { stacked: true, invisible: true },
    },
    {
      call: 'holtWintersConfidenceArea(nothing.*)',
      given: { a: [1] },
      expect: {},
      differs: 'graphite-web fails with an internal error when there are no series yet',
    },
  ],
});

function area({ lower, upper }: Bands): Series[] {
  const name = `holtWintersConfidenceArea(${upper.pathExpression})`;
  const tags = { ...upper.tags, holtWintersConfidenceArea: '1' };
  const named = { name, pathExpression: name, tags };
  return [
    { ...draw(lower, { stacked: true, invisible: true }), ...named },
    { ...draw(upper, { stacked: true }), ...named },
  ];
}
