import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatField, quickRanges, resolveRange } from './range.ts';
import { copiedRange, readTypedRange, type TypingContext } from './typedRange.ts';

/** Monday, 14:00 in Berlin. */
const now = Date.UTC(2026, 10, 23, 13) / 1000;
const berlin: TypingContext = { now, zone: 'Europe/Berlin', weekStart: 'monday' };

/** What a text amounts to by the clocks of the context's zone; seconds are left out where there are none. */
function shown(text: string, context = berlin): string {
  const read = readTypedRange(text, context);
  if ('problem' in read) return read.problem;
  const say = (moment: string) =>
    /^\d+$/.test(moment) ? formatField(Number(moment), context.zone).replace(/:00$/, '') : moment;
  return `${say(read.range.from)} to ${say(read.range.until)}`;
}

describe('lengths follow the clock', () => {
  test.each([
    ['2h', '-2h to now'],
    ['-2h', '-2h to now'],
    ['90 min', '-90min to now'],
    ['5m', '-5min to now'],
    ['Last 2 hours', '-2h to now'],
    ['past 3 days', '-3d to now'],
    ['last hour', '-1h to now'],
    ['last day', '-1d to now'],
    ['past week', '-7d to now'],
    ['1.5h', '-90min to now'],
    ['2 hours ago', '-2h to now'],
    ['-3d to -1d', '-3d to -1d'],
    ['3 days ago – 1 day ago', '-3d to -1d'],
    ['2mon', '-60d to now'],
    ['since 3 days', '-3d to now'],
  ])('%s', (text, range) => expect(shown(text)).toBe(range));
});

describe('days and times', () => {
  test.each([
    ['today', 'today to now'],
    ['yesterday', 'yesterday to today'],
    ['tomorrow', '2026-11-24 00:00 to 2026-11-25 00:00'],
    ['yesterday 14-16', '2026-11-22 14:00 to 2026-11-22 16:00'],
    ['yesterday 14 to 16', '2026-11-22 14:00 to 2026-11-22 16:00'],
    ['yesterday 22-2', '2026-11-22 22:00 to 2026-11-23 02:00'],
    ['9am-5pm', '2026-11-23 09:00 to 2026-11-23 17:00'],
    ['9:00-17:30', '2026-11-23 09:00 to 2026-11-23 17:30'],
    ['22.11. 9-24', '2026-11-22 09:00 to 2026-11-23 00:00'],
    ['mon 9:00 to now', '2026-11-23 09:00 to now'],
    ['last monday', '2026-11-16 00:00 to 2026-11-17 00:00'],
    ['fri', '2026-11-20 00:00 to 2026-11-21 00:00'],
    ['fri to sun', '2026-11-20 00:00 to 2026-11-23 00:00'],
    ['fri 18:00 to mon', '2026-11-20 18:00 to now'],
    ['yesterday 22:00 to 02:00', '2026-11-22 22:00 to 2026-11-23 02:00'],
    ['2026-11-23 14:05', '2026-11-23 13:35 to 2026-11-23 14:35'],
    ['2026-11-23T14:05:09', '2026-11-23 13:35:09 to 2026-11-23 14:35:09'],
    ['14:05', '2026-11-23 13:35 to 2026-11-23 14:35'],
    ['from 2026-11-20 14:05', '2026-11-20 14:05 to now'],
    ['since yesterday', '2026-11-22 00:00 to now'],
    ['2026-11-23 14:05 - 15:00', '2026-11-23 14:05 to 2026-11-23 15:00'],
    ['2026-11-20 14:00 … 2026-11-21 08:00', '2026-11-20 14:00 to 2026-11-21 08:00'],
    ['2026-11-01 to 2026-11-05', '2026-11-01 00:00 to 2026-11-06 00:00'],
    ['20261120', '2026-11-20 00:00 to 2026-11-21 00:00'],
    ['3 Nov', '2026-11-03 00:00 to 2026-11-04 00:00'],
    ['Nov 3rd, 2025', '2025-11-03 00:00 to 2025-11-04 00:00'],
    ['24 dec', '2025-12-24 00:00 to 2025-12-25 00:00'],
    ['3 nov 9am to 5 nov 17:00', '2026-11-03 09:00 to 2026-11-05 17:00'],
    ['noon yesterday to midnight', '2026-11-22 12:00 to 2026-11-23 00:00'],
    ['2026-11-23T12:05:00Z to now', '2026-11-23 13:05 to now'],
    ['1795438800 to 1795442400', '2026-11-23 14:00 to 2026-11-23 15:00'],
  ])('%s', (text, range) => expect(shown(text)).toBe(range));
});

