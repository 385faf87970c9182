// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exportGrafana, ImportError, importDashboard } from './index.ts';

const classic = { title: 'Test', schemaVersion: 39, panels: [] };

describe('wrappers', () => {
  test.each<[string, unknown, string, string | undefined]>([
    ['bare', classic, 'grafana-classic', undefined],
    [
      'of the HTTP API',
      { dashboard: { ...classic, uid: 'a' }, meta: { folderUid: 'f' } },
      'grafana-classic',
      'a',
    ],
    [
      'for import',
      { dashboard: classic, inputs: [], overwrite: true, folderUid: 'f' },
      'grafana-classic',
      undefined,
    ],
    [
      'a resource of version 1',
      {
        kind: 'Dashboard',
        apiVersion: 'dashboard.grafana.app/v1beta1',
        metadata: { name: 'b' },
        spec: classic,
      },
      'grafana-v1',
      'b',
    ],
    [
      'a resource of version 2',
      {
        kind: 'Dashboard',
        apiVersion: 'dashboard.grafana.app/v2beta1',
        metadata: { name: 'c' },
        spec: { title: 'Test', elements: {}, layout: { kind: 'GridLayout', spec: { items: [] } } },
      },
      'grafana-v2',
      'c',
    ],
    [
      'version 2 alone',
      { title: 'Test', elements: {}, layout: { kind: 'GridLayout', spec: { items: [] } } },
      'grafana-v2',
      undefined,
    ],
    [
      'ours',
      { format: 'plumbago-dashboard', formatVersion: 1, title: 'Test', uid: 'd', rows: [] },
      'plumbago',
      'd',
    ],
  ])('%s', (_name, json, source, uid) => {
    const imported = importDashboard(json);
    expect(imported.source).toBe(source);
    expect(imported.dashboard.uid).toBe(uid);
    expect(imported.dashboard.title).toBe('Test');
  });
});

describe('what is no dashboard says so', () => {
  test.each<[unknown, RegExp]>([
    [null, /this is nothing/],
    [[1], /this is a list/],
    ['text', /this is a string/],
    [{ a: 1 }, /neither of Plumbago .* nor of Grafana/],
    [{ model: {}, type: 'stat' }, /library panel/],
    [{ type: 'stat', gridPos: {}, targets: [] }, /single panel/],
    [{ format: 'plumbago-dashboard', formatVersion: 2, title: 'x', rows: [] }, /use a newer Plumbago/],
    [
      {
        format: 'plumbago-dashboard',
        formatVersion: 1,
        title: 'x',
        rows: [{ id: 'a', panels: [{ id: 'p', type: 'stat', grid: { x: 0, y: 0, w: 99, h: 1 } }] }],
      },
      /rows\[0\]\.panels\[0\]\.grid\.w/,
    ],
  ])('%j', (json, message) => {
    expect(() => importDashboard(json)).toThrow(ImportError);
    expect(() => importDashboard(json)).toThrow(message);
  });
});

test('constants that a file asks for are put in, given or not', () => {
  const file = {
    ...classic,
    __inputs: [
      { name: 'VAR_PREFIX', label: 'Prefix', type: 'constant', value: 'stats' },
      { name: 'DS_X', label: 'Graphite', type: 'datasource', pluginId: 'graphite' },
    ],
    panels: [
      {
        id: 1,
        type: 'timeseries',
        gridPos: { x: 0, y: 0, w: 6, h: 3 },
        datasource: '${DS_X}',
        targets: [{ refId: 'A', target: '${VAR_PREFIX}.a' }],
      },
    ],
  };
  const asked = importDashboard(file);
  expect(asked.inputs).toEqual([
    { name: 'VAR_PREFIX', label: 'Prefix', kind: 'constant', value: 'stats' },
    { name: 'DS_X', label: 'Graphite', kind: 'datasource', value: null },
  ]);
  expect(asked.dashboard.rows[0]!.panels[0]!.targets).toEqual([{ refId: 'A', target: 'stats.a' }]);
  const given = importDashboard(file, { inputs: { VAR_PREFIX: 'mine' } });
  expect(given.dashboard.rows[0]!.panels[0]!.targets).toEqual([{ refId: 'A', target: 'mine.a' }]);
});

