import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { comparedParams, comparedSeries, windowParam, windowProblem } from './comparedWindows.ts';
import { correlation } from './correlation.ts';

export const pearson = defineFunction({
  name: 'pearson',
  group: 'Transform',
  summary:
    "How two series go together (Pearson's correlation), over a window of points up to each one: from −1 to 1.",
  description:
    'Slots in which one of them is absent do not count. Where one of them does not change within the window there is no value. One of ' +
    "carbonapi's functions.",
  params: { ...comparedParams, windowSize: windowParam() },
  rollup: handOn(),
  check: ({ windowSize }) => windowProblem(windowSize),
  run: ({ windowSize, ...lists }) => comparedSeries('pearson', lists, windowSize, correlations),
  cases: [
    {
      call: 'pearson(a,b,6)',
      given: { a: [43, 21, 25, 42, 57, 59], b: [99, 65, 79, 75, 87, 81] },
      expect: { 'pearson(a,b,6)': [null, null, null, null, null, 0.5298089019] },
      expectDigits: 10,
      expectTags: { name: 'a' },
    },
    {
      call: 'pearson(a,b,3)',
      given: { a: [1, 2, 3, null, 5, 5, 5], b: [2, 4, 6, 8, 1, 2, 3] },
      expect: { 'pearson(a,b,3)': [null, null, 1, 1, -1, null, null] },
      expectDigits: 10,
    },
  ],
});

function correlations(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(a.length).fill(Number.NaN);
  for (let i = size - 1; i < out.length; i++) out[i] = correlation(a, b, i + 1 - size, i + 1);
  return out;
}
