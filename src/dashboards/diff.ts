/** What changed between two states of a dashboard, for reading. */
import type { Dashboard } from '../schema/dashboard.ts';
import type { Change } from '../schema/dashboards.ts';
import { equal, isObject, isWhole, type JsonObject, keysOf } from './identity.ts';
import { panelPath, panelsApart } from './panelsApart.ts';
import { pathText } from './pathText.ts';
import { entrySummary, entryWords, memberWords, valueWords } from './words.ts';

/** Where something stands: in words, and in the JSON of both states. */
interface Place {
  readonly words: readonly string[];
  readonly before: readonly PropertyKey[];
  readonly after: readonly PropertyKey[];
}

/** Empty exactly when both are equal. Settings of the dashboard first, then rows, then panels in the order of the new state. */
export function diffDashboards(before: Dashboard, after: Dashboard): Change[] {
  const [one, other] = [panelsApart(before), panelsApart(after)];
  const top: Place = { words: [], before: [], after: [] };
  const changes: Change[] = [];
  diffMembers(one.dashboard, other.dashboard, top, changes);
  diffLists('rows', one.rows, other.rows, top, changes);
  const titles = new Map([...one.rows, ...other.rows].map((row) => [row['id'], entryWords('rows', row)]));
  diffPanels(one.panels, other.panels, changes, {
    row: (id) => titles.get(id) ?? String(id),
    pathBefore: (id) => panelPath(before, id),
    pathAfter: (id) => panelPath(after, id),
  });
  return changes;
}

interface PanelPlaces {
  row(id: unknown): string;
  pathBefore(id: string): readonly PropertyKey[];
  pathAfter(id: string): readonly PropertyKey[];
}

function diffPanels(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  changes: Change[],
  places: PanelPlaces,
): void {
  const known = new Map(before.map((panel) => [panel['id'], panel]));
  for (const panel of after) {
    const id = String(panel['id']);
    const earlier = known.get(id);
    const place = {
      words: [entryWords('panels', earlier ?? panel)],
      before: places.pathBefore(id),
      after: places.pathAfter(id),
    };
    if (earlier === undefined) {
      addChange(changes, 'added', place, null, entrySummary('panels', panel));
      continue;
    }
    const { row: rowBefore, ...membersBefore } = earlier;
    const { row: rowAfter, ...membersAfter } = panel;
    if (rowBefore !== rowAfter) {
      const inRow = { ...place, words: [...place.words, 'Row'] };
      addChange(changes, 'moved', inRow, places.row(rowBefore), places.row(rowAfter));
    }
    diffMembers(membersBefore, membersAfter, place, changes);
  }
  const left = new Set(after.map(({ id }) => id));
  for (const panel of before) {
    if (left.has(panel['id'])) continue;
    const path = places.pathBefore(String(panel['id']));
    const place = { words: [entryWords('panels', panel)], before: path, after: path };
    addChange(changes, 'removed', place, entrySummary('panels', panel), null);
  }
  // Where they stand is said by their places; the order within a row is left over, and nearly nobody's business.
  for (const row of new Set(after.map((panel) => panel['row']))) {
    const inRow = (panels: readonly JsonObject[]) =>
      panels.filter((panel) => panel['row'] === row).map(({ id }) => String(id));
    const place = { words: [places.row(row), 'Panels'], before: ['rows'], after: ['rows'] };
    diffOrder('panels', { before: inRow(before), after: inRow(after), entries: after }, place, changes);
  }
}

function diffMembers(before: JsonObject, after: JsonObject, place: Place, changes: Change[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name], after[name]];
    if (equal(one, other)) continue;
    const words = memberWords(name);
    diffValue(name, one, other, changes, {
      words: words === null ? place.words : [...place.words, words],
      before: [...place.before, name],
      after: [...place.after, name],
    });
  }
}

