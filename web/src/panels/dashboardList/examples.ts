import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { exampleEnd, examplesOf } from '../exampleData.ts';
import type { OptionsOf, PanelExample } from '../panelType.ts';
import { dashboardListKey, listSections } from './listSections.ts';

const example = examplesOf('dashboard-list', { w: 8, h: 8 });

const dashboards = [
  ['Hosts', '', [], true],
  ['Web servers', 'Services', ['web', 'nginx'], true],
  ['Databases', 'Services', ['db'], false],
  ['Storage: what is full, and when the rest will be', 'Machines', ['disk', 'capacity', 'linux'], false],
  ['Backups of the night', 'Machines', ['backup'], false],
  ['Mail', 'Services', ['mail'], false],
] as const;

const summaries = dashboards.map(
  ([title, folderTitle, tags, starred], i): DashboardSummary => ({
    uid: `d${i}`,
    title,
    description: '',
    tags: [...tags],
    folder: folderTitle ? folderTitle.toLowerCase() : null,
    folderTitle: folderTitle || null,
    starred,
    origin: 'database',
    file: null,
    version: 1,
    updatedSeconds: exampleEnd - 86_400 * i,
    updatedBy: null,
    access: 'view',
    panels: 12,
  }),
);

function listed(
  name: string,
  options: OptionsOf<'dashboard-list'>,
  lists: readonly (readonly DashboardSummary[])[] | Error | null,
  grid = {},
): PanelExample {
  const key = dashboardListKey(listSections(options, (text) => text));
  return { ...example(name, [], { options }, grid), ...(lists ? { answers: [{ key, data: lists }] } : {}) };
}

export const examples = [
  listed('All', {}, [summaries]),
  listed('Starred and lately looked at', { starred: true, recent: true, search: false }, [
    summaries.filter(({ starred }) => starred),
    summaries.slice(2, 5),
  ]),
  listed('Narrow', { tags: ['disk'] }, [summaries.slice(3, 4)], { w: 5, h: 4 }),
  listed('Nothing found', { text: 'kubernetes' }, [[]], { h: 4 }),
  listed('Nothing starred', { starred: true, search: false }, [[]], { h: 4 }),
  listed('Failed', { text: 'x' }, new Error('The server does not answer.'), { h: 4 }),
];
