// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import { describe, expect, test } from 'vitest';
import { exportGrafana, importDashboard } from './index.ts';
import { at, type JsonObject } from './json.ts';

const importOf = (variable: JsonObject, schemaVersion = 39) =>
  importDashboard({
    title: 'Test',
    schemaVersion,
    panels: [],
    templating: { list: [{ name: 'v', ...variable }] },
  });

describe('Grafana and ours', () => {
  test.each<[JsonObject, JsonObject]>([
    [
      { type: 'query', query: 'a.*', refresh: 1, sort: 1, hide: 1 },
      { type: 'query', query: 'a.*', sort: 'asc', hide: 'label' },
    ],
    [
      { type: 'query', query: { query: 'a.*', queryType: 'Default', refId: 'x' } },
      { type: 'query', query: 'a.*' },
    ],
    [
      { type: 'query', query: { target: 'a.b.*', queryType: 'Metric Name' } },
      { type: 'query', query: 'expand(a.b.*)' },
    ],
    [
      { type: 'query', query: 'a.*', regex: '/^web(.*)/', refresh: 2 },
      { type: 'query', query: 'a.*', regex: '^web(.*)', refreshOnTime: true },
    ],
    [
      {
        type: 'query',
        query: 'a.*',
        multi: true,
        includeAll: true,
        allValue: '*',
        current: { text: ['All'], value: ['$__all'] },
      },
      { type: 'query', query: 'a.*', multi: true, includeAll: true, allValue: '*', current: ['$__all'] },
    ],
    [
      { type: 'custom', query: 'a, b : c', current: { text: 'a', value: 'a' } },
      { type: 'custom', options: 'a, b : c', current: 'a' },
    ],
    [
      { type: 'textbox', query: 'x', current: { text: 'y', value: 'y' } },
      { type: 'text', current: 'y' },
    ],
    [
      { type: 'constant', query: 'x', hide: 2 },
      { type: 'constant', value: 'x', hide: 'variable' },
    ],
    [
      {
        type: 'interval',
        query: '1m,10m',
        auto: true,
        auto_count: 50,
        auto_min: '1m',
        current: { text: 'auto', value: '$__auto_interval_v' },
      },
      { type: 'interval', options: '1m,10m', auto: { parts: 50, least: '1m' }, current: 'auto' },
    ],
    [
      { type: 'interval', query: '1m', auto: false, auto_count: 50 },
      { type: 'interval', options: '1m' },
    ],
  ])('%j', (grafana, ours) => {
    const { dashboard } = importOf(grafana);
    expect(dashboard.variables?.[0]).toMatchObject({ name: 'v', ...ours });
    expect(at(exportGrafana(dashboard), ['templating', 'list', 0])).toMatchObject(grafana);
  });
});

test.each(['datasource', 'adhoc', 'groupby'])(
  'a variable of the type %s is kept, told and given back',
  (type) => {
    const { dashboard, report } = importOf({ type, query: 'graphite' });
    expect(dashboard.variables).toBeUndefined();
    expect(report).toContainEqual(expect.objectContaining({ level: 'lost', where: 'Variable "v"' }));
    expect(at(exportGrafana(dashboard), ['templating', 'list', 0])).toMatchObject({
      type,
      query: 'graphite',
    });
  },
);

test('choices that were values of a target are told of', () => {
  const { report } = importOf({ type: 'query', query: { query: 'scale(a.b, 2)', queryType: 'Value' } });
  expect(report).toContainEqual(expect.objectContaining({ level: 'lost', where: 'Variable "v"' }));
});

describe('old files', () => {
  test.each<[JsonObject, number, JsonObject]>([
    [{ type: 'filter', query: 'a.*', refresh: true }, 5, { type: 'query', query: 'a.*' }],
    [
      { type: 'query', query: 'a.*', hideVariable: true, allFormat: 'glob' },
      8,
      { type: 'query', query: 'a.*', hide: 'variable' },
    ],
    [{ type: 'constant', query: 'x', hide: 0 }, 20, { type: 'text', current: 'x' }],
    [{ type: 'constant', query: 'x', hide: 2 }, 20, { type: 'constant', value: 'x', hide: 'variable' }],
  ])('%j of version %i', (grafana, version, ours) =>
    expect(importOf(grafana, version).dashboard.variables).toEqual([{ name: 'v', ...ours }]),
  );
});
