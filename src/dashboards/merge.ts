/** Brings two people's changes of the same dashboard together. */
import type { Dashboard, Panel } from '../schema/dashboard.ts';
import type { Change } from '../schema/dashboards.ts';
import { arrange, overlaps as liesOver } from '../view/layout.ts';
import { checkDashboard } from './check.ts';
import { equal, isObject, isWhole, type JsonObject, keysOf } from './identity.ts';
import { type PanelsApart, panelPath, panelsApart } from './panelsApart.ts';
import { pathText } from './pathText.ts';
import { entryWords, memberWords, valueWords } from './words.ts';

export interface Merged {
  /** Null when the changes, each right by itself, make no dashboard together. */
  readonly dashboard: Dashboard | null;
  /** What both changed, each in their own way: `before` is theirs, `after` ours, which is what stands in the result. */
  readonly overlaps: readonly Change[];
}

/**
 * Merges by member: what only one side changed is as that side has it, and where both changed the same member, ours stands.
 * Entries of lists are told apart by what identifies them (panels by id, variables by name …), wherever they stand. Rows and panels
 * that both sides added are both there, although their ids may be the same.
 */
export function mergeDashboards(base: Dashboard, theirs: Dashboard, ours: Dashboard): Merged {
  if (equal(theirs, ours) || equal(base, theirs)) return { dashboard: ours, overlaps: [] };
  if (equal(base, ours)) return { dashboard: theirs, overlaps: [] };
  const own = withOwnIds(base, theirs, ours);
  const [b, t, o] = [panelsApart(base), panelsApart(theirs), panelsApart(own)];
  const merge = new Merge((list, key) => {
    if (list !== 'panels') return [list, (keysOf(list, listOf(own, list)) ?? []).indexOf(key)];
    const path = panelPath(own, key);
    return path.length > 1 ? path : panelPath(theirs, key);
  });
  const top = { words: [], path: [] };
  const members = merge.members(b.dashboard, t.dashboard, o.dashboard, top);
  const rows = merge.list('rows', b.rows, t.rows, o.rows, top);
  const panels = merge.list('panels', b.panels, t.panels, o.panels, top);
  const { dashboard } = checkDashboard(
    together(members, rows as JsonObject[], panels as JsonObject[], [o, t]),
  );
  return { dashboard: dashboard === null ? null : settled(dashboard, theirs, own), overlaps: merge.overlaps };
}

function listOf(dashboard: Dashboard, name: string): readonly unknown[] {
  const list = (dashboard as unknown as JsonObject)[name];
  return Array.isArray(list) ? list : [];
}

interface Place {
  readonly words: readonly string[];
  readonly path: readonly PropertyKey[];
}

/** Absent members and entries are undefined. */
class Merge {
  readonly overlaps: Change[] = [];
  readonly #pathOf: (list: string, key: string) => readonly PropertyKey[];

  /** `pathOf` finds an entry of a list that stands directly in the dashboard. */
  constructor(pathOf: (list: string, key: string) => readonly PropertyKey[]) {
    this.#pathOf = pathOf;
  }

