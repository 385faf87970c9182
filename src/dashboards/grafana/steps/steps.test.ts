// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { describe, expect, test } from 'vitest';
import type { Panel } from '../../../schema/dashboard.ts';
import { importDashboard } from '../index.ts';
import type { JsonObject } from '../json.ts';
import { importedPanel, told } from '../testing/importedPanel.ts';
import { stepsOf } from './singlestat.ts';

const panelOf = (said: JsonObject, version = 20): Panel => importedPanel(said, version).panel;

describe('a graph as a time series', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['nothing said', {}, { fillOpacity: 10, showPoints: 'never' }],
    ['bars', { bars: true, lines: false }, { drawStyle: 'bars', fillOpacity: 100 }],
    [
      'points alone',
      { lines: false, points: true, pointradius: 2 },
      { drawStyle: 'points', showPoints: 'always', pointSize: 6 },
    ],
    ['nothing drawn', { lines: false }, { lineWidth: 0 }],
    ['filled and wide', { fill: 5, linewidth: 3 }, { fillOpacity: 50, lineWidth: 3 }],
    [
      'steps and dashes',
      { steppedLine: true, dashes: true, dashLength: 4, spaceLength: 2 },
      { interpolation: 'step-after', lineDash: [4, 2] },
    ],
    ['a stack in percent', { stack: true, percentage: true }, { stacking: { mode: 'percent' } }],
    ['missing as zero', { nullPointMode: 'null as zero' }, { nulls: 'zero' }],
    ['missing connected', { nullPointMode: 'connected' }, { nulls: 'connect' }],
    [
      'the left axis',
      {
        yaxes: [
          { format: 'bytes', label: 'size', min: '0', max: 100, decimals: 1, logBase: 10, show: true },
          {},
        ],
      },
      { unit: 'bytes', axisLabel: 'size', min: 0, max: 100, decimals: 1, scale: { kind: 'log', base: 10 } },
    ],
    ['no axis', { yaxes: [{ format: 'short', show: false }, {}] }, { axis: 'hidden' }],
    [
      'thresholds',
      {
        thresholds: [
          { value: 80, op: 'gt', colorMode: 'critical', fill: true, line: true },
          { value: 10, op: 'lt', colorMode: 'warning', fill: true },
        ],
      },
      {
        thresholds: {
          steps: [
            { value: null, color: 'orange' },
            { value: 10, color: 'transparent' },
            { value: 80, color: 'red' },
          ],
        },
        thresholdsStyle: 'line+area',
      },
    ],
  ])('%s', (_name, said, field) => {
    const panel = panelOf({ type: 'graph', ...said });
    expect(panel.type).toBe('timeseries');
    expect(panel.field).toMatchObject(field);
  });

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'the right axis',
      { alias: 'b', yaxis: 2 },
      { by: 'name', name: 'b' },
      { axis: 'right', unit: 'ms', min: 0 },
    ],
    [
      'by an expression',
      { alias: '/b.*/', color: '#ff0000' },
      { by: 'regex', pattern: 'b.*' },
      { color: { mode: 'fixed', color: '#ff0000' } },
    ],
    [
      'out of the stack',
      { alias: 'b', stack: false },
      { by: 'name', name: 'b' },
      { stacking: { mode: 'none' } },
    ],
    [
      'a stack of its own',
      { alias: 'b', stack: 'B' },
      { by: 'name', name: 'b' },
      { stacking: { mode: 'normal', group: 'B' } },
    ],
    ['downwards', { alias: 'b', transform: 'negative-Y' }, { by: 'name', name: 'b' }, { negative: true }],
    [
      'a band',
      { alias: 'b', fillBelowTo: 'a', lines: false },
      { by: 'name', name: 'b' },
      { fillBelowTo: 'a', fillOpacity: 35, lineWidth: 0 },
    ],
    [
      'out of the legend',
      { alias: 'b', legend: false, hideTooltip: true },
      { by: 'name', name: 'b' },
      { hideFrom: { graph: false, legend: true, tooltip: true } },
    ],
    [
      'dashes',
      { alias: 'b', dashes: true, dashLength: 2, spaceLength: 8 },
      { by: 'name', name: 'b' },
      { lineDash: [2, 8] },
    ],
  ])('a series with settings of its own: %s', (_name, said, match, set) => {
    const yaxes = [{ format: 'short' }, { format: 'ms', min: 0, show: true }];
    expect(panelOf({ type: 'graph', yaxes, seriesOverrides: [said] }).overrides).toEqual([{ match, set }]);
  });

  test('colours by name are overrides', () =>
    expect(panelOf({ type: 'graph', aliasColors: { web: '#112233' } }).overrides).toEqual([
      { match: { by: 'name', name: 'web' }, set: { color: { mode: 'fixed', color: '#112233' } } },
    ]));

  test.each<[JsonObject, JsonObject]>([
    [
      {
        legend: {
          show: true,
          values: true,
          min: true,
          current: true,
          alignAsTable: true,
          rightSide: true,
          sort: 'current',
          sortDesc: true,
          sideWidth: 250,
          hideEmpty: true,
        },
      },
      {
        legend: {
          mode: 'table',
          placement: 'right',
          calcs: ['min', 'last'],
          sortBy: 'last',
          sortDescending: true,
          width: 250,
          hideEmpty: true,
        },
      },
    ],
    [{ legend: { show: false } }, { legend: { show: false, calcs: [] } }],
    [{ tooltip: { shared: false, sort: 2 } }, { tooltip: { mode: 'single' } }],
    [{ tooltip: { shared: true, sort: 1 } }, { tooltip: { sort: 'asc' } }],
  ])('%j', (said, options) => expect(panelOf({ type: 'graph', ...said }).options).toMatchObject(options));

  test.each<[JsonObject, JsonObject]>([
    [
      { xaxis: { mode: 'series', values: ['max'] } },
      { type: 'bar-chart', options: { reduce: { calc: 'max' } } },
    ],
    [
      { xaxis: { mode: 'histogram', buckets: 12 } },
      { type: 'histogram', options: { buckets: 12, combine: true } },
    ],
  ])('%j', (said, panel) => expect(panelOf({ type: 'graph', ...said })).toMatchObject(panel));

  test('what it could say and nothing here can is kept and told', () => {
    const imported = importedPanel(
      { type: 'graph', seriesOverrides: [{ alias: 'a', zindex: -3 }], timeRegions: [{ op: 'time' }] },
      26,
    );
    expect(told(imported)).toEqual([
      'changed: It was a graph of the old kind and is a time series now.',
      'lost: Its regions of time are kept, but not drawn.',
      'lost: Kept for export, but without effect here: seriesOverrides and timeRegions.',
    ]);
    expect(imported.exported).toMatchObject({
      seriesOverrides: [{ alias: 'a', zindex: -3 }],
      timeRegions: [{ op: 'time' }],
    });
  });

  test('of a file of version 5', () => {
    const said = {
      type: 'graph',
      y_formats: ['bytes', 'ms'],
      leftYAxisLabel: 'size',
      grid: {
        leftMax: 9,
        leftMin: null,
        leftLogBase: 1,
        rightMin: 0,
        threshold1: 5,
        threshold1Color: 'rgba(1,2,3,0.4)',
        threshold2: null,
      },
    };
    const panel = panelOf(said, 5);
    expect(panel.field).toMatchObject({
      unit: 'bytes',
      axisLabel: 'size',
      max: 9,
      thresholds: {
        steps: [
          { value: null, color: 'transparent' },
          { value: 5, color: 'rgba(1,2,3,0.4)' },
        ],
      },
      thresholdsStyle: 'area',
    });
    expect(panel.field).not.toHaveProperty('min');
  });
});

