import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeBeside } from './placeBeside.ts';

test('a tooltip never covers its point and never leaves the window', () => {
  const window = { width: 800, height: 600 };
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 60, max: 380 }),
      fc.integer({ min: 40, max: 400 }),
      (x, y, width, height) => {
        const place = placeBeside({ x, y }, { width, height }, window);
        const covers = x >= place.x && x <= place.x + width && y >= place.y && y <= place.y + height;
        expect(covers).toBe(false);
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.x + width).toBeLessThanOrEqual(window.width);
      },
    ),
  );
});

test('on a phone it goes above the finger', () => {
  const place = placeBeside({ x: 190, y: 400 }, { width: 300, height: 120 }, { width: 390, height: 800 });
  expect(place.y + 120).toBeLessThan(400);
});
