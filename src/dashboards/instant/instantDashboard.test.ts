import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { parseTarget } from '../../query/target/parser.ts';
import { dashboard } from '../../schema/dashboard.ts';
import { instantDashboard } from './instantDashboard.ts';
import { readBranch } from './metricBranch.ts';

const now = 1_700_000_000;

async function instant(names: readonly string[], path: string) {
  const store = createNaiveStore(() => now);
  for (const name of names) store.add(name, 10, [[now, 1]]);
  const { branch } = await readBranch(path, store);
  return dashboard.parse(instantDashboard(branch));
}

const panelsOf = (board: Awaited<ReturnType<typeof instant>>) =>
  board.rows.flatMap(({ title, panels }) =>
    panels.map((panel) => [title ?? '', panel.title, panel.targets!.map(({ target }) => target)]),
  );

test('leaves beside each other share a chart, what measures something else has another', async () => {
  expect(
    panelsOf(await instant(['app.web.hits', 'app.web.misses', 'app.web.cache_bytes'], 'app.web')),
  ).toEqual(
    [
      ['', 'Hits, misses', ['aliasByNode(app.web.{hits,misses},2)']],
      ['', 'Cache bytes', ['aliasByNode(app.web.cache_bytes,2)']],
    ].toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1)),
  );
});

test('branches that look alike are lines of one chart, and both directions share it', async () => {
  const names = ['eth0', 'eth1'].flatMap((port) =>
    ['rx_bytes', 'tx_bytes', 'errors'].map((leaf) => `h.net.${port}.${leaf}`),
  );
  const board = await instant(names, 'h.net');
  expect(panelsOf(board)).toEqual([
    [
      'Net',
      'Net: bytes, rx and tx',
      ['aliasByNode(h.net.*.rx_bytes,2,3)', 'aliasByNode(h.net.*.tx_bytes,2,3)'],
    ],
    ['Net', 'Net: errors', ['aliasByNode(h.net.*.errors,2)']],
  ]);
  expect(board.rows[0]!.panels[0]!.overrides).toEqual([
    { match: { by: 'query', refId: 'B' }, set: { negative: true } },
  ]);
});

test('a branch of its own has a row of its own', async () => {
  expect(
    panelsOf(await instant(['h.load.1m', 'h.load.5m', 'h.disk.used', 'h.disk.free', 'h.disk.total'], 'h')),
  ).toEqual([
    ['Disk', 'Free, total, used', ['aliasByNode(h.disk.{free,total,used},2)']],
    ['Load', '1m, 5m', ['aliasByNode(h.load.{1m,5m},2)']],
  ]);
});

test('nothing below: an empty dashboard that says its path', async () => {
  expect(await instant(['a.b'], 'x.y')).toMatchObject({ title: 'x.y', rows: [{ panels: [] }] });
});

describe('for any tree', () => {
  const segment = fc.constantFrom(
    'a',
    'b',
    'rx',
    'tx',
    'read_ops',
    'write_ops',
    '0',
    '1',
    '10',
    'x y',
    'p(q)',
    'é,ü',
  );
  const names = fc.array(
    fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => ['root', ...parts].join('.')),
    {
      minLength: 1,
      maxLength: 40,
    },
  );

  test('the dashboard is a good one, its targets can be read, and its panels do not overlap', async () => {
    await fc.assert(
      fc.asyncProperty(names, async (list) => {
        const board = await instant(list, 'root');
        for (const { panels } of board.rows) {
          const cells = new Set<string>();
          for (const { grid, targets } of panels) {
            for (const { target } of targets ?? []) parseTarget(target);
            for (let x = grid.x; x < grid.x + grid.w; x++)
              for (let y = grid.y; y < grid.y + grid.h; y++) {
                expect(cells.has(`${x} ${y}`)).toBe(false);
                cells.add(`${x} ${y}`);
              }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
