import { expect, test } from 'vitest';
import { formatMoment, timeTicks } from './timeTicks.ts';

/** Seconds of a local date and time, in whatever zone the tests run. */
const at = (text: string): number => new Date(text).getTime() / 1000;
const labels = (from: string, until: string, count: number) =>
  timeTicks(at(from), at(until), count).map((tick) => tick.label);

test.each([
  [
    '2026-11-23T14:00:10',
    '2026-11-23T14:01:05',
    6,
    ['14:00:10', '14:00:20', '14:00:30', '14:00:40', '14:00:50', '14:01:00'],
  ],
  ['2026-11-23T14:03:00', '2026-11-23T15:03:00', 6, ['14:10', '14:20', '14:30', '14:40', '14:50', '15:00']],
  [
    '2026-11-22T20:00:00',
    '2026-11-23T08:00:00',
    7,
    ['20:00', '22:00', 'Mon 23', '02:00', '04:00', '06:00', '08:00'],
  ],
  ['2026-11-20T12:00:00', '2026-11-24T12:00:00', 4, ['Sat 21', 'Sun 22', 'Mon 23', 'Tue 24']],
  ['2026-10-24T12:00:00', '2026-11-23T12:00:00', 5, ['26 Oct', '2 Nov', '9 Nov', '16 Nov', '23 Nov']],
  ['2026-03-15T00:00:00', '2027-03-15T00:00:00', 6, ['May', 'Jul', 'Sep', 'Nov', '2027', 'Mar']],
])('from %s to %s', (from, until, count, expected) => {
  expect(labels(from, until, count)).toEqual(expected);
});

test('midnights and new years are strong', () => {
  const ticks = timeTicks(at('2026-11-22T20:00:00'), at('2026-11-23T08:00:00'), 6);
  expect(ticks.filter((tick) => tick.strong).map((tick) => tick.label)).toEqual(['Mon 23']);
});

test('a range without length has no ticks', () => expect(timeTicks(100, 100, 5)).toEqual([]));

test('a moment names the year only when it is another one', () => {
  const now = at('2026-11-23T10:00:00');
  expect(formatMoment(at('2026-11-23T09:05:07'), now)).toBe('Mon 23 Nov 09:05:07');
  expect(formatMoment(at('2025-01-01T00:00:00'), now)).toBe('Wed 1 Jan 2025 00:00:00');
});