function diffValue(name: string, before: unknown, after: unknown, changes: Change[], place: Place): void {
  const parts = isWhole(name) ? null : partsOf(name, before, after);
  if (parts?.kind === 'members') diffMembers(parts.before, parts.after, place, changes);
  else if (parts?.kind === 'list') {
    // The entries name themselves: `Query A`, rather than `Targets › Query A`.
    const above = { ...place, words: place.words.slice(0, -1) };
    diffLists(name, parts.before, parts.after, above, changes, place);
  } else {
    const kind = name === 'grid' && before !== undefined && after !== undefined ? 'moved' : undefined;
    const [one, other] = [valueWords(name, before), valueWords(name, after)];
    addChange(changes, kind ?? kindOf(before, after), place, one, other);
  }
}

/** Members that hold nothing but other settings: what is in them is listed even when all of it is new. */
const CONTAINERS = new Set(['field', 'options', 'set', 'legend', 'tooltip', 'reduce', 'time']);

type Parts =
  | { readonly kind: 'members'; readonly before: JsonObject; readonly after: JsonObject }
  | { readonly kind: 'list'; readonly before: readonly unknown[]; readonly after: readonly unknown[] };

function partsOf(name: string, before: unknown, after: unknown): Parts | null {
  const container = CONTAINERS.has(name);
  const one = before === undefined && container ? {} : before;
  const other = after === undefined && container ? {} : after;
  if (isObject(one) && isObject(other)) {
    // An empty container that appears has no member that could be listed.
    if (Object.keys(one).length + Object.keys(other).length === 0) return null;
    return { kind: 'members', before: one, after: other };
  }
  const [list, otherList] = [before ?? [], after ?? []];
  if (!Array.isArray(list) || !Array.isArray(otherList) || list.length + otherList.length === 0) return null;
  if (keysOf(name, list) === null || keysOf(name, otherList) === null) return null;
  return { kind: 'list', before: list, after: otherList };
}

/** `whole` is the place of the list itself, for a change of order. */
function diffLists(
  name: string,
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
  changes: Change[],
  whole: Place = { words: [memberWords(name) ?? name], before: [name], after: [name] },
): void {
  const keysBefore = keysOf(name, before)!;
  const keysAfter = keysOf(name, after)!;
  for (const [i, key] of keysAfter.entries()) {
    const j = keysBefore.indexOf(key);
    const entryPlace = {
      words: [...place.words, entryWords(name, before[j] ?? after[i])],
      before: [...whole.before, j],
      after: [...whole.after, i],
    };
    if (j < 0) addChange(changes, 'added', entryPlace, null, entrySummary(name, after[i]));
    else if (isObject(after[i])) diffMembers(before[j] as JsonObject, after[i], entryPlace, changes);
  }
  for (const [j, key] of keysBefore.entries()) {
    if (keysAfter.includes(key)) continue;
    const path = [...whole.before, j];
    const entryPlace = { words: [...place.words, entryWords(name, before[j])], before: path, after: path };
    addChange(changes, 'removed', entryPlace, entrySummary(name, before[j]), null);
  }
  diffOrder(name, { before: keysBefore, after: keysAfter, entries: after }, whole, changes);
}

/** One change for all that stands in another order, of what both states have. */
function diffOrder(
  name: string,
  {
    before,
    after,
    entries,
  }: { before: readonly string[]; after: readonly string[]; entries: readonly unknown[] },
  place: Place,
  changes: Change[],
): void {
  const common = after.filter((key) => before.includes(key));
  const earlier = before.filter((key) => after.includes(key));
  if (equal(common, earlier)) return;
  const keys = keysOf(name, entries)!;
  const list = (order: readonly string[]) =>
    valueWords(
      '',
      order.map((key) => entryWords(name, entries[keys.indexOf(key)])),
    );
  const order = { ...place, words: [...place.words, 'Order'] };
  addChange(changes, 'moved', order, list(earlier), list(common));
}

function kindOf(before: unknown, after: unknown): Change['kind'] {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

function addChange(
  changes: Change[],
  kind: Change['kind'],
  place: Place,
  before: string | null,
  after: string | null,
): void {
  const path = pathText(kind === 'removed' ? place.before : place.after);
  changes.push({ kind, where: place.words.join(' › '), path, before, after });
}
