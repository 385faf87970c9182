import { describe, expect, test } from 'vitest';
import { exportGrafana, importDashboard } from '../index.ts';
import type { JsonObject } from '../json.ts';

const panel = (id: number, rest: JsonObject = {}): JsonObject => ({
  kind: 'Panel',
  spec: {
    id,
    title: `P${id}`,
    data: { kind: 'QueryGroup', spec: { queries: [], transformations: [], queryOptions: {} } },
    vizConfig: {
      kind: 'VizConfig',
      group: 'stat',
      version: '12.0.0',
      spec: { options: {}, fieldConfig: { defaults: {}, overrides: [] } },
    },
    ...rest,
  },
});
const element = (name: string) => ({ kind: 'ElementReference', name });
const gridItem = (name: string, place: JsonObject, rest: JsonObject = {}) => ({
  kind: 'GridLayoutItem',
  spec: { element: element(name), ...place, ...rest },
});
const grid = (...items: JsonObject[]) => ({ kind: 'GridLayout', spec: { items } });
const at = (x: number, y: number) => ({ x, y, width: 12, height: 8 });

const importOf = (spec: JsonObject) =>
  importDashboard({
    apiVersion: 'dashboard.grafana.app/v2beta1',
    kind: 'Dashboard',
    metadata: { name: 'uid-1' },
    spec: { title: 'V2', elements: { a: panel(1), b: panel(2), c: panel(3) }, layout: grid(), ...spec },
  });

describe('layouts', () => {
  test('a grid', () => {
    const { dashboard, source } = importOf({
      layout: grid(
        gridItem('a', at(0, 0)),
        gridItem('b', at(12, 0), {
          repeat: { mode: 'variable', value: 'host', direction: 'v', maxPerRow: 2 },
        }),
      ),
    });
    expect(source).toBe('grafana-v2');
    expect(dashboard.uid).toBe('uid-1');
    expect(dashboard.rows).toMatchObject([
      {
        panels: [
          { id: '1', grid: { x: 0, y: 0, w: 12, h: 8 } },
          { id: '2', grid: { x: 12, y: 0 }, repeat: { variable: 'host', direction: 'down', maxPerRow: 2 } },
        ],
      },
    ]);
  });
  test('a grid with rows, whose panels count from the row', () => {
    const row = {
      kind: 'GridLayoutRow',
      spec: { y: 8, title: 'R', collapsed: true, elements: [gridItem('b', at(0, 0))] },
    };
    expect(importOf({ layout: grid(gridItem('a', at(0, 0)), row) }).dashboard.rows).toMatchObject([
      { panels: [{ id: '1' }] },
      { title: 'R', collapsed: true, panels: [{ id: '2', grid: { y: 0 } }] },
    ]);
  });
  test('rows, one of them repeated', () => {
    const rows = [
      {
        kind: 'RowsLayoutRow',
        spec: { title: 'One', collapse: false, layout: grid(gridItem('a', at(0, 0))) },
      },
      {
        kind: 'RowsLayoutRow',
        spec: {
          title: 'Two',
          collapse: true,
          repeat: { mode: 'variable', value: 'host' },
          layout: grid(gridItem('b', at(0, 0))),
        },
      },
    ];
    expect(importOf({ layout: { kind: 'RowsLayout', spec: { rows } } }).dashboard.rows).toMatchObject([
      { title: 'One', panels: [{ id: '1' }] },
      { title: 'Two', collapsed: true, repeat: { variable: 'host' }, panels: [{ id: '2' }] },
    ]);
  });
  test('tabs with rows inside are rows', () => {
    const inner = {
      kind: 'RowsLayout',
      spec: {
        rows: [{ kind: 'RowsLayoutRow', spec: { title: 'R', layout: grid(gridItem('a', at(0, 0))) } }],
      },
    };
    const tabs = [
      { kind: 'TabsLayoutTab', spec: { title: 'T1', layout: inner } },
      { kind: 'TabsLayoutTab', spec: { title: 'T2', layout: grid(gridItem('b', at(0, 0))) } },
    ];
    const { dashboard, report } = importOf({ layout: { kind: 'TabsLayout', spec: { tabs } } });
    expect(dashboard.rows.map(({ title }) => title)).toEqual(['T1 › R', 'T2']);
    expect(report).toContainEqual({
      level: 'changed',
      where: '',
      message: 'Its tabs are rows now, one below the other.',
    });
  });
  test('an auto grid puts as many beside each other as it may', () => {
    const items = ['a', 'b', 'c'].map((name) => ({
      kind: 'AutoGridLayoutItem',
      spec: { element: element(name) },
    }));
    const { dashboard } = importOf({
      layout: { kind: 'AutoGridLayout', spec: { maxColumnCount: 2, rowHeightMode: 'short', items } },
    });
    expect(dashboard.rows[0]!.panels.map((item) => item.grid)).toEqual([
      { x: 0, y: 0, w: 12, h: 5 },
      { x: 12, y: 0, w: 12, h: 5 },
      { x: 0, y: 5, w: 12, h: 5 },
    ]);
  });
  test('an element that is not there is told', () =>
    expect(importOf({ layout: grid(gridItem('nobody', at(0, 0))) }).report).toContainEqual(
      expect.objectContaining({ level: 'lost' }),
    ));
  test('conditions are kept and told', () => {
    const conditionalRendering = {
      kind: 'ConditionalRenderingGroup',
      spec: {
        visibility: 'show',
        condition: 'and',
        items: [{ kind: 'ConditionalRenderingData', spec: { value: true } }],
      },
    };
    const items = [{ kind: 'AutoGridLayoutItem', spec: { element: element('a'), conditionalRendering } }];
    const { dashboard, report } = importOf({ layout: { kind: 'AutoGridLayout', spec: { items } } });
    expect(report).toContainEqual(expect.objectContaining({ level: 'lost', where: 'Panel "P1"' }));
    expect(exportGrafana(dashboard)).toMatchObject({ panels: [{ v2: { conditionalRendering } }] });
  });
});

