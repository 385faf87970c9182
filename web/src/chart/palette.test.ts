import { expect, test } from 'vitest';
import { assignColors, dataColor, paletteSize } from './palette.ts';

test('a name has the same colour in any company that leaves it free', () => {
  const [alone] = assignColors(['hosts.web.load']);
  expect(assignColors(['hosts.web.load', 'other'])[0]).toBe(alone);
});

test('as many names as colours are all told apart', () => {
  const names = Array.from({ length: paletteSize }, (_, i) => `core ${i}`);
  expect(new Set(assignColors(names)).size).toBe(paletteSize);
});

test('more names than colours share evenly', () => {
  const places = assignColors(Array.from({ length: paletteSize * 3 }, (_, i) => `series ${i}`));
  for (let place = 0; place < paletteSize; place++)
    expect(places.filter((candidate) => candidate === place)).toHaveLength(3);
});

test('wishes come first', () => {
  expect(assignColors(['a', 'user'], { user: 4 })[1]).toBe(4);
});

test('colours are CSS', () => {
  expect(dataColor('dark', 0)).toMatch(/^oklch\([\d.]+ [\d.]+ \d+\)$/);
  expect(dataColor('light', 13, 0.5)).toMatch(/ \/ 0\.5\)$/);
});
