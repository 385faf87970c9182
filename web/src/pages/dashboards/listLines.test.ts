import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DashboardSummary, Folder } from '../../../../src/schema/dashboards.ts';
import { flatLines, type ListLine, treeLines, wayTo, withAllBelow } from './listLines.ts';

const folder = (uid: string, parent: string | null = null): Folder => ({
  ...{ uid, title: uid.toUpperCase(), parent, dashboards: 0, access: 'edit' },
});
const dashboard = (uid: string, at: string | null = null): DashboardSummary => ({
  ...{ uid, title: uid, description: '', tags: [], folder: at, folderTitle: null, starred: false },
  ...{
    origin: 'database',
    file: null,
    version: 1,
    updatedSeconds: 0,
    updatedBy: null,
    access: 'edit',
    panels: 1,
  },
});
const text = (lines: readonly ListLine[]) =>
  lines.map((line) =>
    line.kind === 'folder'
      ? `${'  '.repeat(line.depth)}${line.open ? '-' : '+'} ${line.folder.title} (${line.dashboards})`
      : `${'  '.repeat(line.depth)}${line.dashboard.title}${line.path === null ? '' : ` in ${line.path || 'none'}`}`,
  );

const folders = [folder('team'), folder('web', 'team'), folder('old')];
const dashboards = [dashboard('a'), dashboard('b', 'team'), dashboard('c', 'web'), dashboard('d', 'gone')];

describe('the tree', () => {
  test('folders before dashboards, open ones with what is in them', () =>
    expect(text(treeLines({ dashboards, folders, root: null, isOpen: ({ uid }) => uid === 'team' }))).toEqual(
      ['- TEAM (2)', '  + WEB (1)', '  b', '+ OLD (0)', 'a', 'd'],
    ));

  test('of one folder alone', () =>
    expect(text(treeLines({ dashboards, folders, root: 'team', isOpen: () => true }))).toEqual([
      '- WEB (1)',
      '  c',
      'b',
    ]));

  test('with everything open, each dashboard and each folder stands there once', () => {
    const uids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        uids,
        fc.array(fc.nat(20), { maxLength: 30 }),
        fc.array(fc.nat(20)),
        (names, places, parents) => {
          // Each below an earlier one, or at the top.
          const all = names.map((uid, i) =>
            folder(
              uid,
              names[(parents[i] ?? 99) % (i + 1)] === uid
                ? null
                : (names[(parents[i] ?? 99) % (i + 1)] ?? null),
            ),
          );
          const boards = places.map((at, i) => dashboard(`board ${i}`, names[at] ?? null));
          const lines = treeLines({ dashboards: boards, folders: all, root: null, isOpen: () => true });
          expect(lines).toHaveLength(all.length + boards.length);
          expect(
            new Set(lines.map((line) => (line.kind === 'folder' ? line.folder : line.dashboard))).size,
          ).toBe(lines.length);
        },
      ),
    );
  });
});

test('one after the other, each with where it lies', () => {
  expect(text(flatLines(dashboards, folders, null))).toEqual([
    'a in none',
    'b in TEAM',
    'c in TEAM / WEB',
    'd in none',
  ]);
  expect(text(flatLines(dashboards, folders, 'team'))).toEqual(['b in TEAM', 'c in TEAM / WEB']);
});

test('a folder cannot go into itself or below', () => {
  expect([...withAllBelow('team', folders)]).toEqual(['team', 'web']);
  expect([...withAllBelow('old', folders)]).toEqual(['old']);
});

test('a circle ends', () => {
  const circle = new Map([folder('a', 'b'), folder('b', 'a')].map((one) => [one.uid, one]));
  expect(wayTo('a', circle).map(({ uid }) => uid)).toEqual(['b', 'a']);
});
