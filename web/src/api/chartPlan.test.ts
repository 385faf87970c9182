import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedRange, comparedSeconds, pointsFor, pollSeconds, type RefreshMode } from './chartPlan.ts';

const hour = { from: '-1h', until: 'now' };
const fixed = { from: '1700000000', until: '1700003600' };

test.each([
  [701, {}, 720],
  [720, {}, 720],
  [3, {}, 40],
  [700, { maxDataPoints: 100 }, 100],
  [700, { minInterval: 60 }, 60],
  [700, { minInterval: 7200 }, 1],
])('%i pixels with %j have room for %i points of an hour', (width, wishes, points) =>
  expect(pointsFor(width, hour, 1_700_000_000, wishes)).toBe(points),
);

test.each<[string, typeof hour, RefreshMode, boolean, number, number | null]>([
  ['the stream brings it', hour, 'live', true, 10, null],
  ['without a stream each step', hour, 'live', false, 10, 10],
  ['no more often than every five seconds', hour, 'live', false, 1, 5],
  ['at least every minute', hour, 'live', false, 3600, 60],
  ['an interval', hour, 30, true, 10, 30],
  ['never', hour, 'off', false, 10, null],
  ['a fixed range has all it will have', fixed, 30, false, 10, null],
  ['a range that ended a week ago moves too', { from: '-8d', until: '-7d' }, 'live', false, 10, 10],
])('asked again: %s', (_what, range, refresh, streams, step, seconds) =>
  expect(pollSeconds(range, refresh, streams, step)).toBe(seconds),
);

test('a chart that moves on is covered by its past, and asks for it eight times a length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 1e7 }), fc.integer({ min: 0, max: 1e6 }), (length, offset) => {
      const shift = 604_800;
      const asked = new Set<string>();
      for (let i = 0; i <= 32; i++) {
        const until = 1.7e9 + offset + (length * i) / 32;
        const past = comparedRange({ from: until - length, until }, shift, 700, true);
        expect(past.from + shift).toBeLessThanOrEqual(until - length);
        expect(past.until + shift).toBeGreaterThan(until);
        asked.add(`${past.from}`);
      }
      expect(asked.size).toBeLessThanOrEqual(10);
    }),
  );
});

test.each([
  ['7d', 604_800],
  ['1h', 3600],
  ['-2w', 1_209_600],
  ['soon', null],
  ['', null],
  [null, null],
])('%j earlier are %j seconds', (text, seconds) => expect(comparedSeconds(text)).toBe(seconds));
