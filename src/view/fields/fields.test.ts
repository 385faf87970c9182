import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig, FieldMatcher, Thresholds, ValueMapping } from '../../schema/dashboard.ts';
import { inksOf, paletteColor, resolveColor, scaleColor } from '../palette.ts';
import { colorOfSeries, type Displayed, displayText, displayValue, rangeOf } from './display.ts';
import { mapValue } from './mappings.ts';
import { configOf, matches } from './overrides.ts';
import { thresholdAt, thresholdValue } from './thresholds.ts';

const steps = [
  { value: null, color: 'ok' },
  { value: 70, color: 'warn' },
  { value: 90, color: 'crit' },
];

describe('thresholds', () => {
  test.each<
    [Thresholds | undefined, number | null, number | undefined, number | undefined, string | undefined]
  >([
    [{ steps }, 69.9, undefined, undefined, 'ok'],
    [{ steps }, 70, undefined, undefined, 'warn'],
    [{ steps }, 1000, undefined, undefined, 'crit'],
    [{ steps }, -1000, undefined, undefined, 'ok'],
    [{ steps }, Number.NaN, undefined, undefined, undefined],
    [{ steps }, null, undefined, undefined, undefined],
    [{ steps: steps.slice(1) }, 5, undefined, undefined, undefined],
    [{ mode: 'percent', steps }, 150, 100, 200, 'ok'],
    [{ mode: 'percent', steps }, 170, 100, 200, 'warn'],
    [{ mode: 'percent', steps }, 95, undefined, undefined, 'crit'],
    [{ mode: 'percent', steps }, 5, 5, 5, 'ok'],
    [undefined, 5, undefined, undefined, undefined],
  ])('%j at %s (%s to %s) is %s', (thresholds, value, min, max, color) => {
    expect(thresholdAt(thresholds, value, min, max)?.color).toBe(color);
  });

  test('a step is reached at its own value, in either mode', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('absolute' as const, 'percent' as const),
        fc.constantFrom(...steps.slice(1)),
        (mode, step) => {
          const thresholds: Thresholds = { mode, steps };
          expect(thresholdAt(thresholds, thresholdValue(thresholds, step, 50, 250), 50, 250)).toBe(step);
        },
      ),
    );
    expect(thresholdValue({ steps }, steps[0])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('value mappings', () => {
  const mappings: ValueMapping[] = [
    { kind: 'value', value: '1', text: 'up', color: 'ok' },
    { kind: 'value', value: 'idle', text: 'asleep' },
    { kind: 'range', from: 2, to: 5, text: 'busy' },
    { kind: 'range', from: 1000, text: 'far too much' },
    { kind: 'regex', pattern: '^web(\\d+)$', text: 'number $1' },
    { kind: 'special', match: 'null', text: 'nothing', color: 'crit' },
    { kind: 'special', match: 'empty', text: 'blank' },
    { kind: 'special', match: 'true', text: 'yes' },
    { kind: 'range', from: 100, to: 200, color: 'warn' },
  ];
  test.each<[number | string | null, ReturnType<typeof mapValue>]>([
    [1, { text: 'up', color: 'ok' }],
    ['1', { text: 'up', color: 'ok' }],
    ['idle', { text: 'asleep' }],
    [2, { text: 'busy' }],
    [5, { text: 'busy' }],
    [5.01, null],
    ['3', { text: 'busy' }],
    [1e9, { text: 'far too much' }],
    ['web12', { text: 'number 12' }],
    [null, { text: 'nothing', color: 'crit' }],
    [Number.NaN, { text: 'nothing', color: 'crit' }],
    ['', { text: 'blank' }],
    ['true', { text: 'yes' }],
    [150, { color: 'warn' }],
    ['other', null],
  ])('%j is %j', (value, wanted) => expect(mapValue(mappings, value)).toEqual(wanted));

  test('an expression that cannot be read fits nothing', () => {
    expect(mapValue([{ kind: 'regex', pattern: '(', text: 'x' }], 'a(')).toBeNull();
  });
});

describe('overrides', () => {
  const values = Float64Array.of(1, 95, Number.NaN);
  const subject = { name: 'hosts.web1.cpu', label: 'web1', refId: 'A', values };
  test.each<[FieldMatcher, boolean]>([
    [{ by: 'name', name: 'hosts.web1.cpu' }, true],
    [{ by: 'name', name: 'web1' }, true],
    [{ by: 'name', name: 'web' }, false],
    [{ by: 'names', names: ['web1', 'web2'] }, true],
    [{ by: 'names', names: ['web1'], exclude: true }, false],
    [{ by: 'names', names: ['web2'], exclude: true }, true],
    [{ by: 'regex', pattern: 'web\\d' }, true],
    [{ by: 'regex', pattern: '/WEB/i' }, true],
    [{ by: 'regex', pattern: '^cpu' }, false],
    [{ by: 'regex', pattern: '(' }, false],
    [{ by: 'query', refId: 'A' }, true],
    [{ by: 'query', refId: 'B' }, false],
    [{ by: 'type', type: 'number' }, true],
    [{ by: 'type', type: 'text' }, false],
    [{ by: 'value', calc: 'max', is: 'over', value: 90 }, true],
    [{ by: 'value', calc: 'last', is: 'under', value: 90 }, false],
    [{ by: 'value', calc: 'count', is: 'equal', value: 2 }, true],
    [{ by: 'value', calc: 'last', is: 'null' }, false],
  ])('%j', (match, wanted) => expect(matches(match, subject)).toBe(wanted));

  test('later ones win, member by member', () => {
    const config = configOf(
      { unit: 's', decimals: 1 },
      [
        { match: { by: 'name', name: 'web1' }, set: { unit: 'ms', lineWidth: 2 } },
        { match: { by: 'query', refId: 'A' }, set: { lineWidth: 3 } },
        { match: { by: 'query', refId: 'B' }, set: { unit: 'd' } },
      ],
      subject,
    );
    expect(config).toEqual({ unit: 'ms', decimals: 1, lineWidth: 3 });
  });
});

describe('a value as it is shown', () => {
  const color = paletteColor('dark', 3);
  const of = (config: FieldConfig, unit = 'short'): Displayed => ({
    config,
    unit,
    color,
    span: { min: 0, max: 10 },
  });

  test.each<[number | null, FieldConfig, string, string]>([
    [1536, {}, 'bytes', '1.5 KiB'],
    [1536, { decimals: 2 }, 'bytes', '1.50 KiB'],
    [null, {}, 'bytes', '–'],
    [Number.NaN, { noValue: 'silent' }, 'bytes', 'silent'],
    [1, { mappings: [{ kind: 'value', value: '1', text: 'up' }] }, 'short', 'up'],
    [1, { mappings: [{ kind: 'value', value: '1', color: 'crit' }] }, 'short', '1'],
    [null, { mappings: [{ kind: 'special', match: 'null', text: 'down' }], noValue: 'x' }, 'short', 'down'],
  ])('%s with %j in %s is %s', (value, config, unit, text) =>
    expect(displayText(value, of(config, unit), 'dark')).toBe(text),
  );

  test('has the colour of its mapping, of its threshold, of its place on a scale, or of its series', () => {
    const shown = (value: number | null, config: FieldConfig) =>
      displayValue(value, of(config), 'dark').color;
    const thresholds = { steps };
    expect(shown(95, {})).toBe(color);
    expect(shown(95, { thresholds })).toBe(color);
    expect(shown(95, { thresholds, color: { mode: 'thresholds' } })).toEqual(inksOf('dark').crit);
    expect(shown(null, { thresholds, color: { mode: 'thresholds' } })).toBe(color);
    expect(shown(5, { color: { mode: 'continuous', scale: 'blues' } })).toEqual(
      scaleColor('blues', 0.5, 'dark'),
    );
    expect(shown(5, { color: { mode: 'continuous', scale: 'blues' }, max: 5 })).toEqual(
      scaleColor('blues', 1, 'dark'),
    );
    expect(
      shown(1, {
        color: { mode: 'thresholds' },
        thresholds,
        mappings: [{ kind: 'value', value: '1', color: '#123456' }],
      }),
    ).toEqual(resolveColor('#123456', 'dark'));
  });

  test('a mapped text is told from a measured one', () => {
    const mappings: ValueMapping[] = [{ kind: 'value', value: '1', text: 'up' }];
    expect(displayValue(1, of({ mappings }), 'dark')).toMatchObject({ text: 'up', suffix: '', mapped: true });
    expect(displayValue(2048, of({ mappings }, 'bytes'), 'dark')).toMatchObject({
      text: '2',
      suffix: ' KiB',
      mapped: false,
    });
  });

  test('a series has the colour of the value that its scheme names', () => {
    const series = (by?: 'last' | 'min' | 'max') => ({
      ...of({ thresholds: { steps }, color: { mode: 'thresholds', ...(by ? { by } : {}) } }),
      values: Float64Array.of(95, 5, 75),
    });
    expect(colorOfSeries(series(), 'dark')).toEqual(inksOf('dark').warn);
    expect(colorOfSeries(series('max'), 'dark')).toEqual(inksOf('dark').crit);
    expect(colorOfSeries(series('min'), 'dark')).toEqual(inksOf('dark').ok);
  });

  test.each<[FieldConfig, string, { min: number; max: number }]>([
    [{}, 'short', { min: 0, max: 10 }],
    [{}, 'percent', { min: 0, max: 100 }],
    [{}, 'percentunit', { min: 0, max: 1 }],
    [{ min: -5, max: 5 }, 'percent', { min: -5, max: 5 }],
    [{ min: 20 }, 'short', { min: 20, max: 21 }],
  ])('the range of %j in %s is %j', (config, unit, range) =>
    expect(rangeOf(of(config, unit))).toEqual(range),
  );
});
