import { describe, expect, test } from 'vitest';
import type { AnnotationQuery } from '../../schema/dashboard.ts';
import { exportGrafana, importDashboard } from './index.ts';
import { at, type JsonObject } from './json.ts';

const importOf = (annotation: JsonObject) =>
  importDashboard({
    title: 'Test',
    schemaVersion: 39,
    panels: [],
    annotations: { list: [{ name: 'n', ...annotation }] },
  });
const graphite = { type: 'graphite', uid: 'g' };

describe('Grafana and ours', () => {
  test.each<[JsonObject, Partial<AnnotationQuery>]>([
    [
      {
        builtIn: 1,
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        hide: true,
        iconColor: 'red',
        type: 'dashboard',
      },
      { source: 'own', hidden: true, color: 'red' },
    ],
    [
      {
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        target: { type: 'tags', tags: ['a'], matchAny: true, limit: 100 },
      },
      { source: 'events', tags: ['a'], any: true },
    ],
    [
      { datasource: graphite, enable: false, tags: 'deploy web' },
      { source: 'events', tags: ['deploy', 'web'], disabled: true },
    ],
    [
      {
        datasource: graphite,
        enable: true,
        target: { fromAnnotations: true, queryType: 'tags', tags: ['deploy'] },
      },
      { source: 'events', tags: ['deploy'] },
    ],
    [
      { datasource: graphite, enable: true, target: 'a.b.c' },
      { source: 'target', target: 'a.b.c' },
    ],
    [
      {
        datasource: graphite,
        enable: true,
        target: { fromAnnotations: true, target: 'a.b', textEditor: true },
      },
      { source: 'target', target: 'a.b' },
    ],
    [
      { datasource: graphite, enable: true, target: 'a', filter: { ids: [1, 2], exclude: true } },
      { source: 'target', target: 'a', panels: { ids: ['1', '2'], exclude: true } },
    ],
  ])('%j', (grafana, ours) => {
    const { dashboard } = importOf(grafana);
    expect(dashboard.annotations?.[0]).toMatchObject({ name: 'n', ...ours });
    expect(at(exportGrafana(dashboard), ['annotations', 'list', 0])).toMatchObject(grafana);
  });
});

test('of another data source they are kept, told and given back', () => {
  const said = { datasource: { type: 'prometheus', uid: 'p' }, enable: true, expr: 'ALERTS' };
  const { dashboard, report } = importOf(said);
  expect(dashboard.annotations).toBeUndefined();
  expect(report).toContainEqual(expect.objectContaining({ level: 'lost', where: 'Annotation "n"' }));
  expect(at(exportGrafana(dashboard), ['annotations', 'list', 0])).toMatchObject(said);
});
