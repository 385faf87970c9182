import { expect, test } from 'vitest';
import type { AnnotationQuery, Dashboard } from '../schema/dashboard.ts';
import { annotationsFor, isShown, marksOf, type ShownAnnotation } from './annotations.ts';

test.each<[(number | null)[], [number, number | null][]]>([
  [[], []],
  [[null, 0, null], []],
  [[null, 1, 0], [[10, null]]],
  [
    [0, 1, 1, 1, 0, 2],
    [
      [10, 30],
      [50, null],
    ],
  ],
  [[1, 1], [[0, 10]]],
])('%j has marks at %j', (values, marks) => {
  expect(
    marksOf([{ name: 'deploys', start: 0, step: 10, values }], 'Deploys', []).map(({ time, timeEnd }) => [
      time,
      timeEnd,
    ]),
  ).toEqual(marks);
});

test('a query for some panels is not shown on others', () => {
  const query = (panels: AnnotationQuery['panels']): Dashboard =>
    ({ annotations: [{ name: 'a', source: 'events', panels }] }) as unknown as Dashboard;
  const marks = ['a', 'b'].map((source) => ({ source, panel: null })) as ShownAnnotation[];
  const on = (dashboard: Dashboard) => annotationsFor('p1', dashboard, marks).map((mark) => mark.source);
  expect(on(query(undefined))).toEqual(['a', 'b']);
  expect(on(query({ ids: ['p1'] }))).toEqual(['a', 'b']);
  expect(on(query({ ids: ['p2'] }))).toEqual(['b']);
  expect(on(query({ ids: ['p1'], exclude: true }))).toEqual(['b']);
  expect(on(query({ ids: ['p2'], exclude: true }))).toEqual(['a', 'b']);
});

test('what was made on one panel is shown on that one alone', () => {
  const marks = [
    { title: 'everywhere', dashboard: 'd', panel: null },
    { title: 'here', dashboard: 'd', panel: 'p1' },
    { title: 'there', dashboard: 'd', panel: 'p2' },
    { title: 'on another dashboard', dashboard: 'e', panel: 'p2' },
  ] as ShownAnnotation[];
  const dashboard = { uid: 'd' } as Dashboard;
  const on = (panel: string) => annotationsFor(panel, dashboard, marks).map(({ title }) => title);
  expect(on('p1')).toEqual(['everywhere', 'here', 'on another dashboard']);
  expect(on('p2')).toEqual(['everywhere', 'there', 'on another dashboard']);
  expect(on('p3')).toEqual(['everywhere', 'on another dashboard']);
});

test('a switch turns round what the dashboard says', () => {
  const query: AnnotationQuery = { name: 'a', source: 'own' };
  expect(isShown(query, new Set())).toBe(true);
  expect(isShown(query, new Set(['a']))).toBe(false);
  expect(isShown({ ...query, disabled: true }, new Set(['a']))).toBe(true);
});
