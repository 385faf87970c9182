import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { assumed, integer, interval, optional, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { fitPolynomial } from './fitPolynomial.ts';

/** Values that may be made for the time after the end, of all series together. */
const MOST_FORECAST_VALUES = 5_000_000;
const HIGHEST_DEGREE = 20;

export const polyfit = defineFunction({
  name: 'polyfit',
  group: 'Combine',
  summary: 'The polynomial that comes nearest to a series; from carbonapi.',
  description:
    'Nearest by the sum of squares over the known values. Degree 1 is a straight line. With an offset it goes on for ' +
    'that long after the end. Absent where there are not more known values than the degree.',
  params: {
    seriesList: seriesList('the series to come near to'),
    degree: assumed(integer(`degree of the polynomial, 1 to ${HIGHEST_DEGREE}`), 1),
    offset: optional(interval('how long it goes on, such as "7d"')),
  },
  rollup: handOn(),
  check: ({ degree = 1 }) =>
    degree >= 1 && degree <= HIGHEST_DEGREE
      ? undefined
      : `the degree has to be between 1 and ${HIGHEST_DEGREE}, not ${degree}`,
  run: ({ seriesList, degree, offset }) => {
    const seconds = offset?.seconds ?? 0;
    const added = seriesList.reduce((sum, { step }) => sum + Math.trunc(seconds / step), 0);
    if (added > MOST_FORECAST_VALUES) {
      throw new FunctionError(
        `an offset of ${offset?.text} makes more than ${MOST_FORECAST_VALUES} values`,
        'give a shorter one, or fewer series',
      );
    }
    const shown = [degree, offset && `'${offset.text}'`].filter((argument) => argument !== undefined);
    return seriesList.map((series) =>
      fitted(series, `polyfit(${[series.name, ...shown].join(',')})`, degree ?? 1, seconds),
    );
  },
  cases: [
    {
      call: 'polyfit(a)',
      given: { a: [1, 2, null, 4] },
      expect: { 'polyfit(a)': [1, 2, 3, 4] },
      expectDigits: 9,
    },
    {
      call: "polyfit(a,1,'2min')",
      given: { a: [5, 3, null, 0] },
      expect: {
        "polyfit(a,1,'2min')": [
          4.857142857, 3.214285714, 1.571428571, -0.071428571, -1.714285714, -3.357142857,
        ],
      },
      expectDigits: 9,
    },
    {
      call: 'polyfit(a,degree=2)',
      given: { a: [0, 1, 4, 9, null, 25] },
      expect: { 'polyfit(a,2)': [0, 1, 4, 9, 16, 25] },
      expectDigits: 9,
    },
    {
      call: 'polyfit(x.*,2)',
      given: { 'x.a': [1, null, 2], 'x.b': [null, null, null] },
      expect: { 'polyfit(x.a,2)': [null, null, null], 'polyfit(x.b,2)': [null, null, null] },
    },
  ],
});

function fitted(series: Series, name: string, degree: number, forecastSeconds: number): Series {
  const { values, step, start } = series;
  const length = Math.max(0, values.length + Math.trunc(forecastSeconds / step));
  return derive(series, {
    name,
    end: start + step * length,
    values: fitPolynomial(values, degree, length),
  });
}
