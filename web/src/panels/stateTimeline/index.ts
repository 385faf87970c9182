import { ChartGantt } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { legendOptions } from '../sharedOptions.ts';
import { rowOptions, showValuesOption } from './stateOptions.ts';

export const stateTimeline: PanelType<'state-timeline'> = {
  type: 'state-timeline',
  label: 'State timeline',
  summary: 'When each series was in which state, and for how long.',
  icon: ChartGantt,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    {
      title: 'Look',
      fields: [
        {
          path: 'mergeEqual',
          label: 'Equal neighbours as one',
          help: 'With thresholds, all values of a step are equal',
          kind: 'switch',
          default: true,
        },
        showValuesOption,
        ...rowOptions,
      ],
    },
    legendOptions,
  ],
  size: { w: 12, h: 8 },
  load: () => import('./StateTimelinePanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
