import { Grid3x3 } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

const ofBuckets = ({ rows }: Readonly<Record<string, unknown>>): boolean => rows !== 'series';

export const heatmap: PanelType<'heatmap'> = {
  type: 'heatmap',
  label: 'Heatmap',
  summary: 'Many series over time as colours: where values gather, or which host stands out.',
  icon: Grid3x3,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'links'],
  options: [
    {
      title: 'Lines',
      fields: [
        {
          path: 'rows',
          label: 'A line for',
          kind: 'choice',
          choices: [
            { value: 'buckets', label: 'Each range of values' },
            { value: 'series', label: 'Each series' },
          ],
        },
        {
          path: 'bucketSize',
          label: 'Width of a range',
          kind: 'number',
          min: 0,
          placeholder: 'by the values',
          when: ofBuckets,
        },
        {
          path: 'buckets',
          label: 'Ranges, about',
          kind: 'number',
          min: 2,
          max: 200,
          placeholder: 'by the height',
          when: ofBuckets,
        },
        {
          path: 'interval',
          label: 'A column is',
          kind: 'number',
          min: 1,
          suffix: 's',
          placeholder: 'by the width',
        },
        {
          path: 'rowLink',
          label: 'Link of a line',
          help: 'Opened by a click on it',
          kind: 'text',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: put in when the link is followed
          placeholder: '/hosts/${__series.name}',
          when: (values) => !ofBuckets(values),
        },
      ],
    },
    {
      title: 'Colours',
      fields: [
        { path: 'scale', label: 'Scale', kind: 'color-scale', default: 'viridis' },
        { path: 'reverse', label: 'The other way round', kind: 'switch' },
        { path: 'from', label: 'From', kind: 'number', placeholder: 'least' },
        { path: 'to', label: 'To', kind: 'number', placeholder: 'greatest' },
        { path: 'logarithmic', label: 'Logarithmic', kind: 'switch' },
        { path: 'showScale', label: 'Show the scale', kind: 'switch', default: true },
      ],
    },
  ],
  size: { w: 12, h: 8 },
  load: () => import('./HeatmapPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
