import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig, FieldOverride } from '../../../schema/dashboard.ts';
import type { PanelOptions } from '../../../schema/panelOptions.ts';
import type { Frame } from '../../frame.ts';
import type { PanelSeries } from '../../panelData.ts';
import { BODY } from '../parts/painter.ts';
import { measure, series } from '../testing/sceneTask.ts';
import { columnWidths } from './tableLook.ts';
import { makeTable, type Table } from './tableModel.ts';
import { footerLines, nextOrder, readFilter, type SortKey, shownRows, tableCsv } from './tableRows.ts';

interface Parts {
  readonly options?: PanelOptions<'table'>;
  readonly field?: FieldConfig;
  readonly overrides?: readonly FieldOverride[];
  readonly frames?: readonly Frame[] | null;
  readonly frame?: number;
}

function tableOf(list: readonly PanelSeries[], parts: Parts = {}): Table {
  const { options = {}, field = {}, overrides = [], frames = null, ...rest } = parts;
  return makeTable({
    data: { series: list, frames, left: 0 },
    options,
    field,
    overrides,
    theme: 'dark',
    zone: 'UTC',
    now: 1_800_000_000,
    ...rest,
  });
}

const texts = (table: Table) => [
  table.columns.map(({ heading }) => heading),
  ...Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => column.cellAt(row).text)),
];
const percent: FieldConfig = { unit: 'percent' };
const two = [series('web1', [10, 30, 20], percent), series('web2', [50, Number.NaN], percent)];
const frame: Frame = {
  name: 'joined',
  refId: 'A',
  fields: [
    { name: 'Host', kind: 'text', values: ['web2', null, 'web10'] },
    { name: 'cpu.percent', kind: 'number', values: Float64Array.of(5, Number.NaN, 80) },
    { name: 'Time', kind: 'time', values: Float64Array.of(0, 60, Number.NaN) },
  ],
};

