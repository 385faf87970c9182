// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { importedPanel, told } from './testing/importedPanel.ts';

describe('options by type', () => {
  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'timeseries',
      {
        legend: { displayMode: 'table', calcs: ['lastNotNull', 'max'], sortBy: 'Max', sortDesc: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      { type: 'timeseries' },
      { legend: { mode: 'table', calcs: ['last', 'max'], sortBy: 'max', sortDescending: true } },
    ],
    [
      'stat',
      {
        reduceOptions: { calcs: ['mean'] },
        colorMode: 'background',
        graphMode: 'none',
        textMode: 'value_and_name',
        showPercentChange: true,
      },
      { type: 'stat' },
      {
        reduce: { calc: 'mean' },
        colorMode: 'background',
        graph: 'none',
        text: 'value-and-name',
        showChange: true,
      },
    ],
    [
      'gauge',
      { showThresholdLabels: true, showThresholdMarkers: false },
      { type: 'gauge' },
      { showThresholdLabels: true, showThresholdRing: false },
    ],
    [
      'bargauge',
      { displayMode: 'lcd', orientation: 'horizontal', namePlacement: 'left' },
      { type: 'bar-gauge' },
      { display: 'lcd', namePlacement: 'left' },
    ],
    ['bargauge', {}, { type: 'bar-gauge' }, { orientation: 'auto' }],
    [
      'barchart',
      { stacking: 'percent' },
      { type: 'bar-chart' },
      {
        stacking: 'percent',
        groupBy: 'time',
        legend: { calcs: [] },
        tooltip: { mode: 'single', sort: 'none' },
      },
    ],
    [
      'piechart',
      { pieType: 'donut', displayLabels: ['name'], reduceOptions: { calcs: ['sum'] } },
      { type: 'pie' },
      { labels: ['name'], sort: 'desc', reduce: { calc: 'sum' }, tooltip: { mode: 'single', sort: 'none' } },
    ],
    [
      'histogram',
      { bucketCount: 10, combine: true, tooltip: { mode: 'multi', sort: 'desc' } },
      { type: 'histogram' },
      { buckets: 10, combine: true },
    ],
    [
      'heatmap',
      {
        calculate: true,
        calculation: {
          xBuckets: { mode: 'size', value: '1h' },
          yBuckets: { mode: 'count', value: '20', scale: { type: 'log', log: 2 } },
        },
        color: { scheme: 'Viridis', min: 0 },
      },
      { type: 'heatmap' },
      { interval: 3600, buckets: 20, logarithmic: true, from: 0 },
    ],
    ['heatmap', {}, { type: 'heatmap' }, { rows: 'series', scale: 'oranges' }],
    [
      'table',
      {
        cellHeight: 'md',
        sortBy: [{ displayName: 'Max', desc: true }],
        footer: { show: true, reducer: ['mean'] },
      },
      { type: 'table' },
      { rows: 'time', sortBy: { column: 'Max', descending: true }, footer: ['mean'] },
    ],
    [
      'state-timeline',
      { mergeValues: false, rowHeight: 0.8, tooltip: { mode: 'multi', sort: 'desc' } },
      { type: 'state-timeline' },
      { mergeEqual: false },
    ],
    [
      'status-history',
      { showValue: 'never', tooltip: { mode: 'multi', sort: 'desc' } },
      { type: 'status-history' },
      { showValues: 'never', rowHeight: 0.9 },
    ],
    [
      'text',
      { mode: 'html', content: '<b>${A}</b>' },
      { type: 'text' },
      { mode: 'html', content: '<b>${A}</b>' },
    ],
    [
      'dashlist',
      { showStarred: false, showSearch: true, tags: ['a'], maxItems: 5 },
      { type: 'dashboard-list' },
      { tags: ['a'], limit: 5 },
    ],
    [
      'annolist',
      { tags: ['deploy'], onlyFromThisDashboard: true },
      { type: 'annotation-list' },
      { tags: ['deploy'], onlyHere: true, limit: 10 },
    ],
    ['xychart', { mapping: 'auto' }, { type: 'unsupported' }, { type: 'xychart' }],
  ])('%s %j', (type, options, head, expected) => {
    const { panel } = importedPanel({ type, options });
    expect(panel).toMatchObject(head);
    expect(panel.options).toEqual(expected);
  });
});

describe('numbers of series as rows', () => {
  const reduce = { id: 'reduce', options: { reducers: ['mean', 'max'] } };
  test('a table of a reduction has a row for each series', () => {
    const { panel, exported } = importedPanel({ type: 'table', transformations: [reduce] });
    expect(panel).toMatchObject({ type: 'table', options: { calcs: ['mean', 'max'] } });
    expect(panel.transformations).toBeUndefined();
    expect(exported).toMatchObject({ transformations: [reduce] });
  });
  test('a bar chart of a reduction has a group for each series', () => {
    const { panel } = importedPanel({
      type: 'barchart',
      transformations: [{ id: 'reduce', options: { reducers: ['max'] } }],
    });
    expect(panel).toMatchObject({ type: 'bar-chart', options: { reduce: { calc: 'max' } } });
    expect(panel.options).not.toHaveProperty('groupBy');
  });
});

