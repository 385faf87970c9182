import { Table2 } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

export const table: PanelType<'table'> = {
  type: 'table',
  label: 'Table',
  summary: 'Numbers in rows and columns, to sort, filter and take away.',
  icon: Table2,
  hasTargets: true,
  fieldGroups: ['values', 'cell', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    {
      title: 'Table',
      fields: [
        {
          path: 'rows',
          label: 'A line for each',
          help: 'Of tables that transformations make, the lines are theirs',
          kind: 'choice',
          choices: [
            { value: 'series', label: 'Series' },
            { value: 'time', label: 'Time' },
          ],
        },
        {
          path: 'calcs',
          label: 'Columns',
          kind: 'calcs',
          default: ['last', 'min', 'mean', 'max'],
          when: (values) => values['rows'] !== 'time',
        },
        { path: 'sortBy.column', label: 'Sorted by', kind: 'text', placeholder: 'Heading of a column' },
        {
          path: 'sortBy.descending',
          label: 'Greatest first',
          kind: 'switch',
          when: (values) => values['sortBy'] !== undefined,
        },
        { path: 'filters', label: 'Filters above the columns', kind: 'switch' },
        { path: 'footer', label: 'Below the columns', kind: 'calcs' },
      ],
    },
    {
      title: 'Look',
      fields: [
        { path: 'showHeader', label: 'Headings', kind: 'switch', default: true },
        {
          path: 'density',
          label: 'Lines',
          kind: 'choice',
          default: 'normal',
          choices: [
            { value: 'compact', label: 'Compact' },
            { value: 'normal', label: 'Normal' },
            { value: 'roomy', label: 'Roomy' },
          ],
        },
      ],
    },
  ],
  size: { w: 12, h: 8 },
  load: () => import('./TablePanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
