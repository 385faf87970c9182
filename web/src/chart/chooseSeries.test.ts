import { expect, test } from 'vitest';
import { chooseSeries, mostSeries, type SeriesPick } from './chooseSeries.ts';
import type { Column } from './frame.ts';

const column = (name: string, value = 1): Column => ({
  name,
  start: 0,
  step: 1,
  values: Float64Array.of(value),
});

test.each<[string, string[], SeriesPick, string[]]>([
  ['as they come', ['b', 'a'], {}, ['b', 'a']],
  ['by the numbers in their names', ['10', '9', '1'], { natural: true }, ['1', '9', '10']],
  ['in a given order', ['steal', 'user', 'other'], { order: ['user', 'steal'] }, ['user', 'steal', 'other']],
  ['without what is dropped', ['all', 'eth0'], { drop: /^all$/ }, ['eth0']],
])('series %s', (_what, names, pick, expected) =>
  expect(
    chooseSeries(
      names.map((name) => column(name)),
      pick,
    ).columns.map((one) => one.name),
  ).toEqual(expected),
);

test('of too many the greatest stay and the others are counted', () => {
  const columns = Array.from({ length: mostSeries + 7 }, (_, i) => column(`s${i}`, i));
  const chosen = chooseSeries(columns);
  expect(chosen.columns).toHaveLength(mostSeries);
  expect(chosen.left).toBe(7);
  expect(chosen.columns.every((one) => one.values[0] >= 7)).toBe(true);
});

test('both directions of a thing have its colour', () => {
  const { looks } = chooseSeries([column('eth0.rx'), column('eth0.tx'), column('lo.rx')], {
    pairs: true,
    below: /tx/,
  });
  expect(looks[0].color).toBe(looks[1].color);
  expect(looks[2].color).not.toBe(looks[0].color);
  expect(looks.map((look) => look.below ?? false)).toEqual([false, true, false]);
});

test('series of the same name have keys of their own', () => {
  expect(chooseSeries([column('a'), column('a')]).looks.map((look) => look.key)).toEqual(['a', 'a#1']);
});
