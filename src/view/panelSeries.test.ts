// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig, VariableValue } from '../schema/dashboard.ts';
import type { Column } from './frame.ts';
import { assignPlaces, paletteColor, resolveColor } from './palette.ts';
import { type PrepareInput, preparePanel } from './panelSeries.ts';
import { interpolate } from './variables/interpolate.ts';

const page = new Map<string, VariableValue>([['unit', 'shirts']]);
const column = (name: string, values: readonly (number | null)[], start = 600, step = 60): Column => ({
  name,
  start,
  step,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
});
const prepare = (
  panel: PrepareInput['panel'],
  answers: Readonly<Record<string, readonly Column[]>>,
  more: Partial<PrepareInput> = {},
) =>
  preparePanel({
    panel,
    answers: Object.entries(answers).map(([refId, columns]) => ({ refId, columns })),
    theme: 'dark',
    interpolate: (text, values) => interpolate(text, new Map([...page, ...(values ?? [])])),
    ...more,
  });
const cpu = column('hosts.web1.cpu.used_percent', [1, 2]);
const memory = column('hosts.web1.memory.used', [5000, 6000]);

test('series keep what was measured, and get a unit, a key and a colour', () => {
  const { series, frames, left } = prepare({}, { A: [cpu], B: [memory] });
  expect(series.map(({ key, refId, label, unit }) => [key, refId, label, unit])).toEqual([
    [cpu.name, 'A', cpu.name, 'percent'],
    [memory.name, 'B', memory.name, 'bytes'],
  ]);
  expect(series[0].values).toBe(cpu.values);
  expect(series[0].color).toEqual(paletteColor('dark', assignPlaces([cpu.name])[0]));
  expect(series[1].span).toEqual({ min: 5000, max: 6000 });
  expect([frames, left]).toEqual([null, 0]);
});

test('the same name twice makes two series of different colour', () => {
  const { series } = prepare({}, { A: [cpu], B: [cpu] });
  expect(series.map(({ key }) => key)).toEqual([cpu.name, `${cpu.name}#1`]);
  expect(series[0].color).not.toEqual(series[1].color);
});

describe('names', () => {
  const tagged = column('disk.used;host=web1;dc=x', [1]);
  test.each<[FieldConfig, Column, string]>([
    [{ displayName: 'Load' }, cpu, 'Load'],
    [{ displayName: '${__series.name} in $unit' }, cpu, `${cpu.name} in shirts`],
    [{ displayName: '${__field.name} of ${__field.labels.host}' }, tagged, 'disk.used of web1'],
    [{ displayName: '${__series.refId}' }, cpu, 'A'],
    [{ displayName: ' ' }, cpu, cpu.name],
    [{}, tagged, tagged.name],
  ])('%j', (field, of, label) => expect(prepare({ field }, { A: [of] }).series[0].label).toBe(label));
});

test('overrides find series by their name, by what they are called, and by what they amount to', () => {
  const { series } = prepare(
    {
      field: { unit: 'short', displayName: '${__field.labels.host}' },
      overrides: [
        { match: { by: 'name', name: 'web1' }, set: { unit: 'ops' } },
        { match: { by: 'regex', pattern: 'web2$' }, set: { unit: 's', displayName: 'second' } },
        { match: { by: 'value', calc: 'last', is: 'over', value: 5 }, set: { decimals: 3 } },
      ],
    },
    { A: [column('x;host=web1', [1]), column('x;host=web2', [9])] },
  );
  expect(series.map(({ unit, label, config }) => [unit, label, config.decimals])).toEqual([
    ['ops', 'web1', undefined],
    ['s', 'second', 3],
  ]);
});

describe('colours', () => {
  const names = ['a', 'b', 'c'];
  const columns = names.map((name) => column(name, [1]));
  const colorsOf = (panel: PrepareInput['panel']) =>
    prepare(panel, { A: columns }).series.map(({ color }) => color);

  test('may be fixed', () => {
    expect(colorsOf({ field: { color: { mode: 'fixed', color: 'crit' } } })).toEqual(
      names.map(() => resolveColor('crit', 'dark')),
    );
    expect(colorsOf({ field: { color: { mode: 'fixed', color: 'nonsense' } } })).toEqual(colorsOf({}));
  });

  test('that somebody chose from the palette are not given to another', () => {
    const wanted = assignPlaces(names)[1];
    const overrides = [
      {
        match: { by: 'name', name: 'a' } as const,
        set: { color: { mode: 'fixed', color: `palette-${wanted}` } as const },
      },
    ];
    const colors = colorsOf({ overrides });
    expect(colors[0]).toEqual(paletteColor('dark', wanted));
    expect(colors[1]).not.toEqual(colors[0]);
  });

  test('may be shades of one', () => {
    const colors = colorsOf({ field: { color: { mode: 'shades', color: '#5794f2' } } });
    expect(colors[0]).toEqual(resolveColor('#5794f2', 'dark'));
    expect(new Set(colors.map(({ r, g, b }) => `${r} ${g} ${b}`)).size).toBe(3);
  });

  test('do not depend on what comes after in the answer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }), (list) => {
        const of = (count: number) =>
          prepare({}, { A: list.slice(0, count).map((name) => column(name, [1])) }).series[0].color;
        expect(of(list.length)).toEqual(of(1));
      }),
    );
  });
});

