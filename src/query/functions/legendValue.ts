import { AGGREGATION_NAMES, aggregateValues, aggregationNamed, isAggregationName } from '../aggregation.ts';
import { floatRepr } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { anyNumber, seriesList, text } from '../registry/params.ts';
import { rename } from '../series.ts';
import { inColumn, UNIT_SYSTEM_NAMES, type UnitSystem, valueText } from './legendText.ts';

/** All that may be written; anything else is answered with a question mark. */
const VALUE_TYPES = [
  ...AGGREGATION_NAMES,
  ...AGGREGATION_NAMES.map((name) => `${name}Series`),
  ...UNIT_SYSTEM_NAMES,
].sort();

export const legendValue = defineFunction({
  name: 'legendValue',
  group: 'Alias',
  summary: 'Adds values such as the mean or the maximum to the names.',
  description:
    'With `si` or `binary` as the last of the value types, values are written short (1.50k, 1.46Ki), in columns. Absent values ' +
    'are written None.',
  params: {
    seriesList: seriesList('the series to name'),
    valuesTypes: {
      ...anyNumber(text('aggregations over the time range, in the end perhaps a system of units')),
      options: VALUE_TYPES,
    },
  },
  run: ({ seriesList, valuesTypes }) => {
    const system = UNIT_SYSTEM_NAMES.find((name) => name === valuesTypes.at(-1));
    const types = system === undefined ? valuesTypes : valuesTypes.slice(0, -1);
    const added = system === undefined ? inBrackets : columnsIn(system);
    return seriesList.map((series) => {
      const name = types.reduce((soFar, type) => added(soFar, type, series.values), series.name);
      return rename(series, name);
    });
  },
  cases: [
    {
      call: "legendValue(a.*,'avg','last')",
      given: { 'a.b': [1, 2, null, 3.5], 'a.c': [4, null] },
      expect: {
        'a.b (avg: 2.1666666666666665) (last: 3.5)': [1, 2, null, 3.5],
        'a.c (avg: 4.0) (last: 4.0)': [4, null, null, null],
      },
    },
    {
      call: "legendValue(big,'last','max','binary')",
      given: { big: [1e15, 1500, 2000] },
      expect: { 'big                 last 1.95Ki    max  909.49Ti  ': [1e15, 1500, 2000] },
    },
    {
      call: "legendValue(a,'min','count','si')",
      given: { a: [null] },
      expect: { 'a                   min  None      count0.00      ': [null] },
    },
    {
      call: "legendValue(a,'count','sum','mode')",
      given: { a: [5, 6, null] },
      expect: { 'a (count: 2) (sum: 11.0) (mode: (?))': [5, 6, null] },
    },
    {
      call: "legendValue(a,'averageSeries')",
      given: { a: [5, 6] },
      expect: { 'a (averageSeries: 5.5)': [5, 6] },
      differs: 'graphite-web lists names such as averageSeries among the options, and writes (?) for them',
    },
    {
      call: 'legendValue(a)',
      given: { a: [5] },
      expect: { a: [5] },
      differs: 'graphite-web fails with an internal error when there is no value type',
    },
  ],
});

function inBrackets(name: string, type: string, values: Float64Array): string {
  const value = shownValue(values, type);
  const isCount = bareName(type) === 'count';
  return `${name} (${type}: ${typeof value === 'string' ? value : isCount ? String(value) : floatRepr(value)})`;
}

function columnsIn(system: UnitSystem) {
  return (name: string, type: string, values: Float64Array): string => {
    const value = shownValue(values, type);
    const written = typeof value === 'string' ? value : valueText(value, system);
    return inColumn(name, 20) + inColumn(type, 5) + inColumn(written, 10);
  };
}

/** The value, or what stands in its place. */
function shownValue(values: Float64Array, type: string): number | string {
  const aggregation = bareName(type);
  if (!isAggregationName(aggregation)) return '(?)';
  const value = aggregateValues(values, aggregationNamed(aggregation));
  return Number.isNaN(value) ? 'None' : value;
}

function bareName(type: string): string {
  return type.replace(/Series$/, '');
}
