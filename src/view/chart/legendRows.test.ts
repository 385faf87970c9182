import { describe, expect, test } from 'vitest';
import type { PanelSeries } from '../panelData.ts';
import { type LegendSort, legendRows, nextSort, searchRows, sortRows } from './legendRows.ts';
import { testSeries as series } from './testing/panelSeries.ts';

const gap = Number.NaN;
const wishes = { calcs: ['last', 'max'], theme: 'dark', zone: 'UTC', span: { from: 0, until: 100 } } as const;
const rows = (list: readonly PanelSeries[], rest = {}) => legendRows(list, { ...wishes, ...rest });
const names = (list: ReturnType<typeof rows>) => list.map((row) => row.series.label);
const values = (list: ReturnType<typeof rows>) => list.map((row) => row.cells.map((cell) => cell.value));

describe('what series amount to', () => {
  test('is worked out of what is shown of them', () => {
    const list = [series('a', [90, 5, 6, 4], { unit: 'ms' })];
    expect(values(rows(list))).toEqual([[4, 90]]);
    expect(rows(list)[0].cells[0].text).toBe('4 ms');
    expect(values(rows(list, { span: { from: 10, until: 100 } }))).toEqual([[4, 6]]);
    expect(values(rows(list, { span: { from: 10, until: 20 } }))).toEqual([[6, 6]]);
  });
  test('leaves out an interval that is not drawn', () => {
    const list = [series('a', [5, 6, 70])];
    expect(values(rows(list, { span: { from: 0, until: 25 }, running: 'omit' }))).toEqual([[6, 6]]);
    expect(values(rows(list, { span: { from: 0, until: 25 } }))).toEqual([[70, 70]]);
    expect(values(rows(list, { span: { from: 0, until: 30 }, running: 'omit' }))).toEqual([[70, 70]]);
  });
});

test.each([
  [{}, ['a', 'empty', 'zero']],
  [{ hideEmpty: true }, ['a', 'zero']],
  [{ hideZero: true }, ['a']],
])('with %j there are rows for %j', (rest, expected) => {
  const list = [
    series('a', [1]),
    series('empty', [gap, gap]),
    series('zero', [0, gap]),
    series('secret', [1], { hideFrom: { legend: true } }),
    series('a', [2], {}, { key: 'a~7d', comparedWith: 604_800 }),
  ];
  expect(names(rows(list, rest))).toEqual(expected);
});

test.each<[LegendSort, string[]]>([
  [{ by: null, descending: false }, ['s10', 's9', 'none', 's1']],
  [{ by: 'name', descending: false }, ['none', 's1', 's9', 's10']],
  [{ by: 'last', descending: true }, ['s9', 's1', 's10', 'none']],
  // What has no value is last either way.
  [{ by: 'last', descending: false }, ['s10', 's1', 's9', 'none']],
  [{ by: 'mean', descending: true }, ['s10', 's9', 'none', 's1']],
])('sorted %j', (sort, expected) => {
  const list = rows([series('s10', [1]), series('s9', [9]), series('none', [gap]), series('s1', [5])]);
  expect(names([...sortRows(list, sort)])).toEqual(expected);
});

test('clicks on a heading go from the greatest to the least to no order', () => {
  let sort: LegendSort = { by: 'max', descending: false };
  const clicks = ['last', 'last', 'last', 'name', 'name', 'last'].map((by) => {
    sort = nextSort(sort, by);
    return `${sort.by} ${sort.descending ? 'down' : 'up'}`;
  });
  expect(clicks).toEqual(['last down', 'last up', 'null up', 'name up', 'name down', 'last down']);
});

test('all words have to be in a name', () => {
  const list = rows([series('hosts.web1.cpu', [1]), series('hosts.db1.cpu', [1])]);
  expect(names([...searchRows(list, 'CPU web')])).toEqual(['hosts.web1.cpu']);
  expect(searchRows(list, ' ')).toHaveLength(2);
});