describe('columns', () => {
  test('a line for each series', () => {
    expect(texts(tableOf(two))).toEqual([
      ['Name', 'Last', 'Min', 'Mean', 'Max'],
      ['web1', '20 %', '10 %', '20 %', '30 %'],
      ['web2', '50 %', '50 %', '50 %', '50 %'],
    ]);
  });

  test('calculations in their own unit', () => {
    expect(texts(tableOf(two, { options: { calcs: ['count', 'p50'] } }))).toEqual([
      ['Name', 'Count', '50th percentile'],
      ['web1', '3', '20 %'],
      ['web2', '1', '50 %'],
    ]);
  });

  test('a line for each time, also where series have other steps', () => {
    const slow = { ...series('slow', [7], percent), start: 1_800_000_000 - 180, step: 180 };
    const table = tableOf([two[0], slow], { options: { rows: 'time' } });
    expect(texts(table)).toEqual([
      ['Time', 'web1', 'slow'],
      ['Fri 15 Jan 07:57:00', '10 %', '7 %'],
      ['Fri 15 Jan 07:58:00', '30 %', '–'],
      ['Fri 15 Jan 07:59:00', '20 %', '–'],
    ]);
    expect(table.order).toEqual({ key: 'Time', descending: true });
  });

  test('what transformations made', () => {
    const table = tableOf([], { frames: [frame] });
    expect(texts(table)).toEqual([
      ['Host', 'cpu.percent', 'Time'],
      ['web2', '5 %', 'Thu 1 Jan 1970 00:00:00'],
      ['–', '–', 'Thu 1 Jan 1970 00:01:00'],
      ['web10', '80 %', '–'],
    ]);
    expect(table.columns.map(({ align }) => align)).toEqual(['left', 'right', 'left']);
  });

  test('one of several tables', () => {
    const other = { ...frame, name: 'other', fields: frame.fields.slice(0, 1) };
    const table = tableOf([], { frames: [frame, other], frame: 1 });
    expect(table.frames).toEqual(['joined', 'other']);
    expect(table.columns).toHaveLength(1);
  });

  test('overrides rename, hide, colour and align columns', () => {
    const overrides: FieldOverride[] = [
      { match: { by: 'name', name: 'Min' }, set: { cell: { hidden: true } } },
      {
        match: { by: 'name', name: 'Max' },
        set: { displayName: 'Worst', cell: { kind: 'bar', align: 'left' } },
      },
      { match: { by: 'name', name: 'Name' }, set: { cell: { kind: 'color-text', width: 200 } } },
    ];
    const table = tableOf(two, { overrides });
    expect(table.columns.map(({ heading }) => heading)).toEqual(['Name', 'Last', 'Mean', 'Worst']);
    expect(table.columns[3]).toMatchObject({ cell: 'bar', align: 'left' });
    expect(table.columns[3].cellAt(0).bar).toMatchObject({ from: 0, to: 0.3 });
    expect(table.columns[0].cellAt(0).ink).toEqual(two[0].color);
    expect(table.columns[0].width).toBe(200);
  });

  test('a wish for lines is a column of them', () => {
    const table = tableOf(two, { field: { cell: { kind: 'sparkline' } }, options: { calcs: ['last'] } });
    expect(texts(table)[0]).toEqual(['Name', 'Trend', 'Last']);
    expect(table.columns[1].cellAt(1).line).toBe(two[1]);
    expect(table.columns[2].cellAt(1).line).toBeNull();
  });

  test('a bar below zero goes to the left', () => {
    const list = [series('a', [-50], { cell: { kind: 'bar' } }), series('b', [50])];
    const table = tableOf(list, { field: { cell: { kind: 'bar' } }, options: { calcs: ['last'] } });
    expect(table.columns[1].cellAt(0).bar).toMatchObject({ from: 0, to: 0.5 });
    expect(table.columns[1].cellAt(1).bar).toMatchObject({ from: 0.5, to: 1 });
  });

  test('words for numbers and for texts', () => {
    const mappings: FieldConfig['mappings'] = [
      { kind: 'value', value: '5', text: 'Idle', color: 'ok' },
      { kind: 'value', value: 'web10', text: 'Tenth', color: 'crit' },
    ];
    const table = tableOf([], { frames: [frame], field: { mappings, cell: { kind: 'color-text' } } });
    expect(texts(table)[1].slice(0, 2)).toEqual(['web2', 'Idle']);
    expect(texts(table)[3][0]).toBe('Tenth');
    expect(table.columns[0].cellAt(0).ink).toBeNull();
    expect(table.columns[0].cellAt(2).ink).not.toBeNull();
  });
});

test.each<[string, number | string | null, string, boolean]>([
  ['', 5, '5 %', true],
  ['  ', 5, '5 %', true],
  ['WEB', 'web1', 'web1', true],
  ['web 2', 'web1', 'web1', false],
  ['>5', 5, '5 %', false],
  ['>=5', 5, '5 %', true],
  ['> 4 <6', 5, '5 %', true],
  ['>4 <5', 5, '5 %', false],
  ['>1.5k', 1600, '1.6 kB', true],
  ['<1M', 1600, '1.6 kB', true],
  ['<90%', 5, '5 %', true],
  ['=5', 5, '5 %', true],
  ['=5 ', 5.5, '5.5 %', false],
  ['=web1', 'web1', 'web1', true],
  ['=web', 'web1', 'web1', false],
  ['!=web1', 'web1', 'web1', false],
  ['!=7', 5, '5 %', true],
  ['>', 5, '5 %', true],
  ['>x', 5, '5 %', true],
  ['>3', null, '–', false],
  ['>3', 'text', 'text', false],
  ['-5', -5, '-5', true],
])('"%s" lets %s (%s) through: %s', (typed, cell, text, expected) => {
  expect(readFilter(typed)?.(cell, () => text) ?? true).toBe(expected);
});

