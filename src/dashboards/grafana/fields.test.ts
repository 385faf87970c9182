// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { describe, expect, test } from 'vitest';
import type { FieldConfig } from '../../schema/dashboard.ts';
import type { JsonObject } from './json.ts';
import { importedPanel, told } from './testing/importedPanel.ts';

const fieldOf = (defaults: JsonObject, type = 'timeseries'): FieldConfig | undefined =>
  importedPanel({ type, fieldConfig: { defaults, overrides: [] } }).panel.field;

describe('settings of all series', () => {
  test.each<[string, JsonObject, FieldConfig | undefined]>([
    [
      'nothing that anybody decided',
      { color: { mode: 'palette-classic' }, custom: { drawStyle: 'line', lineWidth: 1 }, mappings: [] },
      undefined,
    ],
    [
      'a unit and limits',
      { unit: 'bytes', min: 0, max: 5, decimals: 1 },
      { unit: 'bytes', min: 0, max: 5, decimals: 1 },
    ],
    ['soft limits', { custom: { axisSoftMin: 0, axisSoftMax: 9 } }, { softMin: 0, softMax: 9 }],
    ['bars', { custom: { drawStyle: 'bars', fillOpacity: 80 } }, { drawStyle: 'bars', fillOpacity: 80 }],
    ['steps', { custom: { lineInterpolation: 'stepAfter' } }, { interpolation: 'step-after' }],
    ['dashes', { custom: { lineStyle: { fill: 'dash', dash: [5, 3] } } }, { lineDash: [5, 3] }],
    ['dots', { custom: { lineStyle: { fill: 'dot' } } }, { lineDash: [0, 10] }],
    ['gaps that are connected', { custom: { spanNulls: true } }, { nulls: 'connect' }],
    ['a stack', { custom: { stacking: { mode: 'normal', group: 'A' } } }, { stacking: { mode: 'normal' } }],
    [
      'a stack of its own',
      { custom: { stacking: { mode: 'percent', group: 'B' } } },
      { stacking: { mode: 'percent', group: 'B' } },
    ],
    ['downwards', { custom: { transform: 'negative-Y' } }, { negative: true }],
    [
      'the right axis',
      { custom: { axisPlacement: 'right', axisLabel: 'rate' } },
      { axis: 'right', axisLabel: 'rate' },
    ],
    [
      'a log scale',
      { custom: { scaleDistribution: { type: 'log', log: 2 } } },
      { scale: { kind: 'log', base: 2 } },
    ],
    [
      'a symlog scale',
      { custom: { scaleDistribution: { type: 'symlog', log: 10, linearThreshold: 5 } } },
      { scale: { kind: 'symlog', base: 10, threshold: 5 } },
    ],
    [
      'hidden in the legend',
      { custom: { hideFrom: { legend: true, tooltip: false, viz: false } } },
      { hideFrom: { legend: true } },
    ],
    [
      'thresholds that are drawn',
      {
        custom: { thresholdsStyle: { mode: 'area' } },
        thresholds: {
          mode: 'percentage',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
          ],
        },
      },
      {
        thresholds: {
          mode: 'percent',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
          ],
        },
        thresholdsStyle: 'area',
      },
    ],
    [
      'thresholds that nothing shows',
      {
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            { color: 'red', value: 80 },
          ],
        },
      },
      undefined,
    ],
    [
      'links',
      { links: [{ title: 'Host', url: '/d/h?${__url_time_range}', targetBlank: true }] },
      { links: [{ title: 'Host', url: '/d/h', newTab: true, keepTime: true }] },
    ],
  ])('%s', (_name, defaults, expected) => expect(fieldOf(defaults)).toEqual(expected));
});

describe('colours', () => {
  test.each<[string, JsonObject | undefined, string, FieldConfig['color']]>([
    ['a palette is ours', { mode: 'palette-classic' }, 'timeseries', undefined],
    ['nothing is thresholds for a stat', undefined, 'stat', { mode: 'thresholds' }],
    ['a palette for a stat is ours', { mode: 'palette-classic' }, 'stat', undefined],
    [
      'fixed',
      { mode: 'fixed', fixedColor: 'semi-dark-red' },
      'timeseries',
      { mode: 'fixed', color: 'semi-dark-red' },
    ],
    [
      'a scale',
      { mode: 'continuous-GrYlRd', seriesBy: 'max' },
      'timeseries',
      { mode: 'continuous', scale: 'green-yellow-red', by: 'max' },
    ],
    ['one that nobody knows', { mode: 'continuous-new' }, 'timeseries', undefined],
  ])('%s', (_name, color, type, expected) => {
    const defaults = { unit: 's', ...(color !== undefined && { color }) };
    expect(fieldOf(defaults, type)?.color).toEqual(expected);
  });
});

