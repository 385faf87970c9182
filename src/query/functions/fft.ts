import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { oneOf, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { fourierTransform, refuseTooLong } from './fourier.ts';

export const fft = defineFunction({
  name: 'fft',
  group: 'Transform',
  summary: 'The Fourier transform: how strong each frequency is among the values, and its phase.',
  description:
    'Two series for each, unless one is chosen. The slot i, counted from 0, is for i oscillations over the time range, and not for a ' +
    "time. Absent values count as 0. One of carbonapi's functions.",
  params: {
    seriesList: seriesList('the series to transform'),
    mode: withDefault(oneOf('strength, phase or both', ['abs', 'phase', 'both']), 'both'),
  },
  rollup: handOn(),
  run: ({ seriesList, mode }) => {
    refuseTooLong(seriesList);
    return seriesList.flatMap((series) => {
      const re = series.values.map((value) => value || 0);
      const out = fourierTransform({ re, im: new Float64Array(re.length) });
      const component = (name: string, compute: (re: number, im: number) => number) =>
        derive(series, {
          name: `fft(${series.name},${name})`,
          values: out.re.map((value, i) => compute(value, out.im[i]!)),
        });
      return [
        ...(mode === 'phase' ? [] : [component('abs', Math.hypot)]),
        ...(mode === 'abs' ? [] : [component('phase', (re, im) => Math.atan2(im, re))]),
      ];
    });
  },
  cases: [
    {
      call: "fft(a,'abs')",
      given: { a: [1, 0, -1, 0] },
      expect: { 'fft(a,abs)': [0, 2, 0, 2] },
      expectDigits: 9,
      expectTags: { name: 'a' },
    },
    {
      call: 'fft(a)',
      given: { a: [3, 1, 2, 5, 4] },
      expect: {
        'fft(a,abs)': [15, 4.74998, 1.561312, 1.561312, 4.74998],
        'fft(a,phase)': [0, 1.808402, -0.772617, 0.772617, -1.808402],
      },
      expectDigits: 6,
    },
    {
      call: "fft(a,'abs')",
      given: { a: [1, null, -1, null] },
      expect: { 'fft(a,abs)': [0, 2, 0, 2] },
      expectDigits: 9,
      differs: 'there is no such function; in carbonapi all of the result is absent as soon as one value is',
    },
  ],
});
