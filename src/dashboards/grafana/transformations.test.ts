import { describe, expect, test } from 'vitest';
import { transformations } from '../../view/transformations/index.ts';
import type { JsonObject } from './json.ts';
import { importedPanel, told } from './testing/importedPanel.ts';

describe('Grafana and ours', () => {
  const cases: [JsonObject, { kind: string; options?: JsonObject }][] = [
    [
      { id: 'reduce', options: { reducers: ['lastNotNull', 'max'] } },
      { kind: 'reduce', options: { calcs: ['last', 'max'] } },
    ],
    [
      { id: 'reduce', options: { mode: 'reduceFields', reducers: ['mean'] } },
      { kind: 'reduce', options: { mode: 'fields', calcs: ['mean'] } },
    ],
    [
      { id: 'joinByField', options: { byField: 'Time', mode: 'inner' } },
      { kind: 'join', options: { field: 'Time', mode: 'inner' } },
    ],
    [
      {
        id: 'calculateField',
        options: {
          mode: 'binary',
          binary: { left: 'A', operator: '/', right: 'B' },
          alias: 'ratio',
          replaceFields: true,
        },
      },
      { kind: 'calculate', options: { left: 'A', operator: '/', right: 'B', name: 'ratio', replace: true } },
    ],
    [
      { id: 'calculateField', options: { reduce: { reducer: 'sum', include: ['a'] } } },
      { kind: 'calculate', options: { mode: 'reduce', calc: 'sum', fields: ['a'] } },
    ],
    [
      { id: 'calculateField', options: { mode: 'unary', unary: { operator: 'abs', fieldName: 'x' } } },
      { kind: 'calculate', options: { mode: 'unary', function: 'abs', field: 'x' } },
    ],
    [
      { id: 'filterFieldsByName', options: { include: { pattern: '/cpu/' } } },
      { kind: 'filter-series', options: { pattern: 'cpu' } },
    ],
    [
      { id: 'filterFieldsByName', options: { exclude: { names: ['a'] } } },
      { kind: 'filter-series', options: { by: 'names', names: ['a'], exclude: true } },
    ],
    [
      {
        id: 'filterByValue',
        options: {
          match: 'all',
          type: 'exclude',
          filters: [
            { fieldName: 'Max', config: { id: 'greater', options: { value: 5 } } },
            { fieldName: 'Min', config: { id: 'isNull' } },
          ],
        },
      },
      {
        kind: 'filter-rows',
        options: {
          match: 'all',
          exclude: true,
          conditions: [
            { field: 'Max', is: 'greater', value: '5' },
            { field: 'Min', is: 'null' },
          ],
        },
      },
    ],
    [
      { id: 'sortBy', options: { sort: [{ field: 'Max', desc: true }] } },
      { kind: 'sort', options: { field: 'Max', descending: true } },
    ],
    [
      { id: 'renameByRegex', options: { regex: '/a(.*)/', renamePattern: '$1' } },
      { kind: 'rename', options: { pattern: 'a(.*)', replacement: '$1' } },
    ],
    [
      {
        id: 'organize',
        options: { excludeByName: { Time: true }, indexByName: { b: 0, Time: 1 }, renameByName: { b: 'B' } },
      },
      {
        kind: 'organise',
        options: {
          fields: [
            { field: 'b', name: 'B' },
            { field: 'Time', hide: true },
          ],
        },
      },
    ],
    [
      {
        id: 'groupBy',
        options: {
          fields: { host: { operation: 'groupby' }, cpu: { operation: 'aggregate', aggregations: ['mean'] } },
        },
      },
      { kind: 'group', options: { by: ['host'], values: [{ field: 'cpu', calcs: ['mean'] }] } },
    ],
    [
      { id: 'limit', options: { limitField: 3 } },
      { kind: 'limit', options: { count: 3 } },
    ],
    [{ id: 'limit' }, { kind: 'limit' }],
    [{ id: 'merge' }, { kind: 'merge' }],
    [{ id: 'concatenate' }, { kind: 'concatenate', options: { names: 'with-frame' } }],
    [{ id: 'seriesToRows' }, { kind: 'series-to-rows' }],
    [{ id: 'labelsToFields' }, { kind: 'name-parts', options: { tags: true } }],
  ];
  test.each(cases)('%j', (grafana, ours) => {
    const { panel, exported } = importedPanel({ type: 'timeseries', transformations: [grafana] });
    expect(panel.transformations).toEqual([ours]);
    expect(exported).toMatchObject({ transformations: [grafana] });
  });
  test('every kind of ours that is named exists', () => {
    const known = transformations.map(({ kind }) => kind);
    for (const [, { kind }] of cases) expect(known).toContain(kind);
  });
  test('every option of ours that is written is one that the kind has', () => {
    for (const [, { kind, options = {} }] of cases) {
      const paths = transformations
        .find((candidate) => candidate.kind === kind)!
        .options.map(({ path }) => path);
      for (const name of Object.keys(options)) expect(paths, `${kind}.${name}`).toContain(name);
    }
  });
});

test.each<[JsonObject]>([
  [{ id: 'extractFields', options: { source: 'a' } }],
  [{ id: 'calculateField', options: { mode: 'windowFunctions' } }],
  [{ id: 'filterFieldsByName', options: { include: { names: ['a'], pattern: '/b/' } } }],
  [{ id: 'limit', filter: { id: 'byRefId', options: 'A' } }],
])('%j is kept, told and given back', (grafana) => {
  const imported = importedPanel({ type: 'timeseries', transformations: [grafana, { id: 'merge' }] });
  expect(imported.panel.transformations).toEqual([{ kind: 'merge' }]);
  expect(told(imported)).toEqual([
    `lost: The transformation ${String(grafana['id'])} is kept, but not done here.`,
  ]);
  expect(imported.exported).toMatchObject({ transformations: [grafana, { id: 'merge' }] });
});

test('one that is switched off stays so', () => {
  const { panel } = importedPanel({ type: 'timeseries', transformations: [{ id: 'merge', disabled: true }] });
  expect(panel.transformations).toEqual([{ kind: 'merge', disabled: true }]);
});
