import { Type } from 'lucide-react';
import type { PanelType } from '../panelType.ts';

export const text: PanelType<'text'> = {
  type: 'text',
  label: 'Text',
  summary: 'Words, links and pictures, with variables and with values of queries.',
  icon: Type,
  hasTargets: true,
  optionalTargets: true,
  drawsEmpty: true,
  fieldGroups: ['values', 'mappings'],
  options: [
    {
      title: 'Text',
      fields: [
        {
          path: 'mode',
          label: 'Written as',
          kind: 'choice',
          default: 'markdown',
          choices: [
            { value: 'markdown', label: 'Markdown' },
            { value: 'html', label: 'HTML' },
            { value: 'code', label: 'As it is' },
          ],
        },
        {
          path: 'content',
          label: 'Content',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: what is typed into the field
          help: 'May hold variables such as $host, and values of queries: ${A}, ${A.max}, ${B.p95}',
          kind: 'text',
          lines: 12,
        },
      ],
    },
  ],
  size: { w: 8, h: 6 },
  load: () => import('./TextPanel.tsx'),
  examples: () => import('./examples.ts').then(({ examples }) => examples),
};
