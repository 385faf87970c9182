import { expect, test } from 'vitest';
import { sparkPath } from './sparkPath.ts';

test('a gap interrupts the line, and a value alone is a dot', () => {
  const { line, area } = sparkPath([0, 10, null, 5, null], 10, 40, 12);
  expect(line).toBe('M0 11L10 1M30 6h0');
  expect(area.match(/Z/g)).toHaveLength(2);
});

test('values above the top stay inside', () => expect(sparkPath([50], 10, 40, 12).line).toBe('M0 1h0'));
test('nothing draws nothing', () =>
  expect(sparkPath([null, null], 1, 40, 12)).toEqual({ line: '', area: '' }));
