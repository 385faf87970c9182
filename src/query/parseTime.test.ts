import { describe, expect, test } from 'vitest';
import { parseTime } from './parseTime.ts';
import { TimeError } from './timeError.ts';
import { parseTimeOffset } from './timeOffset.ts';

/** Sunday 2026-11-22 14:27:30 UTC. */
const NOW = Date.UTC(2026, 10, 22, 14, 27, 30) / 1000;

describe('times, in UTC', () => {
  test.each([
    ['now', '2026-11-22T14:27:30Z'],
    ['', '2026-11-22T14:27:30Z'],
    ['  NOW ', '2026-11-22T14:27:30Z'],
    ['-1h', '2026-11-22T13:27:30Z'],
    ['-5min', '2026-11-22T14:22:30Z'],
    ['-90s', '2026-11-22T14:26:00Z'],
    ['-1d', '2026-11-21T14:27:30Z'],
    ['-2w', '2026-11-08T14:27:30Z'],
    ['-1mon', '2026-10-23T14:27:30Z'],
    ['-1y', '2025-11-22T14:27:30Z'],
    ['now-1d', '2026-11-21T14:27:30Z'],
    ['now-', '2026-11-22T14:27:30Z'],
    ['now+1h', '2026-11-22T15:27:30Z'],
    ['+1h', '2026-11-22T15:27:30Z'],
    ['-1h30min', '2026-11-22T12:57:30Z'],
    ['-1 hour', '2026-11-22T13:27:30Z'],
    ['1700000000', '2023-11-14T22:13:20Z'],
    ['1700000000.9', '2023-11-14T22:13:20Z'],
    ['0', '1970-01-01T00:00:00Z'],
    ['20261122', '2026-11-22T00:00:00Z'],
    ['08:30_20261122', '2026-11-22T08:30:00Z'],
    ['8:50_20251231', '2025-12-31T08:50:00Z'],
    ['11/22/26', '2026-11-22T00:00:00Z'],
    ['1/2/2027', '2027-01-02T00:00:00Z'],
    ['1/2/7', '2007-01-02T00:00:00Z'],
    ['1/2/69', '2069-01-02T00:00:00Z'],
    ['1/2/70', '1970-01-02T00:00:00Z'],
    ['midnight', '2026-11-22T00:00:00Z'],
    ['noon', '2026-11-22T12:00:00Z'],
    ['teatime', '2026-11-22T16:00:00Z'],
    ['today', '2026-11-22T00:00:00Z'],
    ['yesterday', '2026-11-21T00:00:00Z'],
    ['tomorrow', '2026-11-23T00:00:00Z'],
    ['noon yesterday', '2026-11-21T12:00:00Z'],
    ['noon+yesterday', '2026-11-21T12:00:00Z'],
    ['noon_yesterday-2h', '2026-11-21T10:00:00Z'],
    ['midnight+1d', '2026-11-23T00:00:00Z'],
    ['20261122-1d', '2026-11-21T00:00:00Z'],
    ['sunday', '2026-11-22T00:00:00Z'],
    ['mon', '2026-11-16T00:00:00Z'],
    ['6pm saturday', '2026-11-21T18:00:00Z'],
    ['thurs-1w', '2026-11-12T00:00:00Z'],
    ['jan 15', '2026-01-15T00:00:00Z'],
    ['noon december 5', '2026-12-05T12:00:00Z'],
    ['8:50pm', '2026-11-22T20:50:00Z'],
    ['8:5', '2026-11-22T08:05:00Z'],
    ['8am', '2026-11-22T08:00:00Z'],
    ['12pm', '2026-11-22T12:00:00Z'],
    ['12am', '2026-11-22T00:00:00Z'],
    ['12:30am', '2026-11-22T00:30:00Z'],
  ])('%s', (text, expected) => {
    expect(new Date(parseTime(text, { nowSeconds: NOW }) * 1000).toISOString()).toBe(
      expected.replace('Z', '.000Z'),
    );
  });
});

