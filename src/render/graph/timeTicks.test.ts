import { describe, expect, test } from 'vitest';
import { strftime, zonedMoment } from './strftime.ts';
import { timeTicks } from './timeTicks.ts';

const at = (text: string) => Date.parse(text) / 1000;
const labels = (from: string, until: string, maxCount: number, zone = 'UTC', format?: string) =>
  timeTicks({ from: at(from), until: at(until), zone, maxCount, ...(format === undefined ? {} : { format }) })
    .map(({ label, strong }) => (strong ? `${label}!` : label))
    .join(' ');

describe('ticks', () => {
  test.each<[string, string, string]>([
    [
      'a minute',
      labels('2026-11-23T10:00:07Z', '2026-11-23T10:01:07Z', 5),
      '10:00:15 10:00:30 10:00:45 10:01:00',
    ],
    [
      'an hour',
      labels('2026-11-23T10:05:00Z', '2026-11-23T11:05:00Z', 7),
      '10:10 10:20 10:30 10:40 10:50 11:00',
    ],
    [
      'a day',
      labels('2026-11-22T14:30:00Z', '2026-11-23T14:30:00Z', 9),
      '15:00 18:00 21:00 Mon 23! 03:00 06:00 09:00 12:00',
    ],
    [
      'a day elsewhere',
      labels('2026-11-22T14:30:00Z', '2026-11-23T14:30:00Z', 5, 'Asia/Kathmandu'),
      'Mon 23! 06:00 12:00 18:00',
    ],
    [
      'a week',
      labels('2026-11-16T14:30:00Z', '2026-11-23T14:30:00Z', 8),
      'Tue 17 Wed 18 Thu 19 Fri 20 Sat 21 Sun 22 Mon 23',
    ],
    [
      'a month, from Monday to Monday',
      labels('2026-10-25T00:00:00Z', '2026-11-24T00:00:00Z', 6),
      '26 Oct 2 Nov 9 Nov 16 Nov 23 Nov',
    ],
    ['a year', labels('2025-11-23T00:00:00Z', '2026-11-23T00:00:00Z', 5), '2026! Apr Jul Oct'],
    ['decades', labels('1990-06-01T00:00:00Z', '2026-11-23T00:00:00Z', 5), '2000! 2010! 2020!'],
    [
      'summer time begins',
      labels('2026-03-28T22:00:00Z', '2026-03-29T12:00:00Z', 6, 'Europe/Berlin'),
      'Sun 29! 03:00 06:00 09:00 12:00',
    ],
    [
      'summer time ends',
      labels('2026-10-24T21:00:00Z', '2026-10-25T12:00:00Z', 6, 'Europe/Berlin'),
      'Sun 25! 03:00 06:00 09:00 12:00',
    ],
    [
      'an own format',
      labels('2026-11-23T10:05:00Z', '2026-11-23T11:05:00Z', 3, 'UTC', '%H.%M'),
      '10.30 11.00',
    ],
    ['no time', labels('2026-11-23T10:05:00Z', '2026-11-23T10:05:00Z', 3), ''],
  ])('%s', (_, shown, expected) => {
    expect(shown).toBe(expected);
  });

  test('never more than there is room for, from seconds to thousands of years', () => {
    for (let span = 1; span < 2e11; span *= 1.7) {
      for (const maxCount of [1, 4, 11]) {
        const count = timeTicks({
          from: 1e9 + 17,
          until: 1e9 + 17 + span,
          zone: 'America/New_York',
          maxCount,
        }).length;
        expect(count).toBeLessThanOrEqual(maxCount + 1);
      }
    }
  });
});

describe('strftime', () => {
  const moment = zonedMoment(at('2026-11-05T13:04:09Z'), 'Europe/Berlin');
  test.each([
    ['%a %A %b %B %d %e', 'Thu Thursday Nov November 05  5'],
    ['%H:%M:%S %I %l %p %P %k', '14:04:09 02  2 PM pm 14'],
    ['%y %Y %m %j %u %w', '26 2026 11 309 4 4'],
    ['%-d.%-m. %-I%P', '5.11. 2pm'],
    ['%F %T %R %D', '2026-11-05 14:04:09 14:04 11/05/26'],
    ['%s %z %Z', '1793883849 +0100 GMT+1'],
    ['100 %% %q %', '100 % %q %'],
    ['%c | %x | %X', 'Thu Nov  5 14:04:09 2026 | 11/05/26 | 14:04:09'],
  ])('%s', (format, expected) => {
    expect(strftime(format, moment)).toBe(expected);
  });
});
