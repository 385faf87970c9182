import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const lowPass = defineFunction({
  name: 'lowPass',
  aliases: ['lpf'],
  group: 'Transform',
  summary: 'Leaves out the high frequencies of a Fourier transform (fft).',
  description:
    "They lie in the middle of it: the given percentage of the values stays, half of them at each end. One of carbonapi's functions.",
  params: {
    seriesList: seriesList('strengths or phases, from fft'),
    cutPercent: float('how much stays, in percent'),
  },
  rollup: handOn(),
  run: ({ seriesList, cutPercent }) =>
    seriesList.map((series) => {
      const { length } = series.values;
      const kept = Math.trunc((cutPercent / 200) * length);
      return derive(series, {
        name: `lowPass(${series.name},${cutPercent})`,
        values: series.values.map((value, i) => (i < kept || i >= length - kept ? value : Number.NaN)),
      });
    }),
  cases: [
    {
      call: 'lowPass(a,40)',
      given: { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
      expect: { 'lowPass(a,40)': [0, 1, null, null, null, null, null, null, 8, 9] },
      expectTags: { name: 'a' },
    },
    {
      call: "ifft(lpf(fft(a,'abs'),50),lpf(fft(a,'phase'),50))",
      given: { a: [1, 3, 1, 3, 1, 3, 1, 3] },
      expect: {
        'ifft(lowPass(fft(a,abs),50),lowPass(fft(a,phase),50))': [2, 2, 2, 2, 2, 2, 2, 2],
      },
      expectDigits: 6,
    },
  ],
});
