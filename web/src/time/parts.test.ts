import { describe, expect, test } from 'vitest';
import { deviceZone } from '../chart/zone.ts';
import { readRecent, withRecent } from './recentRanges.ts';
import { refreshModeOf } from './refresh.ts';
import { silenceOf } from './staleness.ts';
import { knownZones, offsetText, readZone, writeZone, zoneOfChoice } from './zoneChoice.ts';

describe('the zone', () => {
  test.each([
    [null, deviceZone],
    ['browser', deviceZone],
    ['utc', 'UTC'],
    ['UTC', 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Mars/Olympus', deviceZone],
  ])('%s is %s', (choice, zone) => expect(zoneOfChoice(choice)).toBe(zone));
  test('can be any that the browser knows, under its new name too', () => {
    const zones = knownZones();
    expect(zones).toContain('Europe/Berlin');
    expect(zones).toContain('Asia/Kolkata');
    expect(zones.filter((zone) => zoneOfChoice(zone) !== zone)).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
  });
  test('is kept in the address, beside everything else', () => {
    const search = writeZone('?from=-1h', 'Europe/Berlin');
    expect(readZone(search)).toBe('Europe/Berlin');
    expect(writeZone(search, null)).toBe('?from=-1h');
  });
  test.each([
    ['UTC', 'UTC'],
    ['Asia/Kolkata', 'UTC+5:30'],
    ['America/New_York', 'UTC−5'],
  ])('clocks of %s are %s', (zone, text) => expect(offsetText(zone, Date.UTC(2026, 0, 1) / 1000)).toBe(text));
});

describe('recent ranges', () => {
  test('eight, the newest first, none twice', () => {
    let list = withRecent([], { from: '1', until: '2' });
    for (let i = 0; i < 12; i++) list = withRecent(list, { from: String(i), until: 'now' });
    list = withRecent(list, { from: '9', until: 'now' });
    expect(list.map(({ from }) => from)).toEqual(['9', '11', '10', '8', '7', '6', '5', '4']);
  });
  test.each([null, '', '{', '7', '[null, 3, {"from": 1}]'])('%j is no list', (text) =>
    expect(readRecent(text)).toEqual([]),
  );
});

test.each([
  [null, 'live'],
  ['live', 'live'],
  ['off', 'off'],
  ['30s', 30],
  ['5m', 300],
  ['soon', 'live'],
])('refresh %s', (text, mode) => expect(refreshModeOf(text)).toBe(mode));

test.each<[string, number, number[], number | null]>([
  ['a value of the last interval', 10, [1, 2, 3], null],
  ['three intervals may pass', 10, [1, 2, 3, ...Array(3).fill(Number.NaN)], null],
  ['but not more', 10, [1, 2, 3, ...Array(5).fill(Number.NaN)], 50],
  [
    'a sender that is slower than its slots is not silent between its points',
    10,
    Array.from({ length: 36 }, (_, i) => (i % 6 === 0 ? i : Number.NaN)).concat(Array(10).fill(Number.NaN)),
    null,
  ],
  ['a short silence is none, however short the interval', 1, [1, ...Array(25).fill(Number.NaN)], null],
  ['nothing at all is another thing', 10, Array(50).fill(Number.NaN), null],
])('%s', (_what, step, values, silence) => {
  const column = { start: 1000, step, values: Float64Array.from(values) };
  expect(silenceOf([column], 1000 + values.length * step)).toBe(silence);
});
