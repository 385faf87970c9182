import { expect, test } from 'vitest';
import { fromOpenMetrics } from './openMetricsName.ts';

test.each([
  ['disk.used;host=a', 'disk.used;host=a'],
  ['disk.used', 'disk.used'],
  ['disk.used{host="a"}', 'disk.used;host=a'],
  ['disk.used{host="a",mount="/"}', 'disk.used;host=a;mount=/'],
  ['q{expression="a=\\"b\\\\c\\"",host="x"}', 'q;expression=a="b\\c";host=x'],
  ['servers.{a,b}', 'servers.{a,b}'],
  ['q{host=a"}', null],
  ['q{host="a"b="c"}', null],
  ['q{host="a;b"}', null],
  ['q{host=""}', null],
])('%s', (written, graphite) => {
  expect(fromOpenMetrics(written)).toBe(graphite);
});
