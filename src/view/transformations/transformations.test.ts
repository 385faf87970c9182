import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Field, Frame } from '../frame.ts';
import { seriesFrame, TimesOfGrids } from './frames.ts';
import { applyTransformations, type TransformationOptions, transformations } from './index.ts';

/** Columns by name; numbers unless a text is among them. A column named Time is one. */
type Columns = Record<string, readonly (number | string | null)[]>;

const table = (columns: Columns, name = '', refId = 'A'): Frame => ({
  name,
  refId,
  fields: Object.entries(columns).map(([column, cells]): Field => {
    if (cells.some((cell) => typeof cell === 'string'))
      return { name: column, kind: 'text', values: cells as string[] };
    const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)));
    return { name: column, kind: column === 'Time' ? 'time' : 'number', values };
  }),
});
const series = (name: string, values: readonly (number | null)[], start = 0, step = 60): Frame =>
  seriesFrame(
    { name, start, step, values: Float64Array.from(values, (value) => value ?? Number.NaN) },
    'A',
    new TimesOfGrids(),
  );
const shown = (frames: readonly Frame[]): Columns[] =>
  frames.map(({ fields }) =>
    Object.fromEntries(
      fields.map(({ name, values }) => [
        name,
        Array.from(values as readonly (number | string | null)[], (cell) =>
          typeof cell === 'number' && Number.isNaN(cell) ? null : cell,
        ),
      ]),
    ),
  );

type Case = readonly [
  what: string,
  frames: readonly Frame[],
  options: TransformationOptions,
  wanted: readonly Columns[],
];

const a = series('a', [1, 2, 3]);
const b = series('b', [10, null, 30]);
const hosts = table({ Host: ['web2', 'web10', 'web1'], CPU: [20, 5, null], Up: [1, 0, 1] });

