import { Gauge } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { reduceOptions } from '../sharedOptions.ts';

export const gauge: PanelType<'gauge'> = {
  type: 'gauge',
  label: 'Gauge',
  summary: 'A dial that shows how much of a range is reached.',
  icon: Gauge,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
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
            { value: 'arc', label: 'Arc' },
            { value: 'circle', label: 'Circle' },
          ],
        },
        { path: 'showThresholdRing', label: 'Ring of thresholds', kind: 'switch', default: true },
        { path: 'showThresholdLabels', label: 'Numbers of thresholds', kind: 'switch' },
      ],
    },
  ],
  size: { w: 6, h: 6 },
  load: () => import('./GaugePanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