describe('a single stat', () => {
  test.each<[JsonObject, JsonObject]>([
    [
      { valueName: 'current', format: 'bytes', sparkline: { show: true }, colorBackground: true },
      { type: 'stat', options: { colorMode: 'background' }, field: { unit: 'bytes' } },
    ],
    [
      { valueName: 'avg' },
      { type: 'stat', options: { reduce: { calc: 'mean' }, colorMode: 'none', graph: 'none' } },
    ],
    [{ valueName: 'name' }, { type: 'stat', options: { text: 'name' } }],
    [
      { prefix: 'about ', postfix: ' %' },
      { type: 'stat', options: { prefix: 'about ', postfix: ' %' } },
    ],
    [
      { nullText: 'none', decimals: 2 },
      { type: 'stat', field: { noValue: 'none', decimals: 2 } },
    ],
    [
      { thresholds: '50,80', colors: ['green', 'orange', 'red'] },
      {
        field: {
          thresholds: {
            steps: [
              { value: null, color: 'green' },
              { value: 50, color: 'orange' },
              { value: 80, color: 'red' },
            ],
          },
        },
      },
    ],
    [
      { mappingType: 1, valueMaps: [{ op: '=', value: 'null', text: 'N/A' }] },
      { field: { mappings: [{ kind: 'special', match: 'null', text: 'N/A' }] } },
    ],
    [
      { mappingType: 2, rangeMaps: [{ from: '1', to: '3', text: 'few' }] },
      { field: { mappings: [{ kind: 'range', from: 1, to: 3, text: 'few' }] } },
    ],
    [
      { gauge: { show: true, minValue: 0, maxValue: 200, thresholdLabels: true } },
      { type: 'gauge', field: { min: 0, max: 200 }, options: { showThresholdLabels: true } },
    ],
  ])('%j', (said, expected) => expect(panelOf({ type: 'singlestat', ...said })).toMatchObject(expected));

  test('of three thresholds, as very old files have them, the first means nothing', () =>
    expect(stepsOf({ thresholds: '0,50,80', colors: ['a', 'b', 'c'] })).toEqual([
      { value: null, color: 'a' },
      { value: 50, color: 'b' },
      { value: 80, color: 'c' },
    ]));
});

