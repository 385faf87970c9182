import { aggregateValues, aggregationNamed } from '../aggregation.ts';
import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, boolean, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { rollupOf } from './aggregationRollup.ts';
import { horizontalLine } from './constantLine.ts';

export const aggregateLine = defineFunction({
  name: 'aggregateLine',
  group: 'Calculate',
  summary: 'A horizontal line at an aggregation of the values of each series over the time range.',
  description: 'It has three values, at the beginning, the middle and the end, unless keepStep is true.',
  params: {
    seriesList: seriesList('the series'),
    func: withDefault(aggregation('what to make of the values of a series'), 'average'),
    keepStep: withDefault(boolean('whether the line has as many values as the series'), false),
  },
  rollup: ({ func }, asked) => rollupOf(func, asked),
  run: ({ seriesList, func, keepStep }, context) => {
    const how = aggregationNamed(func);
    return seriesList.map((series) => {
      const value = aggregateValues(series.values, how);
      const name = `aggregateLine(${series.name}, ${Number.isNaN(value) ? 'None' : formatG(value)})`;
      return keepStep
        ? derive(series, { name, values: new Float64Array(series.values.length).fill(value) })
        : derive(horizontalLine(value, context), { name, tags: { name: valueText(value, how === 'count') } });
    });
  },
  cases: [
    {
      call: 'aggregateLine(a)',
      given: { a: [1, 2, 6, null] },
      expect: { 'aggregateLine(a, 3)': [3, 3, 3] },
      expectOffset: -1,
      expectStep: 90,
      expectTags: { name: '3.0' },
    },
    {
      call: "aggregateLine(x.*,'max')",
      given: { 'x.a': [1, 1234567, 2], 'x.b': [null, null, null] },
      expect: {
        'aggregateLine(x.a, 1.23457e+06)': [1234567, 1234567, 1234567],
        'aggregateLine(x.b, None)': [null, null, null],
      },
      expectOffset: -1,
    },
    {
      call: "aggregateLine(a,'count',keepStep=true)",
      given: { a: [1, null, 6, 3] },
      expect: { 'aggregateLine(a, 3)': [3, 3, 3, 3] },
      expectStep: 60,
      expectTags: { name: 'a' },
    },
  ],
});

/** As Python prints it; counts are whole numbers. */
function valueText(value: number, whole: boolean): string {
  if (Number.isNaN(value)) return 'None';
  return whole ? String(value) : floatRepr(value);
}
