import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { type Param, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { inverseFourierTransform, refuseTooLong } from './fourier.ts';

/** May be left out, and is an empty list then. */
const phases: Param<readonly Series[]> = {
  ...seriesList('the phases, in the same order; 0 for those that have none'),
  required: false,
};

export const ifft = defineFunction({
  name: 'ifft',
  group: 'Transform',
  summary: 'Values from the strengths and phases of their frequencies: what fft does, turned around.',
  description:
    "Values come back without their sign. Absent strengths and phases count as 0. One of carbonapi's functions.",
  params: { seriesList: seriesList('the strengths'), phaseSeriesList: phases },
  rollup: handOn(),
  run: ({ seriesList, phaseSeriesList }) => {
    refuseTooLong(seriesList);
    return seriesList.map((series, i) => {
      const phase = phaseSeriesList[i];
      const { re, im } = inverseFourierTransform({
        re: series.values.map((size, at) => (size || 0) * Math.cos(phase?.values[at] || 0)),
        im: series.values.map((size, at) => (size || 0) * Math.sin(phase?.values[at] || 0)),
      });
      return derive(series, {
        name: `ifft(${series.name}${phase === undefined ? '' : `,${phase.name}`})`,
        values: re.map((value, at) => Math.hypot(value, im[at]!)),
      });
    });
  },
  cases: [
    {
      call: "ifft(fft(a,'abs'),fft(a,'phase'))",
      given: { a: [3, 1, 2, 5, -4] },
      expect: { 'ifft(fft(a,abs),fft(a,phase))': [3, 1, 2, 5, 4] },
      expectDigits: 9,
      expectTags: { name: 'a' },
    },
    {
      call: 'ifft(a)',
      given: { a: [4, 0, null, 0] },
      expect: { 'ifft(a)': [1, 1, 1, 1] },
      expectDigits: 9,
    },
  ],
});