describe('other panels of old', () => {
  test('a pie chart of the plugin', () =>
    expect(
      panelOf({
        type: 'grafana-piechart-panel',
        pieType: 'donut',
        valueName: 'total',
        format: 'bytes',
        legendType: 'Right side',
        legend: { show: true, values: true },
        aliasColors: { a: 'red' },
      }),
    ).toMatchObject({
      type: 'pie',
      field: { unit: 'bytes' },
      options: { reduce: { calc: 'sum' }, legend: { mode: 'table', placement: 'right' } },
      overrides: [{ match: { by: 'name', name: 'a' } }],
    }));
  test('a table with styles', () =>
    expect(
      panelOf({
        type: 'table',
        transform: 'timeseries_aggregations',
        columns: [
          { text: 'Avg', value: 'avg' },
          { text: 'Max', value: 'max' },
        ],
        styles: [
          { pattern: '/.*/', unit: 'short', decimals: 2, type: 'number', thresholds: [] },
          { pattern: 'Metric', alias: 'Host', type: 'string', link: true, linkUrl: '/d/x' },
          {
            pattern: '/Max/',
            type: 'number',
            unit: 'bytes',
            colorMode: 'cell',
            colors: ['green', 'red'],
            thresholds: ['5'],
          },
        ],
      }),
    ).toMatchObject({
      type: 'table',
      options: { calcs: ['mean', 'max'] },
      field: { unit: 'short', decimals: 2 },
      overrides: [
        { match: { by: 'name', name: 'Metric' }, set: { displayName: 'Host', links: [{ url: '/d/x' }] } },
        {
          match: { by: 'regex', pattern: 'Max' },
          set: {
            unit: 'bytes',
            cell: { kind: 'color-background' },
            thresholds: {
              steps: [
                { value: null, color: 'green' },
                { value: 5, color: 'red' },
              ],
            },
          },
        },
      ],
    }));
  test('a heatmap', () =>
    expect(
      panelOf({
        type: 'heatmap',
        dataFormat: 'timeseries',
        yBucketSize: 10,
        xBucketSize: '1h',
        color: { mode: 'spectrum', colorScheme: 'interpolateBlues' },
        legend: { show: true },
      }),
    ).toMatchObject({
      type: 'heatmap',
      options: { bucketSize: 10, interval: 3600, scale: 'blues' },
    }));
  test('a text with its content beside everything else', () =>
    expect(panelOf({ type: 'text', mode: 'html', content: '<b>x</b>' })).toMatchObject({
      type: 'text',
      options: { mode: 'html', content: '<b>x</b>' },
    }));
  test('a gauge of Grafana 6', () =>
    expect(
      panelOf({
        type: 'gauge',
        options: {
          fieldOptions: {
            calcs: ['mean'],
            defaults: {
              unit: 'percent',
              min: 0,
              max: 100,
              thresholds: [
                { color: 'green', value: null },
                { color: 'red', value: 90 },
              ],
            },
          },
        },
      }),
    ).toMatchObject({
      type: 'gauge',
      options: { reduce: { calc: 'mean' } },
      field: { unit: 'percent', max: 100 },
    }));
  test('cells of a table of Grafana 7', () =>
    expect(
      panelOf({
        type: 'table',
        fieldConfig: {
          defaults: { custom: { displayMode: 'basic' } },
          overrides: [
            {
              matcher: { id: 'byName', options: 'a' },
              properties: [{ id: 'custom.displayMode', value: 'color-text' }],
            },
          ],
        },
      }),
    ).toMatchObject({
      field: { cell: { kind: 'bar' } },
      overrides: [{ set: { cell: { kind: 'color-text' } } }],
    }));
  test('a hidden legend', () =>
    expect(
      panelOf({ type: 'timeseries', options: { legend: { displayMode: 'hidden' } } }, 36).options,
    ).toMatchObject({ legend: { show: false } }));
});