test('an input names the kind of a data source', () => {
  const file = {
    ...classic,
    schemaVersion: 20,
    __inputs: [{ name: 'DS_P', type: 'datasource', pluginId: 'prometheus' }],
    panels: [
      {
        id: 1,
        type: 'timeseries',
        gridPos: { x: 0, y: 0, w: 6, h: 3 },
        datasource: '${DS_P}',
        targets: [{ refId: 'A', target: 'looks.like.graphite' }],
      },
    ],
  };
  expect(importDashboard(file).dashboard.rows[0]!.panels[0]!.targets).toBeUndefined();
});

test('a file of ours that was never in a Grafana asks for its data source', () => {
  const { dashboard } = importDashboard({
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: 'Mine',
    rows: [
      {
        id: 'r',
        title: 'Row',
        panels: [
          {
            id: 'cpu',
            type: 'stat',
            grid: { x: 0, y: 0, w: 6, h: 3 },
            targets: [{ refId: 'A', target: 'a.b' }],
            compare: '7d',
          },
        ],
      },
    ],
  });
  const datasource = { type: 'graphite', uid: '${DS_GRAPHITE}' };
  expect(exportGrafana(dashboard)).toMatchObject({
    __inputs: [{ name: 'DS_GRAPHITE', type: 'datasource', pluginId: 'graphite' }],
    schemaVersion: 39,
    panels: [
      { type: 'row', title: 'Row', collapsed: false, gridPos: { x: 0, y: 0, w: 24, h: 1 } },
      {
        type: 'stat',
        datasource,
        targets: [{ refId: 'A', target: 'a.b', datasource }],
        gridPos: { x: 0, y: 1, w: 6, h: 3 },
        plumbago: { compare: '7d' },
      },
    ],
  });
});

test('a panel that was edited in Grafana keeps what was edited there, and the rest of what is ours', () => {
  const { dashboard } = importDashboard({
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: 'Mine',
    rows: [
      {
        id: 'r',
        panels: [
          {
            id: 'cpu',
            type: 'stat',
            title: 'CPU',
            grid: { x: 0, y: 0, w: 6, h: 3 },
            options: { staleAfter: 5, prefix: 'about' },
          },
        ],
      },
    ],
  });
  const exported = exportGrafana(dashboard) as { panels: { title: string }[] };
  exported.panels[0]!.title = 'Processors';
  const back = importDashboard(exported).dashboard.rows[0]!.panels[0];
  expect(back).toMatchObject({ id: 'cpu', title: 'Processors', options: { staleAfter: 5, prefix: 'about' } });
});

describe('real files', () => {
  const read = (name: string) =>
    importDashboard(
      JSON.parse(readFileSync(new URL(`../../../test/fixtures/grafana/${name}`, import.meta.url), 'utf8')),
    );
  test('Kamon, version 6', () => {
    const { dashboard, report } = read('v6-kamon-system-metrics.json');
    expect(dashboard.title).toBe('System Metrics');
    expect(dashboard.variables?.map(({ name }) => name)).toEqual(['Application', 'Host']);
    expect(dashboard.rows).toHaveLength(1);
    expect(dashboard.rows[0]!.panels.map(({ type }) => type)).not.toContain('unsupported');
    expect(report.filter(({ level }) => level === 'lost')).toEqual([]);
  });
  test('SexiGraf, version 26', () => {
    const { dashboard, report } = read('v26-sexigraf-pfsense.json');
    expect(dashboard.rows.map(({ title }) => title)).toEqual([
      'CPU',
      'Memory',
      'Disk',
      'Network Rate',
      'Network PPS',
      'Packet Filter',
      'Ping Monitor',
    ]);
    const iops = dashboard.rows.flatMap(({ panels }) => panels).find(({ title }) => title === 'IOPS');
    expect(iops).toMatchObject({
      type: 'timeseries',
      field: { drawStyle: 'bars', unit: 'iops' },
      overrides: [{ match: { name: 'io_time' }, set: { axis: 'right', drawStyle: 'line' } }],
    });
    expect(report.filter(({ level }) => level === 'lost').map(({ message }) => message)).toEqual([
      'Kept for export, but without effect here: seriesOverrides.',
      'Kept for export, but without effect here: seriesOverrides.',
    ]);
  });
  test('python-statsd, version 39', () => {
    const { dashboard, report } = read('v39-python-statsd.json');
    expect(report).toEqual([]);
    expect(dashboard.rows[0]!.panels.map(({ type }) => type)).toEqual([
      'timeseries',
      'timeseries',
      'timeseries',
      'stat',
    ]);
  });
});