describe('weeks, months and years', () => {
  test.each([
    ['this week', 'monday to now'],
    ['last week', '2026-11-16 00:00 to 2026-11-23 00:00'],
    ['previous week', '2026-11-16 00:00 to 2026-11-23 00:00'],
    ['this month', '2026-11-01 00:00 to now'],
    ['last month', '2026-10-01 00:00 to 2026-11-01 00:00'],
    ['last year', '2025-01-01 00:00 to 2026-01-01 00:00'],
    ['october', '2026-10-01 00:00 to 2026-11-01 00:00'],
    ['dec', '2025-12-01 00:00 to 2026-01-01 00:00'],
    ['march 2024', '2024-03-01 00:00 to 2024-04-01 00:00'],
    ['2026-03', '2026-03-01 00:00 to 2026-04-01 00:00'],
    ['2025', '2025-01-01 00:00 to 2026-01-01 00:00'],
    ['oct to nov', '2026-10-01 00:00 to now'],
  ])('%s', (text, range) => expect(shown(text)).toBe(range));

  test('a week begins when the dashboard says', () => {
    const sunday: TypingContext = { ...berlin, weekStart: 'sunday' };
    expect(shown('this week', sunday)).toBe('sunday to now');
    expect(shown('last week', sunday)).toBe('2026-11-15 00:00 to 2026-11-22 00:00');
  });
});

describe('zones', () => {
  test('the same words mean other instants', () => {
    const from = (zone: string) => {
      const read = readTypedRange('yesterday 14-16', { ...berlin, zone });
      return 'range' in read ? Number(read.range.from) : Number.NaN;
    };
    expect(from('UTC') - from('Europe/Berlin')).toBe(3600);
    expect(from('UTC') - from('Asia/Kolkata')).toBe(5.5 * 3600);
  });
  test('days that change their clocks are 23 and 25 hours long', () => {
    const hours = (text: string) => {
      const read = readTypedRange(text, berlin);
      if ('problem' in read) return Number.NaN;
      const { from, until } = resolveRange(read.range, now, 'Europe/Berlin');
      return (until - from) / 3600;
    };
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-10-26')).toBe(24);
  });
});

describe('what was copied', () => {
  test.each([
    ['{"from":"-6h","until":"now"}', '-6h to now'],
    ['{"from":"now-6h","to":"now"}', '-6h to now'],
    ['{"from":"now-15m","to":"now-5m"}', '-15min to -5min'],
    ['{"from":"now/d","to":"now"}', 'today to now'],
    ['{"from":"now-1d/d","to":"now-1d/d"}', 'yesterday to today'],
    [
      '{"from":"2026-11-23T13:00:00.000Z","to":"2026-11-23T14:00:00.000Z"}',
      '2026-11-23 14:00 to 2026-11-23 15:00',
    ],
    ['{"from":1795438800000,"to":1795442400000}', '2026-11-23 14:00 to 2026-11-23 15:00'],
  ])('%s', (text, range) => expect(shown(text)).toBe(range));

  test('is read as what it was', () => {
    const fixed = fc
      .tuple(fc.integer({ min: 1e9, max: 2e9 }), fc.integer({ min: 1, max: 1e7 }))
      .map(([from, length]) => ({ from: String(from), until: String(from + length) }));
    fc.assert(
      fc.property(fc.oneof(fixed, fc.constantFrom(...quickRanges)), ({ from, until }) => {
        expect(readTypedRange(copiedRange({ from, until }), berlin)).toEqual({ range: { from, until } });
      }),
    );
  });
});

describe('nonsense is refused', () => {
  test.each([
    '',
    'soon',
    '{"from":',
    '25:00',
    '2026-02-30',
    'yesterday 14-61',
    'a to b to c',
    '2026-11-23 24:30',
  ])('%s', (text) => expect(shown(text)).toMatch(/^Such as/));
  test('also a range that runs backwards', () =>
    expect(shown('2026-11-20 to 2026-11-18')).toBe('The end has to lie after the start.'));
  test('and no text at all makes it fail', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789:-. tonwadyhmsp/{"'), maxLength: 20 }),
        (text) => {
          const read = readTypedRange(text, berlin);
          if (!('range' in read)) return;
          const { from, until } = resolveRange(read.range, now, berlin.zone);
          expect(from).toBeLessThan(until);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
