import { expect, test } from 'vitest';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { frozenChart } from './frozenChart.ts';

const content: SnapshotContent = {
  dashboard: { format: 'plumbago-dashboard', formatVersion: 1, title: 'x', rows: [] },
  from: 1000,
  until: 1100,
  takenSeconds: 1100,
  variables: {},
  panels: {
    p1: {
      series: [
        { refId: 'A', name: 'a', start: 1000, step: 50, values: [1, null] },
        { refId: 'B', name: 'b', start: 1000, step: 50, values: [2, 3] },
        { refId: 'A', name: 'c', start: 1000, step: 50, values: [4, 5] },
      ],
    },
    old: { series: [{ refId: 'A', name: 'a', start: 0, step: 10, values: [1, 2] }] },
  },
};
const shown = { from: 1000, until: 1100 };

test('series come back with their targets, gaps as gaps', () => {
  const { results } = frozenChart(content, 'p1', shown);
  expect(results?.map(({ id, columns }) => [id, columns.map((column) => column.name)])).toEqual([
    ['A', ['a', 'c']],
    ['B', ['b']],
  ]);
  expect([...results![0].columns[0].values]).toEqual([1, Number.NaN]);
});

test('the axis is what is looked at, but a panel with a time of its own keeps that', () => {
  expect(frozenChart(content, 'p1', { from: 1010, until: 1020 }).span).toEqual({ from: 1010, until: 1020 });
  expect(frozenChart(content, 'old', shown).span).toEqual({ from: 0, until: 20 });
  expect(frozenChart(content, 'nothing', shown)).toMatchObject({ span: shown, results: [] });
});
