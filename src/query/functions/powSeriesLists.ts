import { floatRepr } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, optional, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { sortedByName } from './combineLists.ts';
import { combinePair } from './combinePair.ts';
import { nameBudget } from './nameBudget.ts';
import { power } from './power.ts';

export const powSeriesLists = defineFunction({
  name: 'powSeriesLists',
  group: 'Combine',
  summary: 'Each series of one list to the power of its partner in another; from carbonapi.',
  description:
    'Both lists are sorted by name; a single exponent is for all. Otherwise, if the lists are of different lengths, partners ' +
    'are those of the same name. The default stands for a partner that is not there; without it there is no result.',
  params: {
    sourceSeriesList: seriesList('the bases'),
    factorSeriesList: seriesList('the exponents'),
    default: optional(float('base or exponent where there is none')),
  },
  rollup: handOn('last'),
  run: ({ sourceSeriesList, factorSeriesList, default: fallback }, context) => {
    const bases = sortedByName(sourceSeriesList);
    const exponents = sortedByName(factorSeriesList);
    if (bases.length === 0) {
      return fallback === undefined ? [] : exponents.map((exponent) => powerOfNumber(fallback, exponent));
    }
    const partner = partnersIn(exponents, bases.length);
    const withinBudget = nameBudget();
    return bases.flatMap((base, i) => {
      const exponent = partner(base, i);
      if (exponent === undefined) return fallback === undefined ? [] : [powerToNumber(base, fallback)];
      const name = withinBudget(`powSeries(${base.name},${exponent.name})`);
      return [{ ...combinePair(name, base, exponent, power, context), tags: base.tags }];
    });
  },
  cases: [
    {
      call: 'powSeriesLists(x.*,y.*)',
      given: { 'x.a': [2, 3], 'x.b': [4, null], 'y.a': [3, 2], 'y.b': [0.5, 1] },
      expect: { 'powSeries(x.a,y.a)': [8, 9], 'powSeries(x.b,y.b)': [2, null] },
    },
    {
      call: 'powSeriesLists(x.*,y)',
      given: { 'x.a': [2, 3], 'x.b': [4, -1], y: [2, 0.5] },
      expect: { 'powSeries(x.a,y)': [4, 1.7320508076], 'powSeries(x.b,y)': [16, null] },
      expectDigits: 10,
    },
    {
      call: 'powSeriesLists(x.*,x.{a,c,d,e},default=2)',
      given: { 'x.a': [2], 'x.b': [5], 'x.c': [3] },
      expect: { 'powSeries(x.a,x.a)': [4], 'powSeries(x.b,2)': [25], 'powSeries(x.c,x.c)': [27] },
    },
    {
      call: 'powSeriesLists(nothing,x.*,10)',
      given: { 'x.a': [2, null], 'x.b': [3, 0] },
      expect: { 'powSeries(10,x.a)': [100, null], 'powSeries(10,x.b)': [1000, 1] },
    },
  ],
});

/** Finds the exponent of the base at a place. */
function partnersIn(
  exponents: readonly Series[],
  bases: number,
): (base: Series, place: number) => Series | undefined {
  if (exponents.length === 1) return () => exponents[0];
  if (exponents.length === bases) return (_, place) => exponents[place];
  const byName = new Map(exponents.map((exponent) => [exponent.name, exponent]));
  return ({ name }) => byName.get(name);
}

function powerOfNumber(base: number, exponent: Series): Series {
  return derive(exponent, {
    name: `powSeries(${shown(base)},${exponent.name})`,
    values: exponent.values.map((value) => power(base, value)),
  });
}

function powerToNumber(base: Series, exponent: number): Series {
  return derive(base, {
    name: `powSeries(${base.name},${shown(exponent)})`,
    values: base.values.map((value) => power(value, exponent)),
  });
}

/** Whole numbers without a point. */
function shown(value: number): string {
  return floatRepr(value).replace(/\.0$/, '');
}
