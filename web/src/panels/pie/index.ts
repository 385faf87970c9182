import { ChartPie } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { legendOptions, reduceOptions, sortOption } from '../sharedOptions.ts';

export const pie: PanelType<'pie'> = {
  type: 'pie',
  label: 'Pie',
  summary: 'The share that each series has of the whole.',
  icon: ChartPie,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'mappings', 'links'],
  options: [
    reduceOptions,
    {
      title: 'Look',
      fields: [
        {
          path: 'shape',
          label: 'Shape',
          kind: 'choice',
          choices: [
            { value: 'donut', label: 'Ring' },
            { value: 'pie', label: 'Pie' },
          ],
        },
        {
          path: 'labels',
          label: 'On slices',
          kind: 'choices',
          choices: [
            { value: 'name', label: 'Name' },
            { value: 'value', label: 'Value' },
            { value: 'percent', label: 'Percent' },
          ],
        },
        sortOption,
      ],
    },
    legendOptions,
  ],
  size: { w: 8, h: 8 },
  load: () => import('./PiePanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