describe('what all panels have', () => {
  test.each<[JsonObject, JsonObject]>([
    [{ interval: '>30s' }, { minInterval: 30 }],
    [
      { interval: '5m', maxDataPoints: 100 },
      { minInterval: 300, maxDataPoints: 100 },
    ],
    [
      { timeFrom: 'now/d', hideTimeOverride: true },
      { timeFrom: '1d/d', hideTimeNote: true },
    ],
    [
      { timeShift: '7d', transparent: true },
      { timeShift: '7d', transparent: true },
    ],
    [{ repeat: 'host', repeatDirection: 'v' }, { repeat: { variable: 'host', direction: 'down' } }],
    [{ repeat: 'host', repeatDirection: 'h', maxPerRow: 3 }, { repeat: { variable: 'host', maxPerRow: 3 } }],
    [
      { links: [{ title: 'Docs', url: 'https://example.org' }] },
      { links: [{ title: 'Docs', url: 'https://example.org' }] },
    ],
    [{ gridPos: { x: 20, y: 0, w: 12, h: 0 } }, { grid: { x: 20, y: 0, w: 4, h: 1 } }],
    [
      { fieldConfig: { defaults: { custom: { filterable: true } }, overrides: [] }, type: 'table' },
      { options: { filters: true, rows: 'time', density: 'compact' } },
    ],
  ])('%j', (said, expected) =>
    expect(importedPanel({ type: 'timeseries', ...said }).panel).toMatchObject(expected),
  );
});

describe('queries', () => {
  const graphite = { type: 'graphite', uid: 'g' };
  test('of other data sources are kept at their places, and told', () => {
    const prometheus = { refId: 'A', expr: 'up', datasource: { type: 'prometheus', uid: 'p' } };
    const imported = importedPanel({
      type: 'timeseries',
      datasource: { type: 'datasource', uid: '-- Mixed --' },
      targets: [prometheus, { refId: 'B', target: 'a.b', datasource: graphite, targetFull: 'old' }],
    });
    expect(imported.panel.targets).toEqual([{ refId: 'B', target: 'a.b' }]);
    expect(told(imported)).toEqual([
      'lost: A query of another data source is kept, but asked of nobody here.',
    ]);
    expect(imported.exported).toMatchObject({
      targets: [prometheus, { refId: 'B', target: 'a.b', datasource: graphite }],
    });
  });
  test('with names that ours cannot have get others, in overrides as well', () => {
    const imported = importedPanel({
      type: 'timeseries',
      targets: [
        { refId: 'A', target: 'a' },
        { refId: 'Query 1', target: 'b' },
      ],
      fieldConfig: {
        defaults: {},
        overrides: [{ matcher: { id: 'byFrameRefID', options: 'Query 1' }, properties: [] }],
      },
    });
    expect(imported.panel.targets?.map(({ refId }) => refId)).toEqual(['A', 'B']);
    expect(imported.panel.overrides?.[0]?.match).toEqual({ by: 'query', refId: 'B' });
    expect(told(imported)).toEqual(['changed: The query "Query 1" is called B here.']);
    expect(imported.exported).toMatchObject({ targets: [{ refId: 'A' }, { refId: 'Query 1' }] });
  });
});

test('a panel of an unknown type is kept whole', () => {
  const said = {
    type: 'my-plugin',
    options: { a: { b: [1] } },
    fieldConfig: { defaults: { unit: 's', custom: { z: 1 } }, overrides: [] },
  };
  const imported = importedPanel(said);
  expect(imported.panel).toMatchObject({
    type: 'unsupported',
    options: { type: 'my-plugin' },
    field: { unit: 's' },
  });
  expect(told(imported)).toEqual([
    'lost: Panels of the type "my-plugin" are not drawn here; all of it is kept.',
  ]);
  expect(imported.exported).toMatchObject(said);
});

test('editing what was imported changes the export there and nowhere else', async () => {
  const { exportGrafana, importDashboard } = await import('./index.ts');
  const said = {
    id: 1,
    type: 'timeseries',
    title: 'It',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    options: { legend: { foo: 1 } },
    fieldConfig: { defaults: { unit: 's', custom: { barAlignment: 1 } }, overrides: [] },
  };
  const { dashboard } = importDashboard({ title: 'Test', schemaVersion: 39, panels: [said] });
  const panel = dashboard.rows[0]!.panels[0]!;
  panel.field = { ...panel.field, unit: 'ms', lineWidth: 3 };
  expect(exportGrafana(dashboard)).toMatchObject({
    panels: [
      {
        options: { legend: { foo: 1 } },
        fieldConfig: { defaults: { unit: 'ms', custom: { barAlignment: 1, lineWidth: 3 } } },
      },
    ],
  });
});

test.each<[JsonObject, string]>([
  [
    { type: 'heatmap', options: { color: { scheme: 'Spectral' } } },
    'changed: options.color.scheme is "Spectral", which is taken for "RdYlGn" here.',
  ],
  [
    { type: 'stat', options: { colorMode: 'background_solid' } },
    'changed: options.colorMode is "background_solid", which is taken for "background" here.',
  ],
])('what is taken for the nearest that there is, is told: %j', (said, remark) =>
  expect(told(importedPanel(said))).toContain(remark),
);
