import { expect, test } from 'vitest';
import type { QueryAnswer } from '../schema/api.ts';
import type { AnnotationQuery, Dashboard } from '../schema/dashboard.ts';
import { annotationsFor, isShown, marksOf, type ShownAnnotation } from './annotations.ts';

const answer = (values: (number | null)[]): QueryAnswer => ({
  from: 0,
  until: 100,
  results: [{ id: 'A', series: [{ name: 'deploys', start: 0, step: 10, values }] }],
  stats: { milliseconds: 0, series: 1, points: values.length },
});

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
  expect(marksOf(answer(values), 'Deploys', []).map(({ time, timeEnd }) => [time, timeEnd])).toEqual(marks);
});

test('a query for some panels is not shown on others', () => {
  const query = (panels: AnnotationQuery['panels']): Dashboard =>
    ({ annotations: [{ name: 'a', source: 'events', panels }] }) as unknown as Dashboard;
  const marks = [{ source: 'a' }, { source: 'b' }] as ShownAnnotation[];
  const on = (dashboard: Dashboard) => annotationsFor('p1', dashboard, marks).map((mark) => mark.source);
  expect(on(query(undefined))).toEqual(['a', 'b']);
  expect(on(query({ ids: ['p1'] }))).toEqual(['a', 'b']);
  expect(on(query({ ids: ['p2'] }))).toEqual(['b']);
  expect(on(query({ ids: ['p1'], exclude: true }))).toEqual(['b']);
  expect(on(query({ ids: ['p2'], exclude: true }))).toEqual(['a', 'b']);
});

test('a switch turns round what the dashboard says', () => {
  const query: AnnotationQuery = { name: 'a', source: 'own' };
  expect(isShown(query, new Set())).toBe(true);
  expect(isShown(query, new Set(['a']))).toBe(false);
  expect(isShown({ ...query, disabled: true }, new Set(['a']))).toBe(true);
});
