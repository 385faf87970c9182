import { calculate } from '../calculations.ts';
import type { Frame } from '../frame.ts';
import { isSeries, lengthOf, type NumberField, numberFields } from './frames.ts';
import { choiceOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Every number as its share, in percent, of all numbers of its row or of its column. */
export const percentOfTotal = defineTransformation({
  kind: 'percent-of-total',
  label: 'Percent of total',
  summary: 'Turns values into their share of all series at that time, or of their column.',
  options: [
    {
      kind: 'choice',
      path: 'of',
      label: 'Total of',
      choices: [
        { value: 'row', label: 'All series at that time, or the row' },
        { value: 'column', label: 'The series, or the column' },
      ],
    },
  ],
  apply(frames, options) {
    if (choiceOption(options, 'of', ['row', 'column']) === 'column')
      return frames.map((frame) =>
        replaceNumbers(frame, ({ values }) => shares(values, calculate('sum', values))),
      );
    const totals = totalsByTime(frames.filter(isSeries));
    return frames.map((frame) => {
      if (isSeries(frame)) {
        const times = frame.fields[0].values;
        return replaceNumbers(frame, ({ values }) =>
          values.map((value, i) => percent(value, totals.get(times[i] as number) ?? Number.NaN)),
        );
      }
      const numbers = numberFields(frame);
      const sums = Float64Array.from({ length: lengthOf(frame) }, (_, row) =>
        numbers.reduce((sum, { values }) => sum + (Number.isNaN(values[row]) ? 0 : values[row]), 0),
      );
      return replaceNumbers(frame, ({ values }) => values.map((value, row) => percent(value, sums[row])));
    });
  },
});

function totalsByTime(series: readonly Frame[]): Map<number, number> {
  const totals = new Map<number, number>();
  for (const { fields } of series) {
    const times = fields[0].values as Float64Array;
    const values = fields[1].values as Float64Array;
    for (let i = 0; i < values.length; i++)
      if (!Number.isNaN(values[i])) totals.set(times[i], (totals.get(times[i]) ?? 0) + values[i]);
  }
  return totals;
}

const percent = (value: number, total: number): number => (total === 0 ? Number.NaN : (value / total) * 100);
const shares = (values: Float64Array, total: number): Float64Array =>
  values.map((value) => percent(value, total));

function replaceNumbers(frame: Frame, change: (field: NumberField) => Float64Array): Frame {
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      field.kind === 'number' ? { ...field, values: change(field as NumberField) } : field,
    ),
  };
}