  members(base: JsonObject, theirs: JsonObject, ours: JsonObject, place: Place): JsonObject {
    const merged: Record<string, unknown> = {};
    for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const words = memberWords(name);
      const value = this.#value(name, base[name], theirs[name], ours[name], {
        words: words === null ? place.words : [...place.words, words],
        path: [...place.path, name],
      });
      if (value !== undefined) merged[name] = value;
    }
    return merged;
  }

  #value(name: string, base: unknown, theirs: unknown, ours: unknown, place: Place): unknown {
    if (equal(theirs, ours) || equal(base, theirs)) return ours;
    if (equal(base, ours)) return theirs;
    if (!isWhole(name)) {
      if (isObject(theirs) && isObject(ours)) {
        return this.members(isObject(base) ? base : {}, theirs, ours, place);
      }
      const lists = [base ?? [], theirs ?? [], ours ?? []];
      if (lists.every((list) => Array.isArray(list) && keysOf(name, list) !== null)) {
        const [one, other, own] = lists as unknown[][];
        const above = { ...place, words: place.words.slice(0, -1) };
        return this.list(name, one!, other!, own!, above);
      }
    }
    this.#overlap(name, theirs, ours, place);
    return ours;
  }

  /** A list whose entries have keys. `place` is that of what the list is in. */
  list(
    name: string,
    base: readonly unknown[],
    theirs: readonly unknown[],
    ours: readonly unknown[],
    place: Place,
  ): unknown[] {
    const [b, t, o] = [base, theirs, ours].map((list) => byKey(name, list));
    const kept = new Map<string, unknown>();
    for (const key of mergeOrder([...b!.keys()], [...t!.keys()], [...o!.keys()])) {
      const [one, other, own] = [b!.get(key), t!.get(key), o!.get(key)];
      const index = [...o!.keys()].indexOf(key);
      const entryPlace = {
        words: [...place.words, entryWords(name, one ?? own ?? other)],
        path: place.path.length === 0 ? this.#pathOf(name, key) : [...place.path, name, Math.max(0, index)],
      };
      const entry = this.#entry(name, one, other, own, entryPlace);
      if (entry !== undefined) kept.set(key, entry);
    }
    return [...kept.values()];
  }

  #entry(name: string, base: unknown, theirs: unknown, ours: unknown, place: Place): unknown {
    if (equal(theirs, ours) || equal(base, theirs)) return ours;
    if (equal(base, ours)) return theirs;
    if (!isObject(theirs) || !isObject(ours)) {
      // One removed what the other changed.
      this.#overlap(name, theirs, ours, place);
      return ours;
    }
    if (
      theirs['type'] === ours['type'] &&
      (base === undefined || !isObject(base) || base['type'] === ours['type'])
    ) {
      return this.members(isObject(base) ? base : {}, theirs, ours, place);
    }
    if (name !== 'panels' || !isObject(base)) {
      this.#overlap(name, theirs, ours, place);
      return ours;
    }
    return this.#panelOfOtherType(base, theirs, ours, place);
  }

  /** Options belong to their type: they come from the side that the type comes from. */
  #panelOfOtherType(base: JsonObject, theirs: JsonObject, ours: JsonObject, place: Place): JsonObject {
    const [typed, other] = ours['type'] === base['type'] ? [theirs, ours] : [ours, theirs];
    const optionsPlace = { words: [...place.words, 'Options'], path: [...place.path, 'options'] };
    const bothChanged = theirs['type'] !== base['type'] && ours['type'] !== base['type'];
    const without = ({ type: _, options: __, ...rest }: JsonObject): JsonObject => rest;
    const merged = this.members(without(base), without(theirs), without(ours), place);
    if (bothChanged) {
      const typePlace = { words: [...place.words, 'Type'], path: [...place.path, 'type'] };
      this.#overlap('type', theirs['type'], ours['type'], typePlace);
    } else if (!equal(other['options'], base['options'])) {
      this.#overlap('options', theirs['options'], ours['options'], optionsPlace);
    }
    const { type, options } = typed;
    return { ...merged, type, ...(options === undefined ? {} : { options }) };
  }

  #overlap(name: string, theirs: unknown, ours: unknown, { words, path }: Place): void {
    const kind = ours === undefined ? 'removed' : theirs === undefined ? 'added' : 'changed';
    this.overlaps.push({
      ...{ kind, where: words.join(' › '), path: pathText(path) },
      ...{ before: valueWords(name, theirs), after: valueWords(name, ours) },
    });
  }
}

function byKey(name: string, list: readonly unknown[]): Map<string, unknown> {
  const keys = keysOf(name, list)!;
  return new Map(list.map((entry, i) => [keys[i]!, entry]));
}

