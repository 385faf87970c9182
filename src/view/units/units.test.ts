import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitGroups } from './catalogue.ts';
import {
  axisLabels,
  digits,
  formatCount,
  formatDuration,
  formatValue,
  guessUnit,
  scaleFor,
  splitValue,
} from './units.ts';

const ids = unitGroups.flatMap(({ units }) => units.map(({ id }) => id));

test.each<[number | null, string, string]>([
  [null, 'bytes', '–'],
  [Number.NaN, 'percent', '–'],
  [0, 'bytes', '0 B'],
  [1023, 'bytes', '1023 B'],
  [1024, 'bytes', '1 KiB'],
  [1023.99, 'bytes', '1 KiB'],
  [1536 * 1024, 'binBps', '1.5 MiB/s'],
  [-2048, 'binBps', '-2 KiB/s'],
  [1_500_000, 'decbytes', '1.5 MB'],
  [1_500_000, 'Bps', '1.5 MB/s'],
  [1_500_000, 'bps', '1.5 Mb/s'],
  [8 * 1024, 'binbps', '8 Kib/s'],
  [2048, 'kbytes', '2 MiB'],
  [0.5, 'kbytes', '512 B'],
  [0.25, 'gbytes', '256 MiB'],
  [1500, 'Mbits', '1.5 Gb/s'],
  [42.125, 'percent', '42.1 %'],
  [0.0806, 'percent', '0.08 %'],
  [100, 'percent', '100 %'],
  [0.421_25, 'percentunit', '42.1 %'],
  [0.25, 'ms', '250 µs'],
  [1500, 'ms', '1.5 s'],
  [0, 'ms', '0 ms'],
  [0, 's', '0 s'],
  [90, 's', '1.5 min'],
  [4320, 's', '1.2 h'],
  [59.97, 's', '1 min'],
  [86_399, 's', '1 d'],
  [1e-9, 's', '1 ns'],
  [1500, 'ns', '1.5 µs'],
  [36, 'h', '1.5 d'],
  [12_345, 'short', '12.3k'],
  [999, 'short', '999'],
  [999.7, 'short', '1k'],
  [0.002, 'short', '0.002'],
  [0.002, 'sishort', '2m'],
  [1e18, 'short', '1E'],
  [123_456, 'none', '123456'],
  [2_500_000, 'ops', '2.5 Mops/s'],
  [12, 'pps', '12 pkt/s'],
  [0.5, 'cps', '0.5 /s'],
  [0.005, 'volt', '5 mV'],
  [1500, 'kwatt', '1.5 MW'],
  [0.5, 'kwatt', '500 W'],
  [1, 'mwatt', '1 mW'],
  [0, 'kwatt', '0 kW'],
  [21.5, 'celsius', '21.5 °C'],
  [-40, 'fahrenheit', '-40 °F'],
  [90, 'degree', '90°'],
  [1234.5, 'currencyUSD', '$1.23k'],
  [-5, 'currencyUSD', '-$5'],
  [1500, 'currencySEK', '1.5 k kr'],
  [15, 'currencySEK', '15 kr'],
  [1_234_567.5, 'locale', '1\u202f234\u202f567.5'],
  [12_345, 'sci', '1.23e+4'],
  [255, 'hex', 'FF'],
  [-255, 'hex0x', '-0xFF'],
  [1, 'bool', 'True'],
  [0, 'bool_on_off', 'Off'],
  [3, 'bool:up/down', 'up'],
  [273_600, 'dtdurations', '3 d 4 h'],
  [250, 'dtdurationms', '250 ms'],
  [-90, 'dtdurations', '-1 min 30 s'],
  [93_784, 'dthms', '26:03:04'],
  [93_784, 'dtdhms', '1 d 02:03:04'],
  [6000, 'timeticks', '1 min'],
  [5, 'suffix:apples', '5 apples'],
  [5, 'prefix:~', '~5'],
  [12_345, 'count:req', '12.3 kreq'],
  [1500, 'si:mF', '1.5 F'],
  [1500, 'si:m', '1.5 km'],
  [1500, 'si:kW', '1.5 MW'],
  [1500, 'si:acre', '1.5 kacre'],
  [1500, 'currency:€', '€1.5k'],
  [15, 'currency:financial:€:suffix', '15 €'],
  [7, 'widgets', '7 widgets'],
  [7, '', '7'],
  [Number.POSITIVE_INFINITY, 'short', '∞'],
  [1e-12, 'short', '1.00e-12'],
])('%s of %s reads %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text));

test.each<[number, string, number, string]>([
  [1234.5678, 'short', 2, '1.23k'],
  [1, 'short', 2, '1.00'],
  [1024, 'bytes', 1, '1.0 KiB'],
  [1023.99, 'bytes', 0, '1 KiB'],
  [42.125, 'percent', 0, '42 %'],
  [-0.001, 'short', 1, '0.0'],
  [0.421_25, 'percentunit', 2, '42.13 %'],
  [3, 'widgets', 1, '3.0 widgets'],
])('%s of %s with %i decimals is %s', (value, unit, decimals, text) =>
  expect(formatValue(value, unit, decimals)).toBe(text),
);

describe('moments', () => {
  const moment = 1_795_442_700; // 2026-11-23 14:05:00 UTC
  test.each([
    [moment * 1000, 'dateTimeAsIso', '2026-11-23 14:05:00'],
    [moment, 'dateTimeAsIso', '2026-11-23 14:05:00'],
    [moment * 1000, 'dateTimeAsUS', '11/23/2026 2:05:00 pm'],
    [moment * 1000, 'dateTimeAsIsoNoDateIfToday', '14:05:00'],
    [(moment - 86_400) * 1000, 'dateTimeAsIsoNoDateIfToday', '2026-11-22 14:05:00'],
    [(moment - 200) * 1000, 'dateTimeFromNow', '3 min 20 s ago'],
    [(moment + 60) * 1000, 'dateTimeFromNow', 'in 1 min'],
    [moment * 1000, 'time:YYYY-MM', '2026-11'],
  ])('%s as %s is %s', (value, unit, text) =>
    expect(formatValue(value, unit, undefined, { now: moment })).toBe(text),
  );

  test('are those of the zone', () => {
    expect(formatValue(moment, 'dateTimeAsIso', undefined, { zone: 'America/New_York' })).toBe(
      '2026-11-23 09:05:00',
    );
  });
});

test.each([
  [0.000_123, '0.000123'],
  [1.2345, '1.23'],
  [12.345, '12.3'],
  [123.45, '123'],
  [1e20, '1.00e+20'],
  [100, '100'],
])('three digits of %s are %s', (value, text) => expect(digits(value)).toBe(text));

describe('an axis', () => {
  test.each<[number[], number, string, string[]]>([
    [[0, 0.25, 0.5], 0.25, 'short', ['0', '0.25', '0.50']],
    [[0, 25, 50], 25, 'percent', ['0', '25', '50']],
    [[0, 0.25, 0.5], 0.25, 'percentunit', ['0', '25', '50']],
    [[-0.5 * 1024 ** 2, 0, 0.5 * 1024 ** 2], 0.5 * 1024 ** 2, 'bytes', ['-512', '0', '512']],
    [[0, 2 * 1024 ** 3], 2 * 1024 ** 3, 'bytes', ['0', '2']],
    [[0, 0.30000000000000004], 0.1, 'short', ['0', '0.3']],
    [[0, 1], 1, 'bool', ['False', 'True']],
  ])('with ticks %j has one scale', (ticks, step, unit, labels) =>
    expect(axisLabels(ticks, step, scaleFor(unit, Math.max(...ticks.map(Math.abs))))).toEqual(labels),
  );

  test('has so many decimals as it is told', () => {
    expect(axisLabels([0, 1500, 3000], 1500, scaleFor('short', 3000), 2)).toEqual(['0', '1.50', '3.00']);
  });
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

describe('every unit', () => {
  const anyUnit = fc.constantFrom(
    ...ids,
    'suffix:x',
    'prefix:x',
    'count:x',
    'si:mX',
    'time:HH',
    'currency:x',
    'odd',
  );
  const anyValue = fc.oneof(fc.double(), fc.double({ min: -1e6, max: 1e6 }), fc.integer());

  test('is listed once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(250);
  });

  test('writes any number, in parts that add up', () => {
    fc.assert(
      fc.property(anyValue, anyUnit, fc.option(fc.nat(20), { nil: undefined }), (value, unit, decimals) => {
        const { prefix, text, suffix } = splitValue(value, unit, decimals);
        expect(prefix + text + suffix).toBe(formatValue(value, unit, decimals));
        expect(text).not.toBe('');
        expect(text).not.toContain('NaN');
      }),
      { numRuns: 2000 },
    );
  });

  test('is scaled so that three digits before the point are enough', () => {
    const units = fc.constantFrom('short', 'bytes', 'decbytes', 'bps', 'binBps', 'ops', 'watt', 'volt');
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e17, noNaN: true }), units, (value, unit) => {
        const { divisor } = scaleFor(unit, value);
        expect(value / divisor).toBeLessThan(1024);
        expect(value / divisor).toBeGreaterThan(0.99);
        // What is written is the value to within its three digits.
        expect(
          Math.abs(Number.parseFloat(splitValue(value, unit).text) * divisor - value),
        ).toBeLessThanOrEqual(value * 0.005_001);
      }),
    );
  });

  test('keeps the sign of what it counts', () => {
    const counted = ids.filter((id) => !/^(bool|dateTime)/.test(id));
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e15, noNaN: true }),
        fc.constantFrom(...counted),
        (value, unit) => {
          const [plus, minus] = [formatValue(value, unit), formatValue(-value, unit)];
          fc.pre(/[1-9A-F]/.test(plus));
          expect(minus).toBe(`-${plus}`);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test.each<[string, string]>([
  ['hosts.web.cpu.all.user', 'percent'],
  ['hosts.web.memory.used', 'bytes'],
  ['hosts.web.memory.used_percent', 'percent'],
  ['eth0.rx_bytes', 'binBps'],
  ['hosts.*.network.*.{rx,tx}_bytes', 'binBps'],
  ['hosts.web.filesystems.root.used', 'bytes'],
  ['perSecond(nginx.sent.total_bytes)', 'binBps'],
  ['hosts.web.disks.sda.read_wait', 'ms'],
  ['hosts.web.disks.sda.read_ops', 'ops'],
  ['hosts.web.network.eth0.rx_packets', 'pps'],
  ['hosts.web.uptime', 's'],
  ['collectd.web.interface-eth0.if_octets.rx', 'binBps'],
  ['stats.timers.login.mean_90', 'ms'],
  ['stats.counters.login.rate', 'cps'],
  ['nginx.requests_per_sec', 'reqps'],
  ['telegraf.web.cpu0.cpu.usage_idle', 'percent'],
  ['sensors.cpu_temp', 'celsius'],
  ['carbon.agents.a.memUsage', 'bytes'],
  ['carbon.agents.a.avgUpdateTime', 's'],
  ['test.nc', 'short'],
])('%s is measured in %s', (name, unit) => expect(guessUnit(name)).toBe(unit));
