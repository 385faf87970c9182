import type { Field, Frame } from '../frame.ts';
import { compilePattern } from '../pattern/pattern.ts';
import { type Cell, cellOf, lengthOf, pickRows } from './frames.ts';
import { choiceOption, itemsOption, numberOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation, type TransformationOptions } from './transformation.ts';

const comparisons = [
  'greater',
  'greater-or-equal',
  'lower',
  'lower-or-equal',
  'equal',
  'not-equal',
  'between',
  'regex',
  'null',
  'not-null',
] as const;

/** Keeps the rows whose cells fulfil conditions. */
export const filterRows = defineTransformation({
  kind: 'filter-rows',
  label: 'Filter rows by value',
  summary: 'Keeps the rows, or points, whose values fulfil conditions.',
  options: [
    {
      kind: 'choice',
      path: 'match',
      label: 'Rows that fulfil',
      choices: [
        { value: 'any', label: 'Any condition' },
        { value: 'all', label: 'All conditions' },
      ],
    },
    { kind: 'switch', path: 'exclude', label: 'Leave them out' },
    {
      kind: 'items',
      path: 'conditions',
      label: 'Conditions',
      add: 'Add condition',
      fields: [
        { kind: 'field', path: 'field', label: 'Field', placeholder: 'Every number' },
        {
          kind: 'choice',
          path: 'is',
          label: 'Is',
          choices: [
            { value: 'greater', label: 'Greater than' },
            { value: 'greater-or-equal', label: 'At least' },
            { value: 'lower', label: 'Lower than' },
            { value: 'lower-or-equal', label: 'At most' },
            { value: 'equal', label: 'Equal to' },
            { value: 'not-equal', label: 'Not equal to' },
            { value: 'between', label: 'From … to' },
            { value: 'regex', label: 'Matching an expression' },
            { value: 'null', label: 'Missing' },
            { value: 'not-null', label: 'Not missing' },
          ],
        },
        {
          kind: 'text',
          path: 'value',
          label: 'Value',
          when: ({ is }) => is !== 'null' && is !== 'not-null',
        },
        { kind: 'text', path: 'to', label: 'To', when: ({ is }) => is === 'between' },
      ],
    },
  ],
  apply(frames, options) {
    const conditions = itemsOption(options, 'conditions').map(readCondition);
    if (conditions.length === 0) return frames;
    const all = choiceOption(options, 'match', ['any', 'all']) === 'all';
    const exclude = switchOption(options, 'exclude');
    return frames.map((frame) => {
      const asked = conditions
        .map(({ field, holds }) => ({ fields: fieldsOf(frame, field), holds }))
        .filter(({ fields }) => fields.length > 0);
      // A frame that has none of the fields is not what was meant.
      if (asked.length === 0) return frame;
      const rows: number[] = [];
      for (let row = 0; row < lengthOf(frame); row++) {
        const fulfils = ({ fields, holds }: (typeof asked)[number]) =>
          fields.some((field) => holds(cellOf(field, row)));
        if ((all ? asked.every(fulfils) : asked.some(fulfils)) !== exclude) rows.push(row);
      }
      return rows.length === lengthOf(frame) ? frame : pickRows(frame, rows);
    });
  },
});

function fieldsOf(frame: Frame, name: string): readonly Field[] {
  return name === ''
    ? frame.fields.filter(({ kind }) => kind === 'number')
    : frame.fields.filter((field) => field.name === name);
}

interface Condition {
  readonly field: string;
  holds(cell: Cell): boolean;
}

function readCondition(options: TransformationOptions): Condition {
  const field = textOption(options, 'field');
  const text = textOption(options, 'value');
  const number = numberOption(options, 'value');
  const compare = (holds: (cell: number, value: number) => boolean) => (cell: Cell) => {
    const size = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell;
    return typeof size === 'number' && number !== undefined && holds(size, number);
  };
  const isEqual = (cell: Cell) =>
    typeof cell === 'number' ? cell === number : cell === null ? text === '' : cell === text;
  switch (choiceOption(options, 'is', comparisons)) {
    case 'greater':
      return { field, holds: compare((cell, value) => cell > value) };
    case 'greater-or-equal':
      return { field, holds: compare((cell, value) => cell >= value) };
    case 'lower':
      return { field, holds: compare((cell, value) => cell < value) };
    case 'lower-or-equal':
      return { field, holds: compare((cell, value) => cell <= value) };
    case 'between': {
      const to = numberOption(options, 'to') ?? Number.POSITIVE_INFINITY;
      return { field, holds: compare((cell, value) => cell >= value && cell <= to) };
    }
    case 'equal':
      return { field, holds: isEqual };
    case 'not-equal':
      return { field, holds: (cell) => !isEqual(cell) };
    case 'regex': {
      const pattern = compilePattern(text);
      return { field, holds: (cell) => cell !== null && pattern?.test(String(cell)) === true };
    }
    case 'null':
      return { field, holds: (cell) => cell === null };
    case 'not-null':
      return { field, holds: (cell) => cell !== null };
  }
}
