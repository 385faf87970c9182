import { aggregateValues } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { oneOf, optional, seriesList, text } from '../registry/params.ts';
import { rename } from '../series.ts';
import { inColumn, lengthOf, UNIT_SYSTEM_NAMES, valueText } from './legendText.ts';

/** In the order of the columns: what each is called, and the values in it. */
const COLUMNS = [
  ['Current', 'last'],
  ['Max', 'max'],
  ['Min', 'min'],
] as const;

export const cactiStyle = defineFunction({
  name: 'cactiStyle',
  group: 'Special',
  summary: 'Adds the last, the greatest and the least value to the names, in columns.',
  description:
    'Columns line up among the series of one call, in a font whose letters are all of the same width. With a system values are written ' +
    'short: 1.50k in multiples of 1000, 1.46Ki in multiples of 1024.',
  params: {
    seriesList: seriesList('the series to name'),
    system: optional(oneOf('the system of units', UNIT_SYSTEM_NAMES)),
    units: optional(text('the unit, such as b')),
  },
  run: ({ seriesList, system, units }) => {
    const written = (value: number) => (Number.isNaN(value) ? 'nan' : valueText(value, system, units));
    const nameWidth = widest(seriesList.map(({ name }) => name));
    const columns = COLUMNS.map(([title, aggregation]) => {
      const values = seriesList.map((series) => aggregateValues(series.values, aggregation));
      // Graphite-web measures whole numbers, and 3 in place of 0 and of what is absent.
      const width = widest(values.map((value) => written(Math.trunc(value) || 3))) + 3;
      return values.map((value) => `${title}:${inColumn(written(value), width)} `);
    });
    return seriesList.map((series, i) =>
      rename(series, `${inColumn(series.name, nameWidth)} ${columns.map((texts) => texts[i]!).join('')}`),
    );
  },
  cases: [
    {
      call: 'cactiStyle(a.*)',
      given: { 'a.b': [1, 2, null, 3.5], 'a.load': [437, 438, 440, 439] },
      expect: {
        'a.b    Current:3.50      Max:3.50      Min:1.00      ': [1, 2, null, 3.5],
        'a.load Current:439.00    Max:440.00    Min:437.00    ': [437, 438, 440, 439],
      },
    },
    {
      call: "cactiStyle(big,'si','b')",
      given: { big: [1e15, 1500, 2000] },
      expect: { 'big Current:2.00 kb    Max:1.00 Pb    Min:1.50 kb    ': [1e15, 1500, 2000] },
    },
    {
      call: "cactiStyle(big,'binary')",
      given: { big: [2048, -3072] },
      expect: { 'big Current:-3.00Ki    Max:2.00Ki    Min:-3.00Ki    ': [2048, -3072] },
    },
    {
      call: "cactiStyle(a,units='ms')",
      given: { a: [null] },
      expect: { 'a Current:nan        Max:nan        Min:nan        ': [null] },
    },
    { call: 'cactiStyle(nothing.*)', given: { a: [1] }, expect: {} },
  ],
});

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, lengthOf(text)), 0);
}
