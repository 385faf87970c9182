import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';

const grey = (level: number) => ({ r: level, g: level, b: level, a: 1 });

test.each([
  [0, 255, 21],
  [255, 0, 21],
  [120, 120, 1],
  // The grey that the guidelines name as just enough for text on white.
  [118, 255, 4.54],
])('grey %s on %s', (a, b, expected) => expect(contrast(grey(a), grey(b))).toBeCloseTo(expected, 1));
