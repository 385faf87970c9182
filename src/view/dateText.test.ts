import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDate, isoText, zonedDay } from './dateText.ts';

const seconds = Date.UTC(2026, 10, 3, 4, 5, 6, 78) / 1000;

test.each([
  ['YYYY-MM-DD HH:mm:ss.SSS', 'UTC', '2026-11-03 04:05:06.078'],
  ['dddd, MMMM Do YYYY, h:mm:ss a', 'UTC', 'Tuesday, November 3rd 2026, 4:05:06 am'],
  ['ddd D MMM YY, H:m:s A', 'Asia/Tokyo', 'Tue 3 Nov 26, 13:5:6 PM'],
  ['[week day] d, DDDD', 'UTC', 'week day 2, 307'],
  ['Z ZZ z', 'Asia/Kolkata', '+05:30 +0530 UTC+05:30'],
  ['Z', 'America/New_York', '-05:00'],
  ['z', 'UTC', 'UTC'],
  ['X x', 'Asia/Tokyo', `${Math.floor(seconds)} ${Math.round(seconds * 1000)}`],
  ['DD HH', 'Nowhere/At_All', '03 04'],
])('%s in %s is %s', (format, zone, text) => expect(formatDate(seconds, format, zone)).toBe(text));

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20])('%s is no moment', (odd) =>
  expect(formatDate(odd, 'YYYY', 'UTC')).toBe('–'),
);

test('ISO texts are those of JavaScript', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
      (date) => {
        expect(isoText(date.getTime() / 1000)).toBe(date.toISOString());
      },
    ),
  );
});

test('days begin at midnight of the zone', () => {
  const midnight = Date.UTC(2026, 10, 2, 23, 0, 0) / 1000; // in Berlin, which is an hour ahead
  expect(zonedDay(midnight, 'Europe/Berlin')).toBe(zonedDay(midnight - 1, 'Europe/Berlin') + 1);
  expect(zonedDay(midnight, 'UTC')).toBe(zonedDay(midnight - 1, 'UTC'));
});
