import { Hash } from 'lucide-react';
import type { PanelType } from '../panelType.ts';
import { orientationOption, reduceOptions } from '../sharedOptions.ts';

export const stat: PanelType<'stat'> = {
  type: 'stat',
  label: 'Stat',
  summary: 'One number in large letters, with the line that led there.',
  icon: Hash,
  hasTargets: true,
  fieldGroups: ['values', 'color', 'thresholds', 'mappings', 'links'],
  options: [
    reduceOptions,
    {
      title: 'Look',
      fields: [
        {
          path: 'colorMode',
          label: 'Colour',
          kind: 'choice',
          choices: [
            { value: 'value', label: 'Value' },
            { value: 'background', label: 'Background' },
            { value: 'none', label: 'None' },
          ],
        },
        {
          path: 'graph',
          label: 'Graph',
          kind: 'choice',
          choices: [
            { value: 'area', label: 'Area' },
            { value: 'line', label: 'Line' },
            { value: 'none', label: 'None' },
          ],
        },
        {
          path: 'text',
          label: 'Text',
          kind: 'choice',
          choices: [
            { value: 'auto', label: 'Auto' },
            { value: 'value', label: 'Value' },
            { value: 'value-and-name', label: 'Both' },
            { value: 'name', label: 'Name' },
            { value: 'none', label: 'None' },
          ],
        },
        orientationOption,
        {
          path: 'justify',
          label: 'Align',
          kind: 'choice',
          choices: [
            { value: 'auto', label: 'Auto' },
            { value: 'center', label: 'Centre' },
          ],
        },
        { path: 'prefix', label: 'Before the value', kind: 'text' },
        { path: 'postfix', label: 'Behind the value', kind: 'text' },
      ],
    },
    {
      title: 'Notes',
      fields: [
        {
          path: 'showChange',
          label: 'Change',
          help: 'In percent: from the compared time if there is one, else from the first value of the range',
          kind: 'switch',
        },
        {
          path: 'staleAfter',
          label: 'Show the age after',
          help: 'A value older than this is shown with its age; 0 never',
          kind: 'number',
          min: 0,
          max: 100_000,
          suffix: 'intervals',
          placeholder: '3',
        },
      ],
    },
  ],
  size: { w: 6, h: 4 },
  load: () => import('./StatPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
