import { calculate, calculationOf } from '../calculations.ts';
import type { Field, Frame } from '../frame.ts';
import { commonRefId, lengthOf, numberField, numberFields, textField } from './frames.ts';
import { choiceOption, listOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Series become numbers: a row for each series with its calculations, or one row with a value for each. */
export const reduce = defineTransformation({
  kind: 'reduce',
  label: 'Reduce',
  summary: 'Makes one number, or several, of each series.',
  options: [
    {
      kind: 'choice',
      path: 'mode',
      label: 'Result',
      choices: [
        { value: 'rows', label: 'A row for each series' },
        { value: 'fields', label: 'One row, a column for each series' },
      ],
    },
    { kind: 'calcs', path: 'calcs', label: 'Calculations', help: 'The last value when none is chosen.' },
  ],
  apply(frames, options) {
    const chosen = listOption(options, 'calcs').filter((id) => calculationOf(id) !== undefined);
    const calcs = chosen.length === 0 ? ['last'] : chosen;
    return choiceOption(options, 'mode', ['rows', 'fields']) === 'rows'
      ? [rowsOf(frames, calcs)]
      : frames.map((frame) => fieldsOf(frame, calcs));
  },
});

function rowsOf(frames: readonly Frame[], calcs: readonly string[]): Frame {
  const series = frames.flatMap(numberFields);
  return {
    name: '',
    refId: commonRefId(frames),
    fields: [
      textField(
        'Field',
        series.map(({ name }) => name),
      ),
      ...calcs.map((calc) =>
        numberField(
          calculationOf(calc)!.label,
          Float64Array.from(series, ({ values }) => calculate(calc, values)),
        ),
      ),
    ],
  };
}

function fieldsOf(frame: Frame, calcs: readonly string[]): Frame {
  const fields = numberFields(frame).flatMap(({ name, values }): Field[] =>
    calcs.map((calc) =>
      numberField(
        calcs.length === 1 ? name : `${name} ${calculationOf(calc)!.label}`,
        Float64Array.of(calculate(calc, values)),
      ),
    ),
  );
  // What is the same in every row still holds of the one that is left.
  const constant = frame.fields.filter(
    (field) => field.kind === 'text' && lengthOf(frame) > 0 && new Set(field.values).size === 1,
  );
  return {
    ...frame,
    fields: [
      ...constant.map((field) => textField(field.name, [field.values[0] as string | null])),
      ...fields,
    ],
  };
}