describe('copies for comparison', () => {
  const answers = { A: [cpu, memory], 'A~7d': [column(cpu.name, [9, 9]), column('gone', [1, 1])] };

  test('have the colour and the name of the series itself', () => {
    const { series } = prepare({ field: { displayName: 'x ${__series.name}' } }, answers);
    expect(series.map(({ key, comparedWith }) => [key, comparedWith])).toEqual([
      [cpu.name, undefined],
      [memory.name, undefined],
      [`${cpu.name}~7d`, 604_800],
      ['gone~7d', 604_800],
    ]);
    expect(series[2].color).toEqual(series[0].color);
    expect(series[2].label).toBe(series[0].label);
    expect(series[2].refId).toBe('A');
  });

  test('stay with it when there are too many series', () => {
    const { series, left } = prepare(
      {},
      { A: [column('low', [1]), column('high', [9])], 'A~1d': [column('low', [1]), column('high', [2])] },
      { limit: 1 },
    );
    expect(series.map(({ key }) => key)).toEqual(['high', 'high~1d']);
    expect(left).toBe(2);
  });

  test('are transformed among themselves', () => {
    const { series, frames } = prepare(
      {
        transformations: [
          { kind: 'calculate', options: { mode: 'reduce', calc: 'sum', name: 'all', replace: true } },
        ],
      },
      answers,
    );
    expect(series.map(({ key, values }) => [key, ...values])).toEqual([
      ['all', 5001, 6002],
      ['all~7d', 10, 10],
    ]);
    expect(frames).toHaveLength(1);
  });
});

test('of too many series those with the greatest newest values stay, in their order', () => {
  const columns = [3, 9, null, 7, 1].map((value, i) => column(`s${i}`, [value]));
  const { series, left } = prepare({}, { A: columns }, { limit: 3 });
  expect(series.map(({ key }) => key)).toEqual(['s0', 's1', 's3']);
  expect(left).toBe(2);
});

describe('transformations', () => {
  const steps = (kind: string, options: Record<string, unknown>) => ({
    transformations: [{ kind, options }],
  });
  const banded: Column = {
    ...cpu,
    archiveStep: 60,
    consolidation: 'average',
    low: Float64Array.of(0, 1),
    high: Float64Array.of(2, 3),
  };

  test('that only choose and name leave what else is known of a series', () => {
    const { series } = prepare(steps('rename', { pattern: '.*web1.*', replacement: 'web1' }), {
      A: [banded],
    });
    expect(series[0]).toMatchObject({ key: 'web1', start: 600, step: 60, archiveStep: 60, low: banded.low });
    expect(series[0].values).toBe(banded.values);
  });

  test('that leave points out give series with gaps', () => {
    const { series } = prepare(steps('filter-rows', { conditions: [{ is: 'greater', value: 0 }] }), {
      A: [column('x', [0, 4, 0, 0, 5, 6])],
    });
    expect([series[0].start, series[0].step, ...series[0].values]).toEqual([
      660,
      60,
      4,
      Number.NaN,
      Number.NaN,
      5,
      6,
    ]);
  });

  test('that make a table give no series, but the table', () => {
    const { series, frames } = prepare(steps('reduce', { calcs: ['max'] }), { A: [cpu], B: [memory] });
    expect(series).toEqual([]);
    expect(frames?.[0].fields.map(({ name, values }) => [name, ...values])).toEqual([
      ['Field', cpu.name, memory.name],
      ['Max', 2, 6000],
    ]);
  });

  test('that join series of one query give series of that query again', () => {
    const { series, frames } = prepare(steps('join', {}), { A: [cpu, column('other', [7], 660)] });
    expect(series.map(({ key, refId, start, values }) => [key, refId, start, ...values])).toEqual([
      [cpu.name, 'A', 600, 1, 2],
      ['other', 'A', 600, Number.NaN, 7],
    ]);
    expect(frames).toHaveLength(1);
  });

  test('that are disabled are none', () => {
    expect(
      prepare({ transformations: [{ kind: 'reduce', disabled: true }] }, { A: [cpu] }).frames,
    ).toBeNull();
  });

  test('of nothing give nothing', () => {
    expect(prepare(steps('reduce', {}), {})).toEqual({ series: [], frames: [], left: 0 });
  });

  test('rows in no order of time are no series', () => {
    const { series } = prepare(steps('sort', { field: 'x', descending: true }), {
      A: [column('x', [1, 2, 3])],
    });
    expect(series).toEqual([]);
  });
});
