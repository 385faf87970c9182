import type { FieldOverride } from '../../../../src/schema/dashboard.ts';
import { examplesOf, trafficLight, wave } from '../exampleData.ts';

const example = examplesOf('table', { w: 12, h: 8 });
const hosts = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01', 'cache02', 'build', 'backup'];
const loads = hosts.map((host, i) => wave(`hosts.${host}.cpu.all.percent`, { base: 12 + 10 * i, swing: 8 }));

const column = (name: string, set: FieldOverride['set']): FieldOverride => ({
  match: { by: 'name', name },
  set,
});

export const examples = [
  example('A line for each series', loads, { field: { unit: 'percent' } }),
  example('Bars, colours and lines', loads, {
    field: { unit: 'percent', decimals: 1, ...trafficLight, cell: { kind: 'sparkline' } },
    options: {
      calcs: ['last', 'mean', 'max'],
      sortBy: { column: 'Last', descending: true },
      footer: ['mean', 'max'],
    },
    overrides: [
      column('Last', { cell: { kind: 'bar-gradient' } }),
      column('Mean', { cell: { kind: 'color-text' } }),
      column('Max', { cell: { kind: 'color-background', width: 90 } }),
    ],
  }),
  example('A line for each time', loads.slice(0, 4), {
    field: { unit: 'percent' },
    options: { rows: 'time', density: 'compact' },
  }),
  example('Filters and links', loads, {
    field: {
      unit: 'percent',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the link
      links: [{ title: 'Open ${__series.name}', url: '/explore?target=${__series.name}' }],
    },
    options: { filters: true, footer: ['count'] },
  }),
  example(
    'Above and below zero',
    ['in', 'out', 'drift'].map((name, i) => wave(`flow.${name}`, { base: 40 - 40 * i, swing: 15 })),
    {
      field: { cell: { kind: 'bar' }, unit: 'Bps' },
      options: { calcs: ['last', 'mean'], density: 'roomy' },
    },
    { w: 8, h: 5 },
  ),
  example('Joined by a transformation', loads.slice(0, 5), {
    field: { unit: 'percent', ...trafficLight },
    transformations: [{ kind: 'reduce', options: { calcs: ['min', 'max', 'last'] } }],
    overrides: [column('Last', { cell: { kind: 'color-background' } })],
  }),
  example(
    'Ten thousand series',
    Array.from({ length: 10_000 }, (_, i) => wave(`hosts.node${i}.load`, { base: i % 97, count: 20 })),
    { options: { filters: true } },
  ),
  example(
    'Narrow, long names',
    [wave('hosts.a-very-long-name-of-a-host-in-the-third-data-centre.cpu', { base: 40 }), loads[1]],
    { field: { unit: 'percent' } },
    { w: 6, h: 4 },
  ),
  example('Nothing measured', [wave('hosts.web01.cpu', { base: 1, gap: [0, 1] })]),
];
