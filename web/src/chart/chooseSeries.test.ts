import { expect, test } from 'vitest';
import type { Column } from '../../../src/view/frame.ts';
import { chooseSeries, mostSeries, type SeriesPick } from './chooseSeries.ts';

const column = (name: string, value = 1): Column => ({
  name,
  start: 0,
  step: 1,
  values: Float64Array.of(value),
});
const choose = (columns: readonly Column[], pick?: SeriesPick) =>
  chooseSeries(columns, 'short', 'dark', pick);

test.each<[string, string[], SeriesPick, string[]]>([
  ['as they come', ['b', 'a'], {}, ['b', 'a']],
  ['by the numbers in their names', ['10', '9', '1'], { natural: true }, ['1', '9', '10']],
  ['in a given order', ['steal', 'user', 'other'], { order: ['user', 'steal'] }, ['user', 'steal', 'other']],
  ['without what is dropped', ['all', 'eth0'], { drop: /^all$/ }, ['eth0']],
])('series %s', (_what, names, pick, expected) =>
  expect(
    choose(
      names.map((name) => column(name)),
      pick,
    ).series.map((one) => one.name),
  ).toEqual(expected),
);

test('of too many the greatest stay and the others are counted', () => {
  const columns = Array.from({ length: mostSeries + 7 }, (_, i) => column(`s${i}`, i));
  const chosen = choose(columns);
  expect(chosen.series).toHaveLength(mostSeries);
  expect(chosen.left).toBe(7);
  expect(chosen.series.every((one) => one.values[0] >= 7)).toBe(true);
});

test('both directions of a thing have its colour', () => {
  const { series } = choose([column('eth0.rx'), column('eth0.tx'), column('lo.rx')], {
    pairs: true,
    below: /tx/,
  });
  expect(series[0].color).toEqual(series[1].color);
  expect(series[2].color).not.toEqual(series[0].color);
  expect(series.map(({ config }) => config.negative ?? false)).toEqual([false, true, false]);
});

test('series of the same name have keys of their own', () => {
  expect(choose([column('a'), column('a')]).series.map(({ key }) => key)).toEqual(['a', 'a#1']);
});
