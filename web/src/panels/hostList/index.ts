import { Server } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

const figures = [
  { value: 'cpu', label: 'CPU' },
  { value: 'memory', label: 'Memory' },
  { value: 'disk', label: 'Fullest disk' },
  { value: 'load', label: 'Load' },
  { value: 'network', label: 'Network' },
];

export const hostList: PanelType<'host-list'> = {
  type: 'host-list',
  label: 'Hosts',
  summary: 'Machines with what they are doing now; each leads to its dashboard.',
  icon: Server,
  hasTargets: false,
  drawsEmpty: true,
  fieldGroups: [],
  options: [
    {
      title: 'Hosts',
      fields: [
        {
          path: 'filter',
          label: 'Names',
          help: 'Globs such as web* or {web,db}0?, with variables',
          kind: 'text',
          placeholder: '*',
        },
        {
          path: 'columns',
          label: 'Columns',
          kind: 'choices',
          default: ['cpu', 'memory', 'disk', 'load', 'network', 'uptime'],
          choices: [...figures, { value: 'uptime', label: 'Up' }],
        },
        {
          path: 'sortBy',
          label: 'Order',
          kind: 'choice',
          default: 'name',
          choices: [{ value: 'name', label: 'Name' }, ...figures],
        },
        { path: 'limit', label: 'At most', kind: 'number', min: 1, max: 1000, placeholder: '100' },
      ],
    },
  ],
  size: { w: 16, h: 8 },
  load: () => import('./HostListPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
