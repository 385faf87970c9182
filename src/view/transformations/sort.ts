import { calculate } from '../calculations.ts';
import type { Field, Frame } from '../frame.ts';
import { isSeries, lengthOf, numberFields, pickRows } from './frames.ts';
import { choiceOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Rows by a column, or series by their names or by what they amount to. Nothing comes last in either direction. */
export const sort = defineTransformation({
  kind: 'sort',
  label: 'Sort',
  summary: 'Sorts rows by a column, or series by name or by a calculation.',
  options: [
    {
      kind: 'choice',
      path: 'of',
      label: 'What',
      choices: [
        { value: 'rows', label: 'Rows' },
        { value: 'series', label: 'Series' },
      ],
    },
    { kind: 'field', path: 'field', label: 'Column', when: ({ of }) => of !== 'series' },
    {
      kind: 'choice',
      path: 'by',
      label: 'By',
      choices: [
        { value: 'calc', label: 'A calculation' },
        { value: 'name', label: 'Name' },
      ],
      when: ({ of }) => of === 'series',
    },
    {
      kind: 'calc',
      path: 'calc',
      label: 'Calculation',
      when: ({ of, by }) => of === 'series' && by !== 'name',
    },
    { kind: 'switch', path: 'descending', label: 'Greatest first' },
  ],
  apply(frames, options) {
    const descending = switchOption(options, 'descending');
    if (choiceOption(options, 'of', ['rows', 'series']) === 'series') {
      const byName = choiceOption(options, 'by', ['calc', 'name']) === 'name';
      const calc = textOption(options, 'calc', 'last');
      const keyed = frames.map((frame) => ({ frame, key: byName ? nameOf(frame) : amountOf(frame, calc) }));
      return keyed.toSorted((a, b) => compareCells(a.key, b.key, descending)).map(({ frame }) => frame);
    }
    const name = textOption(options, 'field');
    return frames.map((frame) => {
      const field = frame.fields.find((candidate) => candidate.name === name);
      return field ? sortRows(frame, field, descending) : frame;
    });
  },
});

function sortRows(frame: Frame, { values }: Field, descending: boolean): Frame {
  const rows = Array.from({ length: lengthOf(frame) }, (_, i) => i);
  return pickRows(
    frame,
    rows.sort((a, b) => compareCells(values[a], values[b], descending) || a - b),
  );
}

function nameOf(frame: Frame): string {
  return isSeries(frame) ? frame.fields[1].name : frame.name;
}

function amountOf(frame: Frame, calc: string): number {
  const [field] = numberFields(frame);
  return field ? calculate(calc, field.values) : Number.NaN;
}

function compareCells(a: number | string | null, b: number | string | null, descending: boolean): number {
  const [noA, noB] = [a === null || Number.isNaN(a), b === null || Number.isNaN(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a < b
        ? -1
        : a > b
          ? 1
          : 0
      : collator.compare(String(a), String(b));
  return descending ? -order : order;
}

/** `web2` before `web10`, the same on every machine. */
const collator = new Intl.Collator('en', { numeric: true });