describe('order', () => {
  const keys = (order: readonly SortKey[]) =>
    order.map(({ key, descending }) => `${descending ? '-' : ''}${key}`).join(' ');
  test.each<[string, string, 'number' | 'text', boolean, string]>([
    ['', 'a', 'number', false, '-a'],
    ['-a', 'a', 'number', false, 'a'],
    ['a', 'a', 'number', false, ''],
    ['', 't', 'text', false, 't'],
    ['t', 't', 'text', false, '-t'],
    ['-a', 't', 'text', false, 't'],
    ['-a', 't', 'text', true, '-a t'],
    ['-a t', 'a', 'number', true, 'a t'],
    ['a t', 'a', 'number', true, 't'],
  ])('"%s" and a click on %s', (before, key, kind, add, expected) => {
    const order = before
      .split(' ')
      .filter(Boolean)
      .map((text) => ({ key: text.replace('-', ''), descending: text.startsWith('-') }));
    expect(keys(nextOrder(order, { key, kind }, add))).toBe(expected);
  });

  test('names by their numbers, nothing last both ways', () => {
    const table = tableOf([], { frames: [frame] });
    const rows = (key: string, descending: boolean) => shownRows(table, new Map(), [{ key, descending }]);
    expect(rows('Host', false)).toEqual([0, 2, 1]);
    expect(rows('Host', true)).toEqual([2, 0, 1]);
    expect(rows('cpu.percent', true)).toEqual([2, 0, 1]);
  });

  test('as the slow way does, by several keys', () => {
    const cell = fc.constantFrom(1, 2, 3, Number.NaN);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        (pairs, a, b) => {
          const table = tableOf([], {
            frames: [
              {
                name: '',
                refId: '',
                fields: [0, 1].map((i) => ({
                  name: `${i}`,
                  kind: 'number' as const,
                  values: Float64Array.from(pairs, (pair) => pair[i as 0 | 1]),
                })),
              },
            ],
          });
          const rows = shownRows(table, new Map(), [
            { key: '0', descending: a },
            { key: '1', descending: b },
          ]);
          const rank = (value: number, descending: boolean) =>
            Number.isNaN(value) ? 9 : descending ? -value : value;
          const slow = pairs
            .map(([left, right], i) => ({ i, by: rank(left, a) * 100 + rank(right, b) }))
            .sort((x, y) => x.by - y.by || x.i - y.i)
            .map(({ i }) => i);
          expect(rows).toEqual(slow);
        },
      ),
    );
  });
});

test('the footer is of the rows that are shown, and of one unit only', () => {
  const mixed = [...two, series('sent', [1e6], { unit: 'bytes' })];
  const table = tableOf(mixed, { options: { calcs: ['last', 'count'] } });
  expect(footerLines(table, [0, 1, 2], ['mean']).map(({ texts: line }) => line)).toEqual([
    ['Mean', '', '1.67'],
  ]);
  const same = tableOf(two, { options: { calcs: ['last'] } });
  expect(footerLines(same, [0, 1], ['sum', 'count']).map(({ texts: line }) => line)).toEqual([
    ['Sum', '70 %'],
    ['Count', '2'],
  ]);
  expect(footerLines(same, [1], ['sum'])[0].texts).toEqual(['Sum', '50 %']);
});

test('CSV holds numbers in full and times in UTC', () => {
  const odd: Frame = {
    ...frame,
    fields: [{ name: 'a "b"', kind: 'text', values: ['x,y', 'line\nbreak', null] }, ...frame.fields.slice(1)],
  };
  expect(tableCsv(tableOf([], { frames: [odd] }), [2, 0, 1])).toBe(
    '"a ""b""",cpu.percent,Time\r\n,80,\r\n"x,y",5,1970-01-01T00:00:00Z\r\n"line\nbreak",,1970-01-01T00:01:00Z\r\n',
  );
});

test('columns fill the room, keep what was chosen, and never give up a number', () => {
  const list = ['a', 'b'.repeat(80)].map((name) => series(name, [1, 2], percent));
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 2000 }),
      fc.option(fc.integer({ min: 20, max: 300 })),
      (room, wish) => {
        const table = tableOf(list);
        const chosen = new Map(wish === null ? [] : [['mean', wish]]);
        const widths = columnWidths(table, room, measure, chosen);
        const sum = widths.reduce((total, width) => total + width, 0);
        expect(sum).toBeGreaterThanOrEqual(room - 0.001);
        if (wish !== null) expect(widths[3]).toBe(wish);
        expect(widths[0]).toBeGreaterThanOrEqual(Math.min(110, measure('b'.repeat(80), BODY)));
        for (const width of [widths[1], widths[2], widths[4]])
          expect(width).toBeGreaterThanOrEqual(measure('2 %', BODY));
      },
    ),
  );
});
