import { compilePattern } from '../pattern/pattern.ts';
import { choiceOption, listOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Keeps the series (in tables the columns) that are named, or all others. */
export const filterSeries = defineTransformation({
  kind: 'filter-series',
  label: 'Filter series by name',
  summary: 'Keeps the series, or columns, with certain names.',
  options: [
    {
      kind: 'choice',
      path: 'by',
      label: 'Names',
      choices: [
        { value: 'regex', label: 'That match an expression' },
        { value: 'names', label: 'From a list' },
      ],
    },
    {
      kind: 'text',
      path: 'pattern',
      label: 'Expression',
      placeholder: 'web\\d+',
      when: (options) => options['by'] !== 'names',
    },
    { kind: 'fields', path: 'names', label: 'List', when: (options) => options['by'] === 'names' },
    { kind: 'switch', path: 'exclude', label: 'Leave them out' },
  ],
  apply(frames, options) {
    const exclude = switchOption(options, 'exclude');
    let isNamed: (name: string) => boolean;
    if (choiceOption(options, 'by', ['regex', 'names']) === 'names') {
      const names = new Set(listOption(options, 'names'));
      if (names.size === 0) return frames;
      isNamed = (name) => names.has(name);
    } else {
      const pattern = compilePattern(textOption(options, 'pattern'));
      if (pattern === null || textOption(options, 'pattern') === '') return frames;
      isNamed = (name) => pattern.test(name);
    }
    return frames.flatMap((frame) => {
      const kept = frame.fields.filter((field) =>
        // The times of a series are no column of their own: they stay as long as something does.
        field.kind === 'time' ? !(exclude && isNamed(field.name)) : isNamed(field.name) !== exclude,
      );
      if (kept.length === frame.fields.length) return [frame];
      const hasValues = kept.some((field) => field.kind !== 'time' || isNamed(field.name));
      return hasValues ? [{ ...frame, fields: kept }] : [];
    });
  },
});
