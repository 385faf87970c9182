import { expect, test } from 'vitest';
import type { Host } from '../../schema/api.ts';
import type { Panel, PanelTypeName } from '../../schema/dashboard.ts';
import type { DashboardSummary } from '../../schema/dashboards.ts';
import type { PanelData } from '../panelData.ts';
import { asksOf, drawPanel } from './index.ts';
import { annotationFrame, dashboardFrame, hostFrame } from './lists.ts';
import { contextOf, dataOf, series, textsOf } from './testing/sceneTask.ts';

const grid = { x: 0, y: 0, w: 12, h: 8 };
const data = dataOf(
  series('web01', [1, 2, 3], { unit: 'percent' }),
  series('web02', [4, 5, 6], { unit: 'percent' }),
);
const nothing: PanelData = { series: [], frames: null, left: 0 };
const now = 1_800_000_000;

const host: Host = {
  ...{ name: 'web01', lastSeconds: now, local: false, cpuPercent: 97, memoryPercent: 40, load1: 1.25 },
  ...{ cores: 4, uptimeSeconds: 86_400, diskPercent: null, rxBytes: 2048, txBytes: 0 },
  cpuHistory: { start: now - 600, step: 10, values: [] },
};
const summary: DashboardSummary = {
  ...{ uid: 'a', title: 'Web', description: '', tags: ['web', 'prod'], folder: 'f', folderTitle: 'Team' },
  ...{ starred: false, file: null, version: 1, updatedSeconds: 0, updatedBy: null },
  ...{ origin: 'database' as const, access: 'view' as const, panels: 1 },
};
const annotation = {
  ...{ id: 1, time: now - 600, timeEnd: now - 300, title: 'Deploy', text: '', tags: ['prod'] },
  ...{ dashboard: null, panel: null, createdBy: null, editable: false },
};
const framed = (frame: NonNullable<PanelData['frames']>[number]): PanelData => ({
  ...nothing,
  frames: [frame],
});

/** Each type with something to show, and what its picture has to say. */
const cases: {
  readonly [Type in PanelTypeName]: readonly [options: object, data: PanelData, says: readonly string[]];
} = {
  timeseries: [{}, data, ['web01', '3 %', '0', '6']],
  stat: [{}, data, ['web01', '3', 'web02', '6', ' %']],
  gauge: [{}, data, ['web01', 'web02']],
  'bar-gauge': [{}, data, ['web01', 'web02']],
  'bar-chart': [{}, data, ['web01', 'web02', '3 %']],
  pie: [{ legend: { show: true } }, data, ['web01', '33 %', '67 %']],
  histogram: [{}, data, ['web01', 'web02']],
  heatmap: [{ rows: 'series' }, data, ['web01', 'web02']],
  table: [{ calcs: ['max'] }, data, ['Max', 'web01', '3 %', '6 %']],
  'state-timeline': [{}, data, ['web01', 'web02']],
  'status-history': [{}, data, ['web01', 'web02']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the panel puts in what the query amounts to
  text: [{ content: '# Title\nNow ${A}' }, data, ['Title', 'Now web01 3 %, web02 6 %']],
  'host-list': [{}, framed(hostFrame([host], {}, '')), ['Host', 'web01', '97 %', '1.25', '2 KiB/s', 'Up']],
  'dashboard-list': [{}, framed(dashboardFrame([summary])), ['Web', 'Team', 'web, prod']],
  'annotation-list': [{}, framed(annotationFrame([annotation], 'UTC')), ['Deploy', '5 min', 'prod']],
  unsupported: [{ type: 'geomap' }, nothing, ['Panels of the type geomap are kept, but not drawn here']],
};

test.each(Object.entries(cases))('%s', (type, [options, shown, says]) => {
  const panel = { id: 'p', type, grid, options } as Panel;
  const scene = drawPanel(panel, { data: shown, context: contextOf(600, 300) });
  const texts = textsOf(scene);
  for (const words of says) expect(texts).toContain(words);
  expect(scene.description).not.toBe('');
  expect([scene.width, scene.height]).toEqual([600, 300]);
});

test.each<[PanelTypeName, string]>([
  ['timeseries', 'always'],
  ['text', 'perhaps'],
  ['host-list', 'list'],
  ['unsupported', 'never'],
])('%s asks %s', (type, asks) => expect(asksOf(type)).toBe(asks));

test('hosts are those of the glob, by what they are sorted by, and only the columns that were chosen', () => {
  const hosts = [1, 3, 2].map((load1, i) => ({ ...host, name: `web0${i}`, load1 }));
  const frame = hostFrame(
    [...hosts, { ...host, name: 'db' }],
    { columns: ['load'], sortBy: 'load', limit: 2 },
    'web*',
  );
  expect(frame.fields.map(({ name, values }) => [name, [...values]])).toEqual([
    ['Host', ['web01', 'web02']],
    ['Load', [3, 2]],
  ]);
});
