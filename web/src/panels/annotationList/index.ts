import { Flag } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

export const annotationList: PanelType<'annotation-list'> = {
  type: 'annotation-list',
  label: 'Annotations',
  summary: 'What happened in the time that is looked at: deployments, incidents, notes.',
  icon: Flag,
  hasTargets: false,
  drawsEmpty: true,
  fieldGroups: [],
  options: [
    {
      title: 'Annotations',
      fields: [
        {
          path: 'tags',
          label: 'Tags',
          help: 'Only those that have all of them; may hold variables',
          kind: 'list',
          placeholder: 'deploy, web',
        },
        { path: 'onlyHere', label: 'Only of this dashboard', kind: 'switch' },
        { path: 'limit', label: 'At most', kind: 'number', min: 1, max: 1000, placeholder: '50' },
      ],
    },
  ],
  size: { w: 8, h: 8 },
  load: () => import('./AnnotationListPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
