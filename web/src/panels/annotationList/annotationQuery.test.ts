import { expect, test } from 'vitest';
import type { DashboardScope } from '../../dashboard/scope.ts';
import type { OptionsOf } from '../panelType.ts';
import { annotationQuery, rangeAround } from './annotationQuery.ts';

const scope = {
  page: { range: { from: '-6h', until: 'now' } },
  zone: 'Europe/Berlin',
  dashboard: { uid: 'web' },
  interpolate: (text: string) => text.replace('$service', 'api,web'),
} as unknown as DashboardScope;
const start = 'from=-6h&until=now&tz=Europe%2FBerlin';

test.each<[OptionsOf<'annotation-list'>, string]>([
  [{}, `${start}&limit=50`],
  [{ limit: 5, tags: ['deploy', '$service', ' '] }, `${start}&limit=5&tag=deploy&tag=api&tag=web`],
  [{ onlyHere: true }, `${start}&limit=50&dashboard=web`],
])('%j asks for %s', (options, expected) => expect(annotationQuery(options, scope)).toBe(expected));

test('a dashboard that was never saved has none of its own', () =>
  expect(annotationQuery({ onlyHere: true }, { ...scope, dashboard: null })).toBeNull());

test.each([
  ['an instant in an hour', { time: 10_000, timeEnd: null }, { from: 0, until: 3600 }, [9700, 10_300]],
  ['an instant in a day', { time: 100_000, timeEnd: null }, { from: 0, until: 86_400 }, [92_800, 107_200]],
  ['a region', { time: 10_000, timeEnd: 18_000 }, { from: 0, until: 3600 }, [8000, 20_000]],
])('%s', (_, annotation, span, expected) => {
  const { from, until } = rangeAround(annotation, span);
  expect([from, until]).toEqual(expected);
});
