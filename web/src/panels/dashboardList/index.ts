import { LayoutList } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

const searches = (values: Readonly<Record<string, unknown>>): boolean => values['search'] !== false;

export const dashboardList: PanelType<'dashboard-list'> = {
  type: 'dashboard-list',
  label: 'Dashboards',
  summary: 'Links to dashboards: starred, lately looked at, or all that match.',
  icon: LayoutList,
  hasTargets: false,
  drawsEmpty: true,
  fieldGroups: [],
  options: [
    {
      title: 'Dashboards',
      fields: [
        { path: 'starred', label: 'Starred', kind: 'switch' },
        { path: 'recent', label: 'Lately looked at', kind: 'switch' },
        { path: 'search', label: 'All that match', kind: 'switch', default: true },
        {
          path: 'text',
          label: 'Words',
          kind: 'text',
          placeholder: 'Of title or description',
          when: searches,
        },
        { path: 'tags', label: 'Tags', kind: 'list', placeholder: 'linux, web', when: searches },
        { path: 'folder', label: 'Folder', kind: 'folder', when: searches },
        { path: 'limit', label: 'At most', kind: 'number', min: 1, max: 1000, placeholder: '30' },
      ],
    },
    {
      title: 'Links',
      fields: [
        { path: 'keepTime', label: 'Hand the time range on', kind: 'switch' },
        { path: 'keepVariables', label: 'Hand the variables on', kind: 'switch' },
      ],
    },
  ],
  size: { w: 8, h: 8 },
  load: () => import('./DashboardListPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
