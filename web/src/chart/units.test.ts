import { describe, expect, test } from 'vitest';
import {
  axisLabels,
  digits,
  formatCount,
  formatDuration,
  formatValue,
  guessUnit,
  scaleFor,
  type Unit,
} from './units.ts';

test.each<[number | null, Unit, string]>([
  [null, 'bytes', '–'],
  [Number.NaN, 'percent', '–'],
  [0, 'bytes', '0 B'],
  [1023, 'bytes', '1023 B'],
  [1024, 'bytes', '1 KiB'],
  [1536 * 1024, 'bytes/s', '1.5 MiB/s'],
  [-2048, 'bytes/s', '-2 KiB/s'],
  [42.125, 'percent', '42.1 %'],
  [0.0806, 'percent', '0.08 %'],
  [100, 'percent', '100 %'],
  [0.25, 'ms', '250 µs'],
  [1500, 'ms', '1.5 s'],
  [0, 'ms', '0 ms'],
  [90, 'seconds', '1.5 min'],
  [12_345, 'short', '12.3k'],
  [999, 'short', '999'],
  [2_500_000, 'ops/s', '2.5 Mops/s'],
  [12, 'packets/s', '12 pkt/s'],
  [0.5, 'per second', '0.5 /s'],
])('%s of %s reads %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text));

test.each([
  [0.000_123, '0.000123'],
  [1.2345, '1.23'],
  [12.345, '12.3'],
  [123.45, '123'],
  [1e20, '1.00e+20'],
  [100, '100'],
])('three digits of %s are %s', (value, text) => expect(digits(value)).toBe(text));

describe('an axis', () => {
  test.each<[number[], number, Unit, string[]]>([
    [[0, 0.25, 0.5], 0.25, 'short', ['0', '0.25', '0.50']],
    [[0, 25, 50], 25, 'percent', ['0', '25', '50']],
    [[-0.5 * 1024 ** 2, 0, 0.5 * 1024 ** 2], 0.5 * 1024 ** 2, 'bytes', ['-512', '0', '512']],
    [[0, 2 * 1024 ** 3], 2 * 1024 ** 3, 'bytes', ['0', '2']],
    [[0, 0.30000000000000004], 0.1, 'short', ['0', '0.3']],
  ])('with ticks %j has one scale', (ticks, step, unit, labels) =>
    expect(axisLabels(ticks, step, scaleFor(unit, Math.max(...ticks.map(Math.abs))))).toEqual(labels),
  );
});

test.each([
  [0, '0 s'],
  [59.9, '59 s'],
  [61, '1 min 1 s'],
  [3600, '1 h'],
  [90_061, '1 d 1 h'],
  [-5, '0 s'],
])('%s seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

test('counts are grouped in threes', () => {
  expect(formatCount(73_829_112)).toBe('73\u202f829\u202f112');
  expect(formatCount(999)).toBe('999');
});

test.each<[string, Unit]>([
  ['hosts.web.cpu.all.user', 'percent'],
  ['hosts.web.memory.used', 'bytes'],
  ['hosts.web.memory.used_percent', 'percent'],
  ['eth0.rx_bytes', 'bytes/s'],
  ['hosts.*.network.*.{rx,tx}_bytes', 'bytes/s'],
  ['hosts.web.filesystems.root.used', 'bytes'],
  ['perSecond(nginx.sent.total_bytes)', 'bytes/s'],
  ['hosts.web.disks.sda.read_wait', 'ms'],
  ['hosts.web.uptime', 'seconds'],
  ['test.nc', 'short'],
])('%s is measured in %s', (name, unit) => expect(guessUnit(name)).toBe(unit));
