import { expect, test } from 'vitest';
import { readableOn } from '../../view/scene/color.ts';
import { parseColor } from './color.ts';

test.each<[string, number[]]>([
  ['red', [200, 0, 50, 1]],
  ['Blue', [100, 100, 255, 1]],
  ['#0a141e', [10, 20, 30, 1]],
  ['0A141E', [10, 20, 30, 1]],
  ['%230a141e', [10, 20, 30, 1]],
  ['0a141e00', [10, 20, 30, 0]],
  [' 333333 ', [51, 51, 51, 1]],
])('%s', (text, [r, g, b, a]) => {
  expect(parseColor(text)).toEqual({ r, g, b, a });
});

test.each(['', 'nope', '12345', '1234567', 'constructor', 'gggggg'])('"%s" is none', (text) => {
  expect(() => parseColor(text)).toThrow(`"${text}" is not a colour; write rrggbb, rrggbbaa, or one of aqua`);
});

test('words are black or white, whichever reads better', () => {
  expect(readableOn(parseColor('yellow'))).toEqual(parseColor('black'));
  expect(readableOn(parseColor('253dad'))).toEqual(parseColor('white'));
});
