import { ChartBarDecreasing } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { orientationOption, reduceOptions, sortOption } from '../sharedOptions.ts';

export const barGauge: PanelType<'bar-gauge'> = {
  type: 'bar-gauge',
  label: 'Bar gauge',
  summary: 'A bar for each series within its range: who has most of something.',
  icon: ChartBarDecreasing,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    reduceOptions,
    {
      title: 'Look',
      fields: [
        {
          path: 'display',
          label: 'Bars',
          kind: 'choice',
          choices: [
            { value: 'gradient', label: 'Gradient' },
            { value: 'basic', label: 'Plain' },
            { value: 'lcd', label: 'Cells' },
          ],
        },
        { ...orientationOption, default: 'horizontal' },
        sortOption,
        {
          path: 'namePlacement',
          label: 'Names',
          kind: 'choice',
          choices: [
            { value: 'auto', label: 'Auto' },
            { value: 'left', label: 'Left' },
            { value: 'top', label: 'Above' },
            { value: 'hidden', label: 'None' },
          ],
        },
        {
          path: 'valueMode',
          label: 'Values',
          kind: 'choice',
          choices: [
            { value: 'color', label: 'Coloured' },
            { value: 'text', label: 'Plain' },
            { value: 'hidden', label: 'None' },
          ],
        },
        { path: 'showUnfilled', label: 'Show the rest of the range', kind: 'switch', default: true },
      ],
    },
  ],
  size: { w: 8, h: 8 },
  load: () => import('./BarGaugePanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