/**
 * All keys of both sides, each once. Ours are in our order unless only they have another order than the base; what the other side
 * alone has comes after what it came after there.
 */
export function mergeOrder(
  base: readonly string[],
  theirs: readonly string[],
  ours: readonly string[],
): string[] {
  const common = (list: readonly string[]) =>
    list.filter((key) => base.includes(key) && theirs.includes(key) && ours.includes(key));
  const weMoved = !equal(common(base), common(ours));
  const [skeleton, other] = weMoved ? [ours, theirs] : [theirs, ours];
  const order = [...skeleton];
  for (const [i, key] of other.entries()) {
    if (order.includes(key)) continue;
    const after = other.slice(0, i).findLast((earlier) => order.includes(earlier));
    order.splice(after === undefined ? 0 : order.indexOf(after) + 1, 0, key);
  }
  return order;
}

/** Rows and panels that both sides added under the same id, and that are not the same, get other ids on our side. */
function withOwnIds(base: Dashboard, theirs: Dashboard, ours: Dashboard): Dashboard {
  const [b, t, o] = [base, theirs, ours].map(panelsApart) as [PanelsApart, PanelsApart, PanelsApart];
  const rowIds = newIds(b.rows, t.rows, o.rows);
  const panelIds = newIds(b.panels, t.panels, o.panels);
  if (rowIds.size + panelIds.size === 0) return ours;
  return {
    ...ours,
    rows: ours.rows.map((row) => ({
      ...row,
      id: rowIds.get(row.id) ?? row.id,
      panels: row.panels.map((panel): Panel => ({ ...panel, id: panelIds.get(panel.id) ?? panel.id })),
    })),
  };
}

function newIds(
  base: readonly JsonObject[],
  theirs: readonly JsonObject[],
  ours: readonly JsonObject[],
): Map<string, string> {
  const taken = new Set([...base, ...theirs, ...ours].map(({ id }) => String(id)));
  const before = new Set(base.map(({ id }) => id));
  const others = new Map(theirs.map((entry) => [entry['id'], entry]));
  const renamed = new Map<string, string>();
  for (const entry of ours) {
    const id = String(entry['id']);
    const other = others.get(id);
    if (before.has(id) || other === undefined || equal(other, entry)) continue;
    let n = 2;
    while (taken.has(`${id.slice(0, 36)}-${n}`)) n++;
    const fresh = `${id.slice(0, 36)}-${n}`;
    taken.add(fresh);
    renamed.set(id, fresh);
  }
  return renamed;
}

/** Puts panels back into their rows. A row that one side removed, and the other put a panel into, stays. */
function together(
  members: JsonObject,
  rows: readonly JsonObject[],
  panels: readonly JsonObject[],
  sides: readonly PanelsApart[],
): JsonObject {
  const all = [...rows];
  for (const { row } of panels) {
    if (all.some(({ id }) => id === row)) continue;
    const known = sides.flatMap((side) => side.rows).find(({ id }) => id === row);
    if (known !== undefined) all.push(known);
  }
  return {
    ...members,
    rows: all.map((row) => ({
      ...row,
      panels: panels.filter((panel) => panel['row'] === row['id']).map(({ row: _, ...panel }) => panel),
    })),
  };
}

/** Two panels that came to lie over each other are put below one another; rows in which none do are left alone. */
function settled(dashboard: Dashboard, theirs: Dashboard, ours: Dashboard): Dashboard {
  const asTheyWere = new Set([...theirs.rows, ...ours.rows].map(({ panels }) => JSON.stringify(panels)));
  return {
    ...dashboard,
    rows: dashboard.rows.map((row) => {
      const { panels } = row;
      const clash = panels.some((one, i) =>
        panels.slice(0, i).some((other) => liesOver(one.grid, other.grid)),
      );
      return clash && !asTheyWere.has(JSON.stringify(panels)) ? { ...row, panels: arrange(panels) } : row;
    }),
  };
}