const cases: Readonly<Record<string, readonly Case[]>> = {
  reduce: [
    ['the last value when nothing is chosen', [a, b], {}, [{ Field: ['a', 'b'], Last: [3, 30] }]],
    ['several', [a, b], { calcs: ['min', 'count'] }, [{ Field: ['a', 'b'], Min: [1, 10], Count: [3, 2] }]],
    ['to one row', [a, b], { mode: 'fields', calcs: ['sum'] }, [{ a: [6] }, { b: [40] }]],
    [
      'to one row with what never changes',
      [table({ Host: ['x', 'x'], CPU: [1, 3] })],
      { mode: 'fields', calcs: ['min', 'max'] },
      [{ Host: ['x'], 'CPU Min': [1], 'CPU Max': [3] }],
    ],
    ['unknown calculations are left out', [a], { calcs: ['magic'] }, [{ Field: ['a'], Last: [3] }]],
  ],
  'filter-series': [
    ['by expression', [a, b], { pattern: '^a$' }, shown([a])],
    ['others than by expression', [a, b], { pattern: 'a', exclude: true }, shown([b])],
    ['by names', [a, b], { by: 'names', names: ['b', 'c'] }, shown([b])],
    [
      'columns of a table',
      [hosts],
      { by: 'names', names: ['Host', 'Up'] },
      [{ Host: ['web2', 'web10', 'web1'], Up: [1, 0, 1] }],
    ],
    ['without an expression nothing changes', [a, b], {}, shown([a, b])],
    ['with one that cannot be read neither', [a, b], { pattern: '(' }, shown([a, b])],
    [
      'times may be left out by name',
      [a],
      { by: 'names', names: ['Time'], exclude: true },
      [{ a: [1, 2, 3] }],
    ],
  ],
  'filter-rows': [
    [
      'greater, in every number',
      [a],
      { conditions: [{ is: 'greater', value: 1 }] },
      [{ Time: [60, 120], a: [2, 3] }],
    ],
    [
      'all of several',
      [hosts],
      {
        match: 'all',
        conditions: [
          { field: 'CPU', is: 'lower-or-equal', value: '20' },
          { field: 'Up', is: 'equal', value: 1 },
        ],
      },
      [{ Host: ['web2'], CPU: [20], Up: [1] }],
    ],
    [
      'any of several, left out',
      [hosts],
      {
        exclude: true,
        conditions: [
          { field: 'CPU', is: 'null' },
          { field: 'Host', is: 'regex', value: '^web2$' },
        ],
      },
      [{ Host: ['web10'], CPU: [5], Up: [0] }],
    ],
    [
      'between',
      [a],
      { conditions: [{ field: 'a', is: 'between', value: 2, to: 2.5 }] },
      [{ Time: [60], a: [2] }],
    ],
    ['not missing', [b], { conditions: [{ field: 'b', is: 'not-null' }] }, [{ Time: [0, 120], b: [10, 30] }]],
    [
      'a text',
      [hosts],
      { conditions: [{ field: 'Host', is: 'not-equal', value: 'web2' }] },
      [{ Host: ['web10', 'web1'], CPU: [5, null], Up: [0, 1] }],
    ],
    [
      'frames without the field stay',
      [a],
      { conditions: [{ field: 'x', is: 'greater', value: 1 }] },
      shown([a]),
    ],
    ['without conditions nothing changes', [a], {}, shown([a])],
  ],
  sort: [
    [
      'rows by numbers, nothing last',
      [hosts],
      { field: 'CPU' },
      [{ Host: ['web10', 'web2', 'web1'], CPU: [5, 20, null], Up: [0, 1, 1] }],
    ],
    [
      'greatest first, nothing still last',
      [hosts],
      { field: 'CPU', descending: true },
      [{ Host: ['web2', 'web10', 'web1'], CPU: [20, 5, null], Up: [1, 0, 1] }],
    ],
    [
      'texts with their numbers',
      [hosts],
      { field: 'Host' },
      [{ Host: ['web1', 'web2', 'web10'], CPU: [null, 20, 5], Up: [1, 1, 0] }],
    ],
    [
      'equal rows keep their order',
      [hosts],
      { field: 'Up', descending: true },
      [{ Host: ['web2', 'web1', 'web10'], CPU: [20, null, 5], Up: [1, 1, 0] }],
    ],
    ['series by what they amount to', [a, b], { of: 'series', calc: 'max', descending: true }, shown([b, a])],
    ['series by name', [b, a], { of: 'series', by: 'name' }, shown([a, b])],
    ['by a column that is not there nothing changes', [hosts], { field: 'x' }, shown([hosts])],
  ],
  limit: [
    ['rows', [a], { count: 2 }, [{ Time: [0, 60], a: [1, 2] }]],
    ['series', [a, b], { of: 'series', count: 1 }, shown([a])],
    ['to more than there are', [a], { count: 99 }, shown([a])],
    [
      'ten when nothing is said',
      [table({ x: Array.from({ length: 12 }, (_, i) => i) })],
      {},
      [{ x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }],
    ],
  ],
  rename: [
    [
      'by groups',
      [series('hosts.web1.cpu', [1])],
      { pattern: 'hosts\\.(\\w+)\\.(.*)', replacement: '$1 $2' },
      [{ Time: [0], 'web1 cpu': [1] }],
    ],
    ['what does not match stays', [a], { pattern: 'x+', replacement: 'y' }, shown([a])],
    ['columns', [table({ 'cpu.max': [1] })], { pattern: '/\\./g', replacement: ' ' }, [{ 'cpu max': [1] }]],
    [
      'the times of series keep their name',
      [a],
      { pattern: '.*', replacement: 'x' },
      [{ Time: [0, 60, 120], x: [1, 2, 3] }],
    ],
  ],
  organise: [
    [
      'order, names and what is hidden',
      [hosts],
      { fields: [{ field: 'Up', name: 'Alive' }, { field: 'Host' }, { field: 'CPU', hide: true }] },
      [{ Alive: [1, 0, 1], Host: ['web2', 'web10', 'web1'] }],
    ],
    [
      'the rest follows',
      [table({ x: [1], y: [2], z: [3] })],
      { fields: [{ field: 'z' }] },
      [{ z: [3], x: [1], y: [2] }],
    ],
    [
      'series',
      [a, b],
      { fields: [{ field: 'b', name: 'B' }, { field: 'a' }] },
      [
        { Time: [0, 60, 120], B: [10, null, 30] },
        { Time: [0, 60, 120], a: [1, 2, 3] },
      ],
    ],
    ['hidden series are gone', [a, b], { fields: [{ field: 'a', hide: true }] }, shown([b])],
  ],
  group: [
    [
      'rows by texts',
      [table({ Host: ['x', 'y', 'x'], CPU: [1, 2, 5], Disk: ['p', 'p', 'q'] })],
      {
        by: ['Host'],
        values: [
          { field: 'CPU', calcs: ['mean', 'max'] },
          { field: 'Disk', calcs: ['distinctCount'] },
        ],
      },
      [{ Host: ['x', 'y'], 'CPU (mean)': [3, 2], 'CPU (max)': [5, 2], 'Disk (distinct values)': [2, 1] }],
    ],
    [
      'numbers are no texts',
      [table({ Code: [200, 500, 200], N: [1, 1, 1] })],
      { by: ['Code'], values: [{ field: 'N', calcs: ['sum'] }] },
      [{ Code: [200, 500], 'N (sum)': [2, 1] }],
    ],
    ['by nothing that is there nothing changes', [hosts], { by: ['x'] }, shown([hosts])],
  ],
  join: [
    [
      'all times',
      [a, series('c', [7, 8], 60, 60)],
      {},
      [{ Time: [0, 60, 120], a: [1, 2, 3], c: [null, 7, 8] }],
    ],
    [
      'common times',
      [a, series('c', [7, 8], 60, 60)],
      { mode: 'inner' },
      [{ Time: [60, 120], a: [2, 3], c: [7, 8] }],
    ],
    [
      'by a text, in the order of the first',
      [table({ Host: ['b', 'a'], CPU: [1, 2] }), table({ Host: ['a', 'c'], Up: [1, 0] })],
      { field: 'Host' },
      [{ Host: ['b', 'a', 'c'], CPU: [1, 2, null], Up: [null, 1, 0] }],
    ],
    [
      'names that are taken get a number',
      [a, series('a', [9, 9, 9])],
      {},
      [{ Time: [0, 60, 120], a: [1, 2, 3], 'a 2': [9, 9, 9] }],
    ],
    ['what lacks the field is left out', [a, hosts], {}, shown([a])],
  ],
  merge: [
    [
      'rows that mean the same',
      [table({ Host: ['a', 'b'], CPU: [1, 2] }), table({ Host: ['b', 'c'], Up: [1, 0] })],
      {},
      [{ Host: ['a', 'b', 'c'], CPU: [1, 2, null], Up: [null, 1, 0] }],
    ],
    [
      'rows that contradict each other stay apart',
      [table({ Host: ['a'], CPU: [1] }), table({ Host: ['a'], CPU: [2] })],
      {},
      [{ Host: ['a', 'a'], CPU: [1, 2] }],
    ],
    [
      'tables that share nothing stand below each other',
      [table({ x: [1] }), table({ y: ['t'] })],
      {},
      [{ x: [1, null], y: [null, 't'] }],
    ],
  ],
  concatenate: [
    [
      'columns side by side',
      [table({ x: [1, 2] }), table({ x: ['t'] })],
      {},
      [{ x: [1, 2], 'x 2': ['t', null] }],
    ],
    [
      'with the tables’ names',
      [table({ x: [1] }, 'one'), table({ x: [2] }, 'two')],
      { names: 'with-frame' },
      [{ 'one x': [1], 'two x': [2] }],
    ],
  ],
  'to-table': [
    [
      'series side by side',
      [a, b, hosts],
      {},
      [{ Time: [0, 60, 120], a: [1, 2, 3], b: [10, null, 30] }, ...shown([hosts])],
    ],
    ['tables stay', [hosts], {}, shown([hosts])],
  ],
  'series-to-rows': [
    [
      'points in the order of time',
      [series('a', [1, 2]), series('b', [3, 4])],
      {},
      [{ Time: [0, 0, 60, 60], Series: ['a', 'b', 'a', 'b'], Value: [1, 3, 2, 4] }],
    ],
  ],
  'name-parts': [
    [
      'of a column of names',
      [table({ Field: ['hosts.web1.cpu', 'hosts.web2.load'], Last: [1, 2] })],
      { parts: [{ node: 1, name: 'Host' }, { node: -1 }], drop: true },
      [{ Host: ['web1', 'web2'], 'Part -1': ['cpu', 'load'], Last: [1, 2] }],
    ],
    [
      'of tags',
      [table({ Field: ['disk.used;host=a;dc=x', 'disk.used;host=b'], Last: [1, 2] })],
      { tags: true, parts: [{ node: 0, name: 'What' }] },
      [
        {
          Field: ['disk.used;host=a;dc=x', 'disk.used;host=b'],
          What: ['disk', 'disk'],
          host: ['a', 'b'],
          dc: ['x', null],
          Last: [1, 2],
        },
      ],
    ],
    [
      'of a series within functions',
      [series('perSecond(scale(hosts.web1.rx,8))', [1])],
      { parts: [{ node: 1, name: 'Host' }] },
      [{ Time: [0], Host: ['web1'], 'perSecond(scale(hosts.web1.rx,8))': [1] }],
    ],
    ['nothing asked, nothing changed', [a], {}, shown([a])],
  ],
  'percent-of-total': [
    [
      'of all series at that time',
      [a, series('c', [3, 2, 0])],
      {},
      [
        { Time: [0, 60, 120], a: [25, 50, 100] },
        { Time: [0, 60, 120], c: [75, 50, 0] },
      ],
    ],
    ['of a row', [table({ Host: ['x'], p: [1], q: [3] })], {}, [{ Host: ['x'], p: [25], q: [75] }]],
    ['of the column', [table({ p: [1, 3, null] })], { of: 'column' }, [{ p: [25, 75, null] }]],
    ['of nothing', [table({ p: [0, 0] })], { of: 'column' }, [{ p: [null, null] }]],
  ],
  regression: [
    [
      'a line beside the series',
      [series('a', [1, null, 3])],
      {},
      [
        { Time: [0, 60, 120], a: [1, null, 3] },
        { Time: [0, 60, 120], 'a trend': [1, 2, 3] },
      ],
    ],
    [
      'ahead, without the series',
      [series('a', [1, 2])],
      { ahead: 120, replace: true, suffix: 'line' },
      [{ Time: [0, 60, 120, 180], 'a line': [1, 2, 3, 4] }],
    ],
    ['over the rows of a table', [table({ x: [2, 4, 6] })], {}, [{ x: [2, 4, 6], 'x trend': [2, 4, 6] }]],
    ['one value has no direction', [series('a', [1])], {}, shown([series('a', [1])])],
  ],
  calculate: [
    [
      'two series at equal times',
      [a, series('c', [5, 6], 60, 60)],
      { left: 'c', operator: '-', right: 'a' },
      [
        { Time: [0, 60, 120], a: [1, 2, 3] },
        { Time: [60, 120], c: [5, 6] },
        { Time: [0, 60, 120], 'c - a': [null, 3, 3] },
      ],
    ],
    [
      'a field and a number',
      [hosts],
      { left: 'Up', operator: '*', right: 100, name: 'Percent' },
      [{ Host: ['web2', 'web10', 'web1'], CPU: [20, 5, null], Up: [1, 0, 1], Percent: [100, 0, 100] }],
    ],
    [
      'divided by nothing is nothing',
      [table({ x: [1], y: [0] })],
      { left: 'x', operator: '/', right: 'y', replace: true },
      [{ 'x / y': [null] }],
    ],
    [
      'all series of a time',
      [a, b],
      { mode: 'reduce', calc: 'sum', replace: true, name: 'both' },
      [{ Time: [0, 60, 120], both: [11, 2, 33] }],
    ],
    [
      'some columns of a row',
      [table({ x: [1], y: [2], z: [4] })],
      { mode: 'reduce', calc: 'max', fields: ['x', 'y'] },
      [{ x: [1], y: [2], z: [4], max: [2] }],
    ],
    [
      'a function',
      [table({ x: [-4, 9] })],
      { mode: 'unary', function: 'sqrt', field: 'x' },
      [{ x: [-4, 9], 'sqrt(x)': [null, 3] }],
    ],
    [
      'a running total',
      [table({ x: [1, null, 3] })],
      { mode: 'cumulative', field: 'x' },
      [{ x: [1, null, 3], 'sum(x)': [1, null, 4] }],
    ],
    [
      'a running mean',
      [table({ x: [1, 3] })],
      { mode: 'cumulative', field: 'x', total: 'mean' },
      [{ x: [1, 3], 'mean(x)': [1, 2] }],
    ],
    [
      'the number of the row',
      [table({ x: [5, 6, 7] })],
      { mode: 'index', percent: true },
      [{ x: [5, 6, 7], Row: [0, 50, 100] }],
    ],
    ['of fields that are not there', [a, hosts], { left: 'x', right: 'y' }, shown([a, hosts])],
  ],
};

