import { describe, expect, test } from 'vitest';
import {
  describeRange,
  formatAgo,
  formatField,
  isLive,
  parseMoment,
  readRange,
  relativeSeconds,
  resolveRange,
  shiftRange,
  writeRange,
  zoomRange,
} from './range.ts';

const now = new Date(2026, 10, 23, 14, 0, 0).getTime() / 1000;

test.each([
  ['-90s', 90],
  ['-5min', 300],
  ['-5m', 300],
  ['-1h', 3600],
  ['-2days', 172_800],
  ['-1w', 604_800],
  ['-1mon', 2_592_000],
  ['now', null],
  ['1h', null],
  ['-1parsec', null],
])('%s lies %s seconds back', (text, seconds) => expect(relativeSeconds(text)).toBe(seconds));

test.each([
  ['now', 'now'],
  [' -2h ', '-2h'],
  ['-30m', '-30min'],
  ['1763900000', '1763900000'],
  ['2026-11-23 14:00', String(now)],
  ['2026-11-23T14:00:00', String(now)],
  ['2026-13-01', null],
  ['2026-02-30', null],
  ['yesterday-ish', null],
  ['Noon yesterday', 'noon yesterday'],
  ['', null],
])('typed "%s" means %s', (typed, moment) => expect(parseMoment(typed)).toBe(moment));

test('a field says what parses to the same moment', () =>
  expect(parseMoment(formatField(now))).toBe(String(now)));

describe('the address', () => {
  test.each([
    ['', { from: '-1h', until: 'now' }],
    ['?from=-6h', { from: '-6h', until: 'now' }],
    ['?from=100&until=200&target=a', { from: '100', until: '200' }],
  ])('%s', (search, range) => expect(readRange(search)).toEqual(range));
  test('keeps everything else', () => {
    const search = writeRange('?target=a%26b&from=-1h', { from: '10', until: '20' });
    expect(new URLSearchParams(search).get('target')).toBe('a&b');
    expect(readRange(search)).toEqual({ from: '10', until: '20' });
  });
});

test('only a relative range that ends now is live', () => {
  expect(isLive({ from: '-1h', until: 'now' })).toBe(true);
  expect(isLive({ from: String(now - 60), until: 'now' })).toBe(false);
  expect(isLive({ from: '-2h', until: '-1h' })).toBe(false);
  expect(isLive({ from: 'today', until: 'now' })).toBe(true);
});

test('a range is resolved against the clock, and never backwards', () => {
  expect(resolveRange({ from: '-1h', until: 'now' }, now)).toEqual({ from: now - 3600, until: now });
  expect(resolveRange({ from: String(now), until: '-1h' }, now)).toEqual({
    from: now - 3660,
    until: now - 3600,
  });
});

describe('moving', () => {
  test('earlier leaves the present, later comes back to it', () => {
    const earlier = shiftRange({ from: '-1h', until: 'now' }, -0.5, now);
    expect(earlier).toEqual({ from: String(now - 5400), until: String(now - 1800) });
    expect(shiftRange(earlier, 0.5, now)).toEqual({ from: '-1h', until: 'now' });
  });
  test('a live range zooms around its end, a fixed one around its middle', () => {
    expect(zoomRange({ from: '-1h', until: 'now' }, 2, now)).toEqual({ from: '-2h', until: 'now' });
    const fixed = { from: String(now - 4000), until: String(now - 3000) };
    expect(zoomRange(fixed, 0.5, now)).toEqual({ from: String(now - 3750), until: String(now - 3250) });
  });
  test('zooming out never shows the future', () => {
    expect(zoomRange({ from: String(now - 100), until: String(now - 10) }, 4, now).until).toBe('now');
  });
});

test.each([
  [{ from: '-1h', until: 'now' }, 'Last hour'],
  [{ from: '-90min', until: 'now' }, 'Last 90 minutes'],
  [{ from: '-45s', until: 'now' }, 'Last 45 s'],
  [{ from: 'today', until: 'now' }, 'Today'],
  [{ from: 'yesterday', until: 'today' }, 'Yesterday'],
  [{ from: 'monday', until: 'now' }, '00:00 – now'],
  [{ from: String(now - 90_000), until: 'now' }, '2026-11-22 13:00 – now'],
  [{ from: String(now - 3600), until: String(now - 1800) }, '13:00 – 13:30'],
  [{ from: String(now - 86_400), until: String(now) }, '2026-11-22 14:00 – 2026-11-23 14:00'],
])('%j is called %s', (range, text) => expect(describeRange(range, now)).toBe(text));

test('the same range by the clocks of another zone', () => {
  const at = Date.UTC(2026, 10, 23, 22, 30) / 1000;
  const range = { from: String(at - 3600), until: String(at) };
  expect(describeRange(range, at, 'UTC')).toBe('21:30 – 22:30');
  expect(describeRange(range, at, 'Asia/Kolkata')).toBe('03:00 – 04:00');
  expect(describeRange(range, at, 'Europe/Athens')).toBe('2026-11-23 23:30 – 2026-11-24 00:30');
  expect(parseMoment('2026-11-24 00:30', 'Europe/Athens')).toBe(String(at));
  expect(resolveRange({ from: 'today', until: 'now' }, at, 'UTC').from).toBe(at - 22.5 * 3600);
  expect(resolveRange({ from: 'today', until: 'now' }, at, 'Asia/Kolkata').from).toBe(at - 4 * 3600);
});

test.each([
  [-3, 'just now'],
  [40, '40 s ago'],
  [720, '12 min ago'],
  [10_800, '3 h ago'],
  [500_000, '5 d ago'],
])('%s seconds ago', (seconds, text) => expect(formatAgo(seconds)).toBe(text));