describe('times in a zone, through changes of the clock', () => {
  test.each([
    ['midnight', 'Europe/Berlin', '2026-11-21T23:00:00Z'],
    ['midnight', 'Asia/Kolkata', '2026-11-21T18:30:00Z'],
    ['noon', 'America/New_York', '2026-11-22T17:00:00Z'],
    ['00:00_20260329', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['04:00_20260329', 'Europe/Berlin', '2026-03-29T02:00:00Z'],
    // Left out in spring: counted on from standard time.
    ['02:30_20260329', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    // Shown twice in autumn: the second one.
    ['02:30_20261025', 'Europe/Berlin', '2026-10-25T01:30:00Z'],
    ['01:59_20261025', 'Europe/Berlin', '2026-10-24T23:59:00Z'],
    ['01:30_20261101', 'America/New_York', '2026-11-01T06:30:00Z'],
    ['02:30_20260308', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['01:45_20260405', 'Australia/Lord_Howe', '2026-04-04T15:15:00Z'],
    // An offset is so many seconds, whatever the clock does meanwhile.
    ['04:00_20260329-1d', 'Europe/Berlin', '2026-03-28T02:00:00Z'],
    ['-1h', 'Europe/Berlin', '2026-11-22T13:27:30Z'],
  ])('%s in %s', (text, tz, expected) => {
    const seconds = parseTime(text, { nowSeconds: NOW, tz });
    expect(new Date(seconds * 1000).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  test('the day is that of the zone', () => {
    const nowSeconds = Date.UTC(2026, 0, 1, 3) / 1000;
    expect(parseTime('today', { nowSeconds, tz: 'America/New_York' })).toBe(Date.UTC(2025, 11, 31, 5) / 1000);
  });
});

describe('what is no time', () => {
  test.each([
    ['foo', '"foo" is not a time', 'allowed are seconds since 1970'],
    ['now--', '"--" is not a length of time', 'such as 5min'],
    ['-1m', '"-1m" is not a length of time', 'min for minutes or mon for months'],
    ['-5', '"-5" is not a length of time', 'units are s, min, h'],
    ['-5minuets', '"-5minuets" is not a length of time', 'did you mean "5minutes"?'],
    ['1h', '"1h" is not a time', 'offsets such as -1h'],
    ['25:00', '"25:00" has no such hour or minute', 'from 00:00 to 23:59'],
    ['10:61', '"10:61" has no such hour or minute', 'from 00:00 to 23:59'],
    ['13pm', '"13pm" has no such hour or minute', 'from 1am to 12pm'],
    ['20260230', '"20260230" is no day of the calendar', 'allowed are'],
    ['13/13/26', '"13/13/26" is no day of the calendar', 'allowed are'],
    ['feb29', '"feb29" is no day of the calendar', 'allowed are'],
    ['march', '"march" lacks the day of the month', 'such as jan 15'],
    ['2026-11-22', '"2026-11-22" is not a time', 'allowed are'],
    ['1763800000000', '"1763800000000" is beyond the year 9999', 'divide milliseconds by 1000'],
    ['-20000y', '"-20000y" is longer than ten thousand years', 'use a shorter time'],
    ['constructor', '"constructor" is not a time', 'allowed are'],
    [`-${'1h'.repeat(5000)}`, 'a time of more than 200 characters is none', 'allowed are'],
  ])('%s', (text, message, hint) => {
    const error = timeError(() => parseTime(text, { nowSeconds: NOW }));
    expect(error.message).toBe(message);
    expect(error.hint).toContain(hint);
  });

  test('an unknown zone', () => {
    const error = timeError(() => parseTime('midnight', { nowSeconds: NOW, tz: 'Mars/Olympus' }));
    expect(error.message).toBe('"Mars/Olympus" is not a time zone');
    expect(error.hint).toContain('Europe/Berlin');
  });
});

test.each([
  ['5min', 300],
  ['-1h', -3600],
  ['+2d', 172_800],
  ['1h30min10s', 5410],
  ['3hrs', 10_800],
  ['1Year', 31_536_000],
  ['2months', 5_184_000],
])('%s is %d seconds', (text, seconds) => {
  expect(parseTimeOffset(text)).toBe(seconds);
});

function timeError(run: () => unknown): TimeError {
  try {
    run();
  } catch (error) {
    if (error instanceof TimeError) return error;
    throw error;
  }
  throw new Error('there was no error');
}
