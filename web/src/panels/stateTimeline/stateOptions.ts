/** Options that both panels of states over time have. */
import type { OptionField } from '../optionFields.ts';

export const showValuesOption: OptionField = {
  path: 'showValues',
  label: 'Words in the bars',
  kind: 'choice',
  choices: [
    { value: 'auto', label: 'Where they fit' },
    { value: 'always', label: 'Always' },
    { value: 'never', label: 'Never' },
  ],
};

export const rowOptions: readonly OptionField[] = [
  {
    path: 'rowHeight',
    label: 'Thickness',
    help: 'Share of a line’s height',
    kind: 'number',
    min: 0.1,
    max: 1,
    step: 0.1,
    placeholder: '0.8',
  },
  {
    path: 'perPage',
    label: 'Lines a page',
    help: 'All below each other while nothing is chosen',
    kind: 'number',
    min: 1,
    max: 1000,
    placeholder: 'all',
  },
];
