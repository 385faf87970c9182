import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from '../../../src/query/parseTime.ts';
import { calendarMoment } from './calendarMoment.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const words = fc
  .tuple(
    fc.constantFrom('', 'midnight ', 'noon ', 'teatime_', '08:30_', '23:59 '),
    fc.constantFrom('today', 'yesterday', 'tomorrow', 'monday', 'sun', 'Saturday', '20260329', '20251026'),
    fc.constantFrom('', '-1d', '-3h', '+30min', '-1d6h', '-2weeks'),
  )
  .map((parts) => parts.join(''));

test('the page and the server mean the same moment', () => {
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(...zones),
      fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
      (text, tz, now) => {
        expect(calendarMoment(text, now, tz), text).toBe(parseTime(text, { nowSeconds: now, tz }));
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  '',
  '-1d',
  'noonish',
  '25:00 today',
  '20261301',
  'today-1parsec',
  'today-5m',
  'today-1d-2h',
  'jan 15',
])('"%s" is left to the server', (text) => expect(calendarMoment(text, 1_800_000_000, 'UTC')).toBeNull());
