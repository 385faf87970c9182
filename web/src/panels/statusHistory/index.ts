import { Grip } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { legendOptions } from '../sharedOptions.ts';
import { rowOptions, showValuesOption } from '../stateTimeline/stateOptions.ts';

export const statusHistory: PanelType<'status-history'> = {
  type: 'status-history',
  label: 'Status history',
  summary: 'The state of each series in equal parts of the time.',
  icon: Grip,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    {
      title: 'Look',
      fields: [
        {
          path: 'columns',
          label: 'Parts',
          help: 'The time is divided into so many at most; each shows its last value, or what the colour goes by',
          kind: 'number',
          min: 2,
          max: 500,
          placeholder: '60',
        },
        { ...showValuesOption, label: 'Words in the cells' },
        ...rowOptions,
      ],
    },
    legendOptions,
  ],
  size: { w: 12, h: 8 },
  load: () => import('./StatusHistoryPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