describe('mappings', () => {
  test.each<[string, unknown, FieldConfig['mappings']]>([
    [
      'values in their order',
      [
        {
          type: 'value',
          options: { '0': { text: 'down', color: 'red', index: 1 }, '1': { text: 'up', index: 0 } },
        },
      ],
      [
        { kind: 'value', value: '1', text: 'up' },
        { kind: 'value', value: '0', text: 'down', color: 'red' },
      ],
    ],
    [
      'a range that is open',
      [{ type: 'range', options: { from: 5, to: null, result: { text: 'many' } } }],
      [{ kind: 'range', from: 5, text: 'many' }],
    ],
    [
      'special ones',
      [{ type: 'special', options: { match: 'null+nan', result: { text: '–' } } }],
      [{ kind: 'special', match: 'null+nan', text: '–' }],
    ],
    [
      'an expression',
      [{ type: 'regex', options: { pattern: '^a', result: { color: 'blue' } } }],
      [{ kind: 'regex', pattern: '^a', color: 'blue' }],
    ],
    [
      'numbers for kinds, as up to version 30',
      [
        { type: 1, value: '1', text: 'up' },
        { type: 2, from: '2', to: '4', text: 'some' },
        { type: 1, value: 'null', text: 'none' },
      ],
      [
        { kind: 'value', value: '1', text: 'up' },
        { kind: 'range', from: 2, to: 4, text: 'some' },
        { kind: 'special', match: 'null', text: 'none' },
      ],
    ],
  ])('%s', (_name, mappings, expected) => expect(fieldOf({ mappings })?.mappings).toEqual(expected));

  test('single values are one object again', () => {
    const mappings = [
      { type: 'value', options: { '0': { text: 'down', index: 0 }, '1': { text: 'up', index: 1 } } },
    ];
    const { exported } = importedPanel({
      type: 'stat',
      fieldConfig: { defaults: { mappings }, overrides: [] },
    });
    expect(exported).toMatchObject({ fieldConfig: { defaults: { mappings } } });
  });
});

describe('overrides', () => {
  const overrideOf = (matcher: JsonObject, properties: JsonObject[] = []) =>
    importedPanel({
      type: 'timeseries',
      fieldConfig: { defaults: {}, overrides: [{ matcher, properties }] },
    });
  test.each<[JsonObject, unknown]>([
    [
      { id: 'byName', options: 'a' },
      { by: 'name', name: 'a' },
    ],
    [
      { id: 'byRegexp', options: '/a.*/' },
      { by: 'regex', pattern: 'a.*' },
    ],
    [
      { id: 'byRegexp', options: 'a.*' },
      { by: 'regex', pattern: '^a.*$' },
    ],
    [
      { id: 'byRegexp', options: '/a/i' },
      { by: 'regex', pattern: '/a/i' },
    ],
    [
      { id: 'byFrameRefID', options: 'B' },
      { by: 'query', refId: 'B' },
    ],
    [
      { id: 'byType', options: 'string' },
      { by: 'type', type: 'text' },
    ],
    [
      { id: 'byNames', options: { mode: 'exclude', names: ['a', 'b'] } },
      { by: 'names', names: ['a', 'b'], exclude: true },
    ],
    [
      { id: 'byValue', options: { reducer: 'lastNotNull', op: 'gt', value: 90 } },
      { by: 'value', calc: 'last', is: 'over', value: 90 },
    ],
    [
      { id: 'byValue', options: { reducer: 'allIsNull', op: 'gte', value: 0 } },
      { by: 'value', calc: 'last', is: 'null' },
    ],
  ])('%j', (matcher, match) => {
    const { panel } = overrideOf(matcher, [
      { id: 'custom.lineWidth', value: 3 },
      { id: 'unit', value: 's' },
    ]);
    expect(panel.overrides?.[0]).toMatchObject({ match, set: { lineWidth: 3, unit: 's' } });
  });

  test('for what has no name here it is kept, told, and given back at its place', () => {
    const foreign = { matcher: { id: 'byThing' }, properties: [{ id: 'unit', value: 's' }] };
    const known = { matcher: { id: 'byName', options: 'a' }, properties: [{ id: 'unit', value: 'ms' }] };
    const imported = importedPanel({
      type: 'timeseries',
      fieldConfig: { defaults: {}, overrides: [foreign, known] },
    });
    expect(imported.panel.overrides).toHaveLength(1);
    expect(told(imported)).toEqual([
      'lost: An override for series that cannot be named here is kept without effect.',
    ]);
    expect(imported.exported).toMatchObject({ fieldConfig: { overrides: [foreign, known] } });
  });

  test('a setting of nobody here is kept and told', () => {
    const properties = [{ id: 'custom.barAlignment', value: -1 }];
    const imported = overrideOf({ id: 'byName', options: 'a' }, properties);
    expect(told(imported)).toEqual([
      'lost: Kept for export, but without effect here: properties.custom.barAlignment.',
    ]);
    expect(imported.exported).toMatchObject({ fieldConfig: { overrides: [{ properties }] } });
  });
});

test('gaps that were connected up to a length are told of', () => {
  const imported = importedPanel({
    type: 'timeseries',
    fieldConfig: { defaults: { custom: { spanNulls: 3_600_000 } }, overrides: [] },
  });
  expect(imported.panel.field).toMatchObject({ nulls: 'connect' });
  expect(told(imported)[0]).toMatch(/^changed: Gaps were connected up to a length of time/);
  expect(imported.exported).toMatchObject({
    fieldConfig: { defaults: { custom: { spanNulls: 3_600_000 } } },
  });
});
