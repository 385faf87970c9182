import { ChartColumnBig } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import {
  legendOptions,
  orientationOption,
  reduceOptions,
  sortOption,
  tooltipOptions,
} from '../sharedOptions.ts';

export const barChart: PanelType<'bar-chart'> = {
  type: 'bar-chart',
  label: 'Bar chart',
  summary: 'Bars over an axis: one for each series, or groups and stacks along time.',
  icon: ChartColumnBig,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    reduceOptions,
    {
      title: 'Bars',
      fields: [
        {
          path: 'groupBy',
          label: 'Bars for',
          kind: 'choice',
          choices: [
            { value: 'series', label: 'Each series' },
            { value: 'time', label: 'Each time' },
          ],
        },
        {
          path: 'stacking',
          label: 'Stack',
          kind: 'choice',
          choices: [
            { value: 'none', label: 'None' },
            { value: 'normal', label: 'Normal' },
            { value: 'percent', label: '100 %' },
          ],
        },
        orientationOption,
        sortOption,
        {
          path: 'showValues',
          label: 'Numbers on bars',
          kind: 'choice',
          choices: [
            { value: 'auto', label: 'Auto' },
            { value: 'always', label: 'Always' },
            { value: 'never', label: 'Never' },
          ],
        },
      ],
    },
    legendOptions,
    tooltipOptions,
  ],
  size: { w: 12, h: 8 },
  load: () => import('./BarChartPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
