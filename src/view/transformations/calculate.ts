import { calculate as reduceTo } from '../calculations.ts';
import type { Frame } from '../frame.ts';
import { isSeries, lengthOf, type NumberField, numberField, numberFields, timeField } from './frames.ts';
import { joinFrames } from './joinFrames.ts';
import { choiceOption, listOption, numberOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation, type TransformationOptions } from './transformation.ts';

const operators = ['+', '-', '*', '/', '^', '%'] as const;
const unaries = ['abs', 'ceil', 'floor', 'round', 'exp', 'ln', 'log10', 'sqrt', 'negate'] as const;
const modes = ['binary', 'reduce', 'unary', 'cumulative', 'index'] as const;

const operate: Readonly<Record<(typeof operators)[number], (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // Nothing divided by nothing is nothing, not an endless number.
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
  '^': (a, b) => a ** b,
  '%': (a, b) => (b === 0 ? Number.NaN : a % b),
};
const change: Readonly<Record<(typeof unaries)[number], (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  exp: Math.exp,
  ln: (value) => (value > 0 ? Math.log(value) : Number.NaN),
  log10: (value) => (value > 0 ? Math.log10(value) : Number.NaN),
  sqrt: (value) => (value >= 0 ? Math.sqrt(value) : Number.NaN),
  negate: (value) => -value,
};

/** A new column, or series, worked out of others. */
export const calculate = defineTransformation({
  kind: 'calculate',
  label: 'Calculate field',
  summary: 'Adds a column, or a series, that is worked out of others.',
  options: [
    {
      kind: 'choice',
      path: 'mode',
      label: 'How',
      choices: [
        { value: 'binary', label: 'Two fields, or a field and a number' },
        { value: 'reduce', label: 'All fields of a row' },
        { value: 'unary', label: 'A function of one field' },
        { value: 'cumulative', label: 'Running total of one field' },
        { value: 'index', label: 'Number of the row' },
      ],
    },
    {
      kind: 'field',
      path: 'left',
      label: 'Field',
      when: ({ mode }) => mode === undefined || mode === 'binary',
    },
    {
      kind: 'choice',
      path: 'operator',
      label: 'Operator',
      choices: operators.map((value) => ({ value, label: value })),
      when: ({ mode }) => mode === undefined || mode === 'binary',
    },
    {
      kind: 'field',
      path: 'right',
      label: 'Field or number',
      when: ({ mode }) => mode === undefined || mode === 'binary',
    },
    { kind: 'calc', path: 'calc', label: 'Calculation', when: ({ mode }) => mode === 'reduce' },
    {
      kind: 'fields',
      path: 'fields',
      label: 'Fields',
      help: 'All numbers when none is chosen.',
      when: ({ mode }) => mode === 'reduce',
    },
    {
      kind: 'field',
      path: 'field',
      label: 'Field',
      when: ({ mode }) => mode === 'unary' || mode === 'cumulative',
    },
    {
      kind: 'choice',
      path: 'function',
      label: 'Function',
      choices: unaries.map((value) => ({ value, label: value })),
      when: ({ mode }) => mode === 'unary',
    },
    {
      kind: 'choice',
      path: 'total',
      label: 'Total',
      choices: [
        { value: 'sum', label: 'Sum' },
        { value: 'mean', label: 'Mean' },
      ],
      when: ({ mode }) => mode === 'cumulative',
    },
    {
      kind: 'switch',
      path: 'percent',
      label: 'In percent of the rows',
      when: ({ mode }) => mode === 'index',
    },
    { kind: 'text', path: 'name', label: 'Name' },
    { kind: 'switch', path: 'replace', label: 'Without the other fields' },
  ],
  apply(frames, options) {
    const mode = choiceOption(options, 'mode', modes);
    const replace = switchOption(options, 'replace');
    // Series are calculated with at equal times: side by side in one frame, and apart again when they are done.
    const series = frames.filter(isSeries);
    const sides = series.length > 0 ? joinFrames(series, timeField, 'outer') : null;
    const tables = frames.filter((frame) => !isSeries(frame));
    const results = [...(sides ? [sides] : []), ...tables].map((frame) => ({
      frame,
      made: calculateFor(frame, mode, options),
    }));
    if (results.every(({ made }) => made === null)) return frames;
    return results.flatMap(({ frame, made }): readonly Frame[] => {
      if (frame === sides) {
        if (made === null) return replace ? [] : series;
        const own: Frame = { name: made.name, refId: sides.refId, fields: [sides.fields[0], made] };
        return replace ? [own] : [...series, own];
      }
      if (made === null) return [frame];
      const rest = replace ? frame.fields.filter(({ kind }) => kind !== 'number') : frame.fields;
      return [{ ...frame, fields: [...rest, made] }];
    });
  },
});

/** The new field of a frame; null where the frame does not have what is asked for. */
function calculateFor(
  frame: Frame,
  mode: (typeof modes)[number],
  options: TransformationOptions,
): NumberField | null {
  const rows = lengthOf(frame);
  const named = (name: string) => textOption(options, 'name') || name;
  const fieldOf = (path: string) => {
    const wanted = textOption(options, path);
    return numberFields(frame).find(({ name }) => name === wanted);
  };
  switch (mode) {
    case 'binary': {
      const operator = choiceOption(options, 'operator', operators);
      const left = operand(frame, options, 'left');
      const right = operand(frame, options, 'right');
      if (!left || !right || (left.number !== undefined && right.number !== undefined)) return null;
      const work = operate[operator];
      const values = Float64Array.from({ length: rows }, (_, row) => work(left.at(row), right.at(row)));
      return numberField(named(`${left.label} ${operator} ${right.label}`), values);
    }
    case 'reduce': {
      const wanted = listOption(options, 'fields');
      const fields = numberFields(frame).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
      if (fields.length === 0) return null;
      const calc = textOption(options, 'calc', 'sum');
      const row = new Float64Array(fields.length);
      const values = Float64Array.from({ length: rows }, (_, at) => {
        for (let i = 0; i < fields.length; i++) row[i] = fields[i].values[at];
        return reduceTo(calc, row);
      });
      return numberField(named(calc), values);
    }
    case 'unary': {
      const field = fieldOf('field');
      if (!field) return null;
      const name = choiceOption(options, 'function', unaries);
      return numberField(named(`${name}(${field.name})`), field.values.map(change[name]));
    }
    case 'cumulative': {
      const field = fieldOf('field');
      if (!field) return null;
      const total = choiceOption(options, 'total', ['sum', 'mean']);
      let sum = 0;
      let count = 0;
      const values = field.values.map((value) => {
        if (Number.isNaN(value)) return Number.NaN;
        sum += value;
        count++;
        return total === 'sum' ? sum : sum / count;
      });
      return numberField(named(`${total}(${field.name})`), values);
    }
    case 'index': {
      const percent = switchOption(options, 'percent');
      const values = Float64Array.from({ length: rows }, (_, row) =>
        percent ? (rows < 2 ? 0 : (row / (rows - 1)) * 100) : row,
      );
      return numberField(named('Row'), values);
    }
  }
}

interface Operand {
  readonly label: string;
  /** Set when it is a number rather than a field. */
  readonly number?: number;
  at(row: number): number;
}

/** A field by its name, else a number. */
function operand(frame: Frame, options: TransformationOptions, path: string): Operand | null {
  const text = textOption(options, path);
  const field = numberFields(frame).find(({ name }) => name === text);
  if (field) return { label: field.name, at: (row) => field.values[row] };
  const number = numberOption(options, path);
  return number === undefined ? null : { label: String(number), number, at: () => number };
}
