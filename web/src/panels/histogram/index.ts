import { ChartColumnIncreasing } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { legendOptions } from '../sharedOptions.ts';

export const histogram: PanelType<'histogram'> = {
  type: 'histogram',
  label: 'Histogram',
  summary: 'How often values of each size occur.',
  icon: ChartColumnIncreasing,
  hasTargets: true,
  fieldGroups: ['values', 'color'],
  options: [
    {
      title: 'Buckets',
      fields: [
        { path: 'bucketSize', label: 'Width', kind: 'number', min: 0, placeholder: 'by the values' },
        {
          path: 'buckets',
          label: 'How many, about',
          kind: 'number',
          min: 2,
          max: 1000,
          placeholder: '30',
          when: ({ bucketSize }) => bucketSize === undefined,
        },
        { path: 'combine', label: 'All series as one', kind: 'switch' },
        {
          path: 'percentiles',
          label: 'Percentiles',
          help: 'Drawn as lines',
          kind: 'numbers',
          placeholder: '50, 95, 99',
        },
      ],
    },
    legendOptions,
  ],
  size: { w: 12, h: 8 },
  load: () => import('./HistogramPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
