import { expect, test } from 'vitest';
import { type Alignment, alignedStart } from './alignedStart.ts';

/** Wednesday. */
const MARCH = '2024-03-13T17:45:31Z';

test.each<[now: string, unit: Alignment['unit'], weekday: number, tz: string | undefined, start: string]>([
  [MARCH, 'seconds', 1, undefined, MARCH],
  [MARCH, 'minutes', 1, undefined, '2024-03-13T17:45:00Z'],
  [MARCH, 'hours', 1, undefined, '2024-03-13T17:00:00Z'],
  [MARCH, 'days', 1, undefined, '2024-03-13T00:00:00Z'],
  [MARCH, 'weeks', 1, undefined, '2024-03-11T00:00:00Z'],
  [MARCH, 'weeks', 3, undefined, '2024-03-13T00:00:00Z'],
  [MARCH, 'weeks', 4, undefined, '2024-03-07T00:00:00Z'],
  [MARCH, 'weeks', 7, undefined, '2024-03-10T00:00:00Z'],
  [MARCH, 'months', 1, undefined, '2024-03-01T00:00:00Z'],
  [MARCH, 'years', 1, undefined, '2024-01-01T00:00:00Z'],
  // Half an hour off.
  [MARCH, 'hours', 1, 'Asia/Kolkata', '2024-03-13T17:30:00Z'],
  [MARCH, 'days', 1, 'Asia/Kolkata', '2024-03-12T18:30:00Z'],
  // Summer time began on the 10th, in the first hours of a week that begins on Sunday.
  [MARCH, 'weeks', 7, 'America/New_York', '2024-03-10T05:00:00Z'],
  [MARCH, 'months', 1, 'America/New_York', '2024-03-01T05:00:00Z'],
  // Half past two for the first time that night, and for the second.
  ['2024-10-27T00:30:00Z', 'hours', 1, 'Europe/Berlin', '2024-10-27T00:00:00Z'],
  ['2024-10-27T01:30:00Z', 'hours', 1, 'Europe/Berlin', '2024-10-27T01:00:00Z'],
  ['2024-10-27T22:30:00Z', 'days', 1, 'Europe/Berlin', '2024-10-26T22:00:00Z'],
])('%s by %s (%d) in %s', (now, unit, weekday, tz, start) => {
  expect(new Date(alignedStart(Date.parse(now) / 1000, { unit, weekday }, tz) * 1000)).toEqual(
    new Date(start),
  );
});
