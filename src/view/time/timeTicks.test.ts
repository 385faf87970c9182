import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeTicks } from './timeTicks.ts';
import { dayStart, midnightOf, wallTime, zoneOffset } from './zone.ts';

/** Seconds of a date and time of a zone's clocks. */
const at = (text: string, zone: string): number => {
  const utc = Date.parse(`${text}Z`) / 1000;
  return utc - zoneOffset(utc - zoneOffset(utc, zone), zone);
};
const labels = (from: string, until: string, count: number, zone = 'UTC') =>
  timeTicks(at(from, zone), at(until, zone), count, zone).map((tick) => tick.label);

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
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata'])
    expect(labels(from, until, count, zone)).toEqual(expected);
});

test.each([
  // An hour is skipped on the first day and comes twice on the second: wide steps follow the wall.
  ['2026-03-29T00:00:00', '2026-03-29T18:00:00', ['Sun 29', '06:00', '12:00', '18:00']],
  ['2026-10-25T00:00:00', '2026-10-25T18:00:00', ['Sun 25', '06:00', '12:00', '18:00']],
])('a day that changes its clocks, %s', (from, until, expected) =>
  expect(labels(from, until, 4, 'Europe/Berlin')).toEqual(expected),
);

test('midnights and new years are strong', () => {
  const ticks = timeTicks(at('2026-11-22T20:00:00', 'UTC'), at('2026-11-23T08:00:00', 'UTC'), 6, 'UTC');
  expect(ticks.filter((tick) => tick.strong).map((tick) => tick.label)).toEqual(['Mon 23']);
});

test('a range without length has no ticks', () => expect(timeTicks(100, 100, 5, 'UTC')).toEqual([]));

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu');
const moments = fc.integer({ min: 1e9, max: 2e9 });

test('ticks lie inside their range, ascend, and are no more than asked for', () => {
  fc.assert(
    fc.property(
      zones,
      moments,
      fc.integer({ min: 1, max: 4e8 }),
      fc.integer({ min: 1, max: 20 }),
      (zone, from, length, count) => {
        const ticks = timeTicks(from, from + length, count, zone);
        for (const [i, { seconds }] of ticks.entries()) {
          expect(seconds).toBeGreaterThanOrEqual(from);
          expect(seconds).toBeLessThanOrEqual(from + length);
          if (i > 0) expect(seconds).toBeGreaterThan(ticks[i - 1].seconds);
        }
        // One more at the change of clocks, and at both ends.
        expect(ticks.length).toBeLessThanOrEqual(count + 2);
      },
    ),
    { numRuns: 300 },
  );
});

test('the start of a day lies in that day and no more than 25 hours before', () => {
  fc.assert(
    fc.property(zones, moments, (zone, seconds) => {
      const start = dayStart(seconds, zone);
      const [day, here] = [wallTime(start, zone), wallTime(seconds, zone)];
      expect([day.year, day.month, day.day]).toEqual([here.year, here.month, here.day]);
      expect(seconds - start).toBeGreaterThanOrEqual(0);
      expect(seconds - start).toBeLessThanOrEqual(25 * 3600);
      expect(midnightOf(here.year, here.month, here.day, zone)).toBe(start);
    }),
  );
});

test('the wall shows what Intl says, minutes of the offset included', () => {
  expect(wallTime(Date.UTC(2026, 0, 1, 0, 0, 5) / 1000, 'Asia/Kathmandu')).toEqual({
    year: 2026,
    month: 1,
    day: 1,
    hour: 5,
    minute: 45,
    second: 5,
    weekday: 4,
  });
});