test('every transformation has cases, and its form says what its options are', () => {
  expect(transformations.map(({ kind }) => kind).sort()).toEqual(Object.keys(cases).sort());
  for (const { label, summary, options } of transformations) {
    expect(label).not.toBe('');
    expect(summary).toMatch(/\.$/);
    expect(new Set(options.map(({ path, when }) => path + (when ? '?' : ''))).size).toBe(options.length);
  }
});

for (const [kind, list] of Object.entries(cases))
  describe(kind, () => {
    test.each(list)('%s', (_what, frames, options, wanted) => {
      const before = structuredClone(frames);
      expect(shown(applyTransformations(frames, [{ kind, options }]))).toEqual(wanted);
      expect(frames).toEqual(before);
    });
  });

describe('steps', () => {
  test('follow each other, disabled and unknown ones left out', () => {
    const steps = [
      { kind: 'reduce', options: { calcs: ['max'] } },
      { kind: 'limit', options: { count: 1 }, disabled: true },
      { kind: 'unheard-of' },
      { kind: 'sort', options: { field: 'Max', descending: true } },
    ];
    expect(shown(applyTransformations([a, b], steps))).toEqual([{ Field: ['b', 'a'], Max: [30, 3] }]);
  });

  test('never throw and give frames whose fields have one length, whatever the options are', () => {
    const anyOption = fc.oneof(
      fc.constantFrom('a', 'Time', 'Host', 'x', 'regex', '(', 'rows', 'fields', 'binary', 'reduce', 'sum'),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.constantFrom('a', 'Host', 5)),
      fc.array(
        fc.record({
          field: fc.constantFrom('a', 'CPU'),
          is: fc.constant('equal'),
          calcs: fc.constant(['sum']),
          node: fc.integer(),
        }),
      ),
    );
    const paths = [...new Set(transformations.flatMap(({ options }) => options.map(({ path }) => path)))];
    const anyOptions = fc.dictionary(fc.constantFrom(...paths), anyOption, { maxKeys: 5 });
    const anyStep = fc.record({
      kind: fc.constantFrom(...transformations.map(({ kind }) => kind)),
      options: anyOptions,
    });
    const anyFrames = fc.subarray([
      a,
      b,
      hosts,
      table({}),
      table({ Time: [], x: [] }),
      series('long', [1, 2, 3, 4], 30, 10),
    ]);
    fc.assert(
      fc.property(anyFrames, fc.array(anyStep, { maxLength: 4 }), (frames, steps) => {
        for (const { fields } of applyTransformations(frames, steps))
          expect(new Set(fields.map(({ values }) => values.length)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1500 },
    );
  });
});
