import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDashboard } from '../../test/support/arbitraryDashboard.ts';
import { checkDashboard } from './check.ts';

const HEAD = { format: 'plumbago-dashboard', formatVersion: 1, title: 'Board' };
const PANEL = { id: 'p', type: 'timeseries', grid: { x: 0, y: 0, w: 12, h: 8 } };
const withPanel = (rest: object) => ({ ...HEAD, rows: [{ id: 'r', panels: [{ ...PANEL, ...rest }] }] });
const AT = 'rows[0].panels[0]';

describe('checkDashboard', () => {
  test.each<[unknown, [string, string][]]>([
    [null, [['', 'a dashboard is an object, and this is null']]],
    [[], [['', 'a dashboard is an object, and this is a list']]],
    [{}, [['format', 'is missing; it has to be "plumbago-dashboard" (dashboards of Grafana are imported)']]],
    [
      { ...HEAD, formatVersion: 2, rows: [] },
      [['formatVersion', 'is 2, and this program knows 1; a newer Plumbago wrote it']],
    ],
    [{ ...HEAD, formatVersion: 'x', rows: [] }, [['formatVersion', 'has to be 1']]],
    [HEAD, [['rows', 'is missing']]],
    [{ ...HEAD, title: ' ', rows: [] }, [['title', 'is empty']]],
    [{ ...HEAD, title: 'x'.repeat(501), rows: [] }, [['title', 'has to have at most 500 characters']]],
    [
      { ...HEAD, rows: [], colour: 1, 'odd name': 2 },
      [
        ['colour', 'there is no such member'],
        ['["odd name"]', 'there is no such member'],
      ],
    ],
    [{ ...HEAD, rows: {} }, [['rows', 'has to be a list, and is an object']]],
    [{ ...HEAD, uid: 'a b', rows: [] }, [['uid', 'has to be letters, digits, - and _, 40 at most']]],
    [
      withPanel({ type: 'grpah' }),
      [[`${AT}.type`, expect.stringMatching(/^has to be one of "timeseries", "stat", /) as string]],
    ],
    [withPanel({ type: undefined }), [[`${AT}.type`, expect.stringMatching(/^has to be one of /) as string]]],
    [withPanel({ field: { unit: 5 } }), [[`${AT}.field.unit`, 'has to be a text, and is a number']]],
    [
      withPanel({ field: { decimals: 1.5 } }),
      [[`${AT}.field.decimals`, 'has to be a whole number, and is a number']],
    ],
    [withPanel({ field: { decimals: 21 } }), [[`${AT}.field.decimals`, 'has to be at most 20']]],
    [
      withPanel({ field: { scale: { kind: 'symlog', threshold: 0 } } }),
      [[`${AT}.field.scale.threshold`, 'has to be above 0']],
    ],
    [
      withPanel({ field: { drawStyle: 'dots' } }),
      [[`${AT}.field.drawStyle`, 'has to be one of "line", "bars", "points"']],
    ],
    [
      withPanel({ field: { nulls: 'x' } }),
      [[`${AT}.field.nulls`, 'has to be one of "gap", "connect", "zero", or a number, and is a text']],
    ],
    [
      withPanel({ field: { mappings: [{ kind: 'odd' }] } }),
      [[`${AT}.field.mappings[0].kind`, 'has to be one of "value", "range", "regex", "special"']],
    ],
    [
      withPanel({ targets: [{ refId: 'a', target: 'x' }] }),
      [[`${AT}.targets[0].refId`, 'has to be one or two capital letters']],
    ],
    [
      withPanel({ options: { legend: { shown: true } } }),
      [[`${AT}.options.legend.shown`, 'there is no such member']],
    ],
    [
      withPanel({ grid: { x: 20, y: 0, w: 6, h: 4 } }),
      [[`${AT}.grid.w`, 'the panel begins in column 20 and is 6 wide; there are 24 columns']],
    ],
    [
      { ...HEAD, rows: [], variables: [{ type: 'query', name: 'x', query: 'a', current: [1] }] },
      [['variables[0].current[0]', 'has to be a text, and is a number']],
    ],
    [
      withPanel({
        targets: [
          { refId: 'A', target: 'x' },
          { refId: 'A', target: 'y' },
        ],
      }),
      [[`${AT}.targets[1].refId`, `there is a target "A" already, at ${AT}.targets[0].refId`]],
    ],
    [
      {
        ...HEAD,
        rows: [
          { id: 'r', panels: [PANEL] },
          { id: 'r', panels: [PANEL] },
        ],
      },
      [
        ['rows[1].id', 'there is a row "r" already, at rows[0].id'],
        ['rows[1].panels[0].id', `there is a panel "p" already, at ${AT}.id`],
      ],
    ],
    [
      {
        ...HEAD,
        rows: [],
        variables: [
          { type: 'constant', name: 'x', value: '1' },
          { type: 'text', name: 'x' },
        ],
      },
      [['variables[1].name', 'there is a variable "x" already, at variables[0].name']],
    ],
    [
      {
        ...HEAD,
        rows: [
          {
            id: 'r',
            panels: Array.from({ length: 20 }, (_, i) => ({
              ...PANEL,
              id: `p${i}`,
              type: 'text',
              options: { content: 'x'.repeat(190_000) },
            })),
          },
        ],
      },
      [['', expect.stringMatching(/^has \d+ bytes of JSON; at most 3145728 are kept$/) as string]],
    ],
  ])('%#: %j', (value, expected) => {
    const { dashboard, problems } = checkDashboard(value);
    expect(problems.map(({ path, message }) => [path, message])).toEqual(expected);
    expect(dashboard).toBeNull();
  });

  test('takes every dashboard of the format, and gives it in the order of the schema', () => {
    fc.assert(
      fc.property(arbitraryDashboard, (given) => {
        const shuffled = Object.fromEntries(Object.entries(given).toReversed());
        const { dashboard, problems } = checkDashboard(shuffled);
        expect(problems).toEqual([]);
        expect(JSON.stringify(dashboard)).toBe(JSON.stringify(given));
      }),
      { numRuns: 100 },
    );
  });

  test('answers for any value whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const candidate of [
          value,
          { ...HEAD, rows: value },
          withPanel({ options: value, field: value }),
        ]) {
          const { dashboard, problems } = checkDashboard(candidate);
          expect(dashboard === null).toBe(problems.length > 0);
          expect(problems.length).toBeLessThanOrEqual(100);
          for (const { message } of problems) expect(message).not.toMatch(/Invalid|undefined|\[object/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
