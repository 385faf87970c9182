import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime } from './localTime.ts';

test.each([
  ['UTC', 0, '1970-01-01 00:00:00'],
  ['UTC', -1, '1969-12-31 23:59:59'],
  ['UTC', 1_700_000_000, '2023-11-14 22:13:20'],
  ['Europe/Berlin', 1_700_000_000, '2023-11-14 23:13:20'],
  ['Asia/Kathmandu', 1_700_000_000, '2023-11-15 03:58:20'],
  ['America/New_York', 1_700_000_000, '2023-11-14 17:13:20'],
])('%s %d', (zone, seconds, text) => {
  expect(localTime(zone)(seconds)).toBe(text);
});

test('as the clocks of Intl show it, in any order, around changes of the clock too', () => {
  const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Apia'];
  const formats = new Map(
    zones.map((timeZone) => [
      timeZone,
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
    ]),
  );
  const near = fc.constantFrom(1_698_541_200, 1_711_846_800, 1_696_084_200, 1_680_361_200, 1_325_239_200);
  const seconds = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.tuple(near, fc.integer({ min: -90_000, max: 90_000 })).map(([at, by]) => at + by),
    ),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...zones), seconds, (zone, list) => {
      const shown = localTime(zone);
      expect(list.map(shown)).toEqual(list.map((each) => formats.get(zone)!.format(each * 1000)));
    }),
  );
});

test('an unknown zone', () => {
  expect(() => localTime('Mars/Olympus')(0)).toThrow('is not a time zone');
});
