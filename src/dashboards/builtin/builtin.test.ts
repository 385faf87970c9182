import { describe, expect, test } from 'vitest';
import { matchesPath } from '../../../test/support/naiveGlob.ts';
import { COLLECTORS } from '../../agent/collectors/index.ts';
import { bind } from '../../query/bind.ts';
import { functions } from '../../query/functions/index.ts';
import { parseTarget } from '../../query/target/parser.ts';
import type { TargetNode } from '../../query/target/tree.ts';
import { dashboard } from '../../schema/dashboard.ts';
import { calculations } from '../../view/calculations.ts';
import { unitGroups } from '../../view/units/catalogue.ts';
import { builtinDashboards } from './index.ts';

const VALUES: Readonly<Record<string, string>> = { prefix: 'stats', host: 'web1', agent: 'a', timer: 't' };
const filled = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => VALUES[name] ?? `$${name}`);

describe.each(builtinDashboards.map((board) => [board.uid, board] as const))('%s', (_, board) => {
  const panels = board.rows.flatMap((row) => row.panels);

  test('is what the format says', () => {
    expect(dashboard.parse(board)).toEqual(board);
  });

  test('has targets that can be read and functions that exist', () => {
    for (const { targets = [] } of panels)
      for (const { target } of targets) {
        const text = filled(target);
        expect(text).not.toContain('$h');
        bind(parseTarget(text), functions, text);
      }
  });

  test('has panels with ids of their own that do not overlap', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { panels: inRow } of board.rows) {
      const cells = new Set<string>();
      for (const { grid } of inRow)
        for (let x = grid.x; x < grid.x + grid.w; x++)
          for (let y = grid.y; y < grid.y + grid.h; y++) {
            expect(x).toBeLessThan(24);
            expect(cells.has(`${x} ${y}`)).toBe(false);
            cells.add(`${x} ${y}`);
          }
    }
  });

  test('has units and calculations that exist', () => {
    const units = new Set(unitGroups.flatMap((group) => group.units.map(({ id }) => id)));
    const calcs = new Set(calculations.map(({ id }) => id));
    for (const { field, options } of panels) {
      if (field?.unit !== undefined) expect(units).toContain(field.unit);
      const calc = (options as { reduce?: { calc?: string } } | undefined)?.reduce?.calc;
      if (calc !== undefined) expect(calcs).toContain(calc);
    }
  });
});

/** Patterns of metrics in a target. */
function pathsOf(node: TargetNode): string[] {
  if (node.kind === 'path') return [node.path];
  if (node.kind !== 'call') return [];
  return [...node.args, ...node.named.map(({ value }) => value)].flatMap(pathsOf);
}

test('the dashboards of hosts ask for what the agent sends', () => {
  const sent = COLLECTORS.flatMap(({ metrics }) =>
    metrics.map(({ name }) => `hosts.web1.${name.replace(/<[^>]+>/g, 'x')}`),
  );
  // Collectors that only some machines have; panels of the others are always there.
  const notEverywhere = /^hosts\.web1\.(pressure|nfs|writeboost)\./;
  for (const board of builtinDashboards.filter(({ tags }) => tags?.includes('hosts')))
    for (const { targets = [] } of board.rows.flatMap((row) => row.panels))
      for (const path of targets.flatMap(({ target }) => pathsOf(parseTarget(filled(target))))) {
        if (notEverywhere.test(path)) continue;
        expect(
          sent.some((name) => matchesPath(path, name)),
          path,
        ).toBe(true);
      }
});
