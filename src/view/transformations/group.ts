import { calculate, calculationOf } from '../calculations.ts';
import type { Field, Frame } from '../frame.ts';
import { cellKey, cellOf, distinctNames, lengthOf, numberField, pickField } from './frames.ts';
import { itemsOption, listOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** One row for each distinct content of some columns, with calculations over the rows that became one. */
export const group = defineTransformation({
  kind: 'group',
  label: 'Group by',
  summary: 'Makes one row of all rows that are the same in some columns, and calculates over the others.',
  options: [
    { kind: 'fields', path: 'by', label: 'Group by' },
    {
      kind: 'items',
      path: 'values',
      label: 'Calculate',
      add: 'Add column',
      fields: [
        { kind: 'field', path: 'field', label: 'Column' },
        { kind: 'calcs', path: 'calcs', label: 'Calculations' },
      ],
    },
  ],
  apply(frames, options) {
    const by = listOption(options, 'by');
    const wishes = itemsOption(options, 'values').map((entry) => ({
      field: textOption(entry, 'field'),
      calcs: listOption(entry, 'calcs').filter((id) => calculationOf(id) !== undefined),
    }));
    return frames.map((frame) => {
      const keys = by.flatMap((name) => frame.fields.filter((field) => field.name === name).slice(0, 1));
      return keys.length === 0 ? frame : groupRows(frame, keys, wishes);
    });
  },
});

function groupRows(
  frame: Frame,
  keys: readonly Field[],
  wishes: readonly { readonly field: string; readonly calcs: readonly string[] }[],
): Frame {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < lengthOf(frame); row++) {
    const key = keys.map((field) => cellKey(cellOf(field, row))).join('\u0000');
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  const rowSets = [...groups.values()];
  const firsts = rowSets.map(([row]) => row);
  const fields = [
    ...keys.map((field) => pickField(field, firsts)),
    ...wishes.flatMap(({ field: name, calcs }) => {
      const field = frame.fields.find((candidate) => candidate.name === name);
      if (!field) return [];
      return calcs.map((calc) =>
        numberField(
          `${name} (${calculationOf(calc)!.label.toLowerCase()})`,
          Float64Array.from(rowSets, (rows) => calculate(calc, numbersOf(field, rows))),
        ),
      );
    }),
  ];
  const names = distinctNames(fields.map(({ name }) => name));
  return { ...frame, fields: fields.map((field, i) => ({ ...field, name: names[i] })) };
}

/** Texts can be counted and told apart, which needs no more of them than that they differ. */
function numbersOf(field: Field, rows: readonly number[]): Float64Array {
  if (field.kind !== 'text') return Float64Array.from(rows, (row) => field.values[row]);
  const numbers = new Map<string, number>();
  return Float64Array.from(rows, (row) => {
    const text = field.values[row];
    if (text === null) return Number.NaN;
    const known = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, known);
    return known;
  });
}