describe('rows of spans', () => {
  const rowsOf = (rows: JsonObject[], rest: JsonObject = {}) =>
    importDashboard({ title: 'Test', schemaVersion: 12, rows, ...rest }).dashboard.rows;
  const panel = (span: number, id: number) => ({ id, type: 'text', span });
  test('become places on the grid, without headings where none was shown', () => {
    const rows = rowsOf([
      { title: 'New row', height: '250px', panels: [panel(8, 1), panel(4, 2), panel(12, 3)] },
      { height: 100, panels: [panel(6, 4)] },
    ]);
    expect(rows.map(({ title }) => title)).toEqual([undefined]);
    expect(rows[0]!.panels.map(({ grid }) => grid)).toEqual([
      { x: 0, y: 0, w: 16, h: 7 },
      { x: 16, y: 0, w: 8, h: 7 },
      { x: 0, y: 7, w: 24, h: 7 },
      { x: 0, y: 14, w: 12, h: 3 },
    ]);
  });
  test('become rows as soon as one shows its title, is collapsed or repeated', () => {
    const rows = rowsOf([
      { title: 'A', showTitle: true, panels: [panel(12, 1)] },
      { title: 'B', collapse: true, panels: [panel(12, 2)] },
      { title: 'C', repeat: 'host', panels: [panel(12, 3)] },
    ]);
    expect(rows).toMatchObject([
      { title: 'A', panels: [{ id: '1', grid: { y: 0 } }] },
      { title: 'B', collapsed: true, panels: [{ id: '2', grid: { y: 0 } }] },
      { title: 'C', repeat: { variable: 'host' }, panels: [{ id: '3', grid: { y: 0 } }] },
    ]);
  });
});

test('leftovers of repeated panels are no panels', () => {
  const gridPos = { x: 0, y: 0, w: 6, h: 3 };
  const { dashboard } = importDashboard({
    title: 'Test',
    schemaVersion: 30,
    panels: [
      { id: 1, type: 'text', repeat: 'host', gridPos, scopedVars: { host: {} } },
      { id: 2, type: 'text', repeatPanelId: 1, gridPos, scopedVars: { host: {} } },
    ],
  });
  expect(dashboard.rows[0]!.panels.map(({ id }) => id)).toEqual(['1']);
  expect(dashboard.rows[0]!.panels[0]!.grafana).toBeUndefined();
});

test('queries without names are A, B, C in order', () => {
  const { dashboard } = importDashboard({
    title: 'Test',
    schemaVersion: 6,
    rows: [
      {
        panels: [
          { id: 1, type: 'graph', span: 12, targets: [{ target: 'a' }, { target: 'diffSeries(#A, b)' }] },
        ],
      },
    ],
  });
  expect(dashboard.rows[0]!.panels[0]!.targets).toEqual([
    { refId: 'A', target: 'a' },
    { refId: 'B', target: 'diffSeries(#A, b)' },
  ]);
});

test('library panels that a file brings along are put in', () => {
  const model = { type: 'stat', title: 'From the library', targets: [{ refId: 'A', target: 'a.b' }] };
  const { dashboard } = importDashboard({
    title: 'Test',
    schemaVersion: 39,
    __elements: { lib: { uid: 'lib', name: 'Lib', kind: 1, model } },
    panels: [{ id: 4, gridPos: { x: 0, y: 0, w: 6, h: 3 }, libraryPanel: { uid: 'lib', name: 'Lib' } }],
  });
  expect(dashboard.rows[0]!.panels[0]).toMatchObject({
    id: '4',
    type: 'stat',
    title: 'From the library',
    targets: [{ target: 'a.b' }],
  });
});

test.each<[JsonObject, unknown]>([
  [
    { type: 'dashboard', dashUri: 'db/x', keepTime: true, title: 't' },
    { title: 't', url: '/dashboard/db/x', keepTime: true },
  ],
  [{ type: 'dashboard', dashboard: 'My Board', params: 'a=b' }, { url: '/dashboard/db/my-board?a=b' }],
  [
    { type: 'absolute', url: '/x?s=$__series_name', targetBlank: true },
    { url: '/x?s=${__series.name}', newTab: true },
  ],
])('the link %j', (link, ours) =>
  expect(panelOf({ type: 'text', links: [link] }, 18).links?.[0]).toMatchObject(ours as object),
);