describe('elements', () => {
  const queryOf = (query: JsonObject, rest: JsonObject = {}) =>
    importOf({
      elements: {
        a: panel(1, {
          data: {
            kind: 'QueryGroup',
            spec: { queries: [{ kind: 'PanelQuery', spec: { refId: 'A', query, ...rest } }] },
          },
        }),
      },
      layout: grid(gridItem('a', at(0, 0))),
    }).dashboard;
  test.each<[string, JsonObject, JsonObject]>([
    [
      'of today',
      { kind: 'DataQuery', group: 'graphite', datasource: { name: 'g' }, spec: { target: 'a.b' } },
      {},
    ],
    [
      'of the first previews',
      { kind: 'graphite', spec: { target: 'a.b' } },
      { datasource: { type: 'graphite', uid: 'g' } },
    ],
  ])('a query %s', (_name, query, rest) => {
    const dashboard = queryOf(query, rest);
    expect(dashboard.rows[0]!.panels[0]!.targets).toEqual([{ refId: 'A', target: 'a.b' }]);
    expect(dashboard.grafana?.['$datasource']).toEqual({ type: 'graphite', uid: 'g' });
  });
  test('a query of another data source is none of ours', () =>
    expect(
      queryOf({ kind: 'DataQuery', group: 'prometheus', spec: { expr: 'up' } }).rows[0]!.panels[0]!.targets,
    ).toBeUndefined());
  test('options, fields and transformations', () => {
    const said = panel(1, {
      data: {
        kind: 'QueryGroup',
        spec: {
          queries: [],
          queryOptions: { interval: '1m' },
          transformations: [{ kind: 'Transformation', group: 'limit', spec: { options: { limitField: 2 } } }],
        },
      },
      vizConfig: {
        kind: 'timeseries',
        spec: {
          pluginVersion: '11',
          options: { tooltip: { mode: 'multi', sort: 'desc' } },
          fieldConfig: { defaults: { unit: 's' }, overrides: [] },
        },
      },
    });
    expect(
      importOf({ elements: { a: said }, layout: grid(gridItem('a', at(0, 0))) }).dashboard.rows[0]!.panels[0],
    ).toMatchObject({
      type: 'timeseries',
      minInterval: 60,
      field: { unit: 's' },
      transformations: [{ kind: 'limit', options: { count: 2 } }],
    });
  });
});

test('settings, variables and annotations', () => {
  const { dashboard, report } = importOf({
    cursorSync: 'Tooltip',
    timeSettings: { from: 'now-3h', to: 'now', autoRefresh: '1m', timezone: 'utc', weekStart: 'monday' },
    variables: [
      {
        kind: 'QueryVariable',
        spec: {
          name: 'host',
          hide: 'hideLabel',
          refresh: 'onTimeRangeChanged',
          sort: 'numericalDesc',
          query: { kind: 'DataQuery', group: 'graphite', spec: { query: 'a.*' } },
        },
      },
      { kind: 'IntervalVariable', spec: { name: 'i', query: '1m,5m', auto: true, auto_count: 20 } },
      {
        kind: 'SwitchVariable',
        spec: { name: 's', current: 'no', enabledValue: 'yes', disabledValue: 'no' },
      },
      { kind: 'DatasourceVariable', spec: { name: 'ds', pluginId: 'graphite' } },
    ],
    annotations: [
      {
        kind: 'AnnotationQuery',
        spec: {
          name: 'Own',
          builtIn: true,
          enable: true,
          hide: true,
          query: { kind: 'DataQuery', group: 'grafana', spec: {} },
        },
      },
      {
        kind: 'AnnotationQuery',
        spec: {
          name: 'Deploys',
          enable: true,
          query: { kind: 'DataQuery', group: 'graphite', spec: { queryType: 'tags', tags: ['deploy'] } },
        },
      },
    ],
  });
  expect(dashboard).toMatchObject({
    crosshair: 'tooltip',
    time: { from: '-3h', until: 'now' },
    refresh: '1m',
    timeZone: 'utc',
    weekStart: 'monday',
    variables: [
      { name: 'host', type: 'query', query: 'a.*', hide: 'label', refreshOnTime: true, sort: 'numeric-desc' },
      { name: 'i', type: 'interval', options: '1m,5m', auto: { parts: 20 } },
      { name: 's', type: 'custom', options: 'yes,no', current: 'no' },
    ],
    annotations: [
      { name: 'Own', source: 'own', hidden: true },
      { name: 'Deploys', source: 'events', tags: ['deploy'] },
    ],
  });
  expect(report.map(({ level, where }) => `${level} ${where}`)).toEqual(
    expect.arrayContaining(['changed Variable "s"', 'lost Variable "ds"']),
  );
});
