import type { Annotation } from '../../../../src/schema/dashboards.ts';
import { exampleEnd, examplesOf } from '../exampleData.ts';
import { exampleScope } from '../gallery/exampleScope.ts';
import type { OptionsOf, PanelExample } from '../panelType.ts';
import { annotationQuery } from './annotationQuery.ts';

const example = examplesOf('annotation-list', { w: 8, h: 8 });
const scope = exampleScope({ from: exampleEnd - 3600, until: exampleEnd });

const annotations = [
  [3500, null, 'web 4.2.0 rolled out', 'By the pipeline, all checks green', ['deploy', 'web']],
  [2900, 780, 'Database slow', 'A vacuum ran over its hour', ['incident', 'db']],
  [1500, null, 'Config of nginx changed', '', ['config']],
  [
    400,
    null,
    'web 4.2.1 rolled out with a title that is longer than its panel is wide',
    '',
    ['deploy', 'web'],
  ],
  [20, null, 'Backup began', '', []],
] as const;

const list = annotations.map(
  ([ago, length, title, text, tags], id): Annotation => ({
    id,
    time: exampleEnd - ago,
    timeEnd: length === null ? null : exampleEnd - ago + length,
    title,
    text,
    tags: [...tags],
    dashboard: null,
    panel: null,
    createdBy: 'anna',
    editable: false,
  }),
);

function listed(
  name: string,
  options: OptionsOf<'annotation-list'>,
  data: readonly Annotation[] | Error,
  grid = {},
): PanelExample {
  const key = ['annotations', 'panel', annotationQuery(options, scope)];
  return { ...example(name, [], { options }, grid), answers: [{ key, data }] };
}

export const examples = [
  listed('Of the last hour', {}, list),
  listed('Narrow', {}, list, { w: 5 }),
  listed('Nothing happened', { tags: ['deploy'] }, [], { h: 4 }),
  listed('Failed', {}, new Error('The server does not answer.'), { h: 4 }),
];
