/**
 * Panels below headings. Grafana has one list in which a row panel begins a row, and the panels of a collapsed row are
 * inside of it; what comes before the first row panel is our first row, which then has no heading.
 *
 * Places count from the row's upper edge with us and from the dashboard's in Grafana. Empty lines between rows are not
 * kept: Grafana closes them as well when it shows a dashboard.
 */
import { type Panel, type Row, row as rowSchema } from '../../schema/dashboard.ts';
import { barePanel, bareRow } from './bare.ts';
import type { ReadContext, WriteContext } from './context.ts';
import {
  greatest,
  isObject,
  type JsonObject,
  numberOf,
  objectOr,
  objectsOf,
  textOr,
  without,
} from './json.ts';
import { flag, type Member, member, readMembers, same, writeMembers } from './members.ts';
import { panelUnit, readPlace } from './panel.ts';
import { readUnit, type Unit, writeUnit } from './unit.ts';

const members: readonly Member[] = [
  member('title', 'title', same(rowSchema.shape.title)),
  member('collapsed', 'collapsed', flag, { ours: false, grafana: false }),
  member('repeat.variable', 'repeat', same(rowSchema.shape.repeat.unwrap().shape.variable)),
];

/** A heading alone; its panels are put into it and taken out of it by others. */
function headingUnit(own: { readonly id?: string | undefined; readonly number?: number } = {}): Unit<Row> {
  return {
    read: (grafana) => ({
      id: own.id ?? String(grafana['id'] ?? 0),
      // Without a title it is a heading all the same, and no missing one.
      title: '',
      ...readMembers(members, grafana),
      panels: [],
    }),
    write: (row, { numberOf }) => ({
      type: 'row',
      id: own.number ?? numberOf(row),
      ...writeMembers(members, row as JsonObject),
    }),
    bare: bareRow,
    isValid: (row) => rowSchema.safeParse(row).success,
  };
}

/** What a first row without a heading is called when nobody named it. */
const FIRST_ROW_ID = 'top';

interface Group {
  readonly heading: JsonObject | null;
  readonly panels: JsonObject[];
}

/** `firstRow` is what an export of ours said of the row without a heading. */
export function readRows(list: unknown, context: ReadContext, firstRow: JsonObject): Row[] {
  const items = objectsOf(list);
  const ids = idsOf(items, context);
  return groupsOf(items).map(({ heading, panels }) => {
    const placed = placedInRow(panels, heading).map((panel, i) => {
      const at = { ...context, where: nameOfPanel(panels[i]!) };
      return readUnit(panelUnit(ids.get(panels[i]!)), barePanel(panel, context.write), at);
    });
    if (heading === null) return { ...firstRowOf(firstRow), panels: placed };
    const at = { ...context, where: nameOfRow(heading) };
    const said = bareRow(without(heading, 'panels', 'gridPos'));
    return { ...readUnit(headingUnit({ id: ids.get(heading) }), said, at), panels: placed };
  });
}

function firstRowOf({ id, grafana }: JsonObject): Omit<Row, 'panels'> {
  const row = { id: id ?? FIRST_ROW_ID, ...(isObject(grafana) && { grafana }) };
  const read = rowSchema.safeParse({ ...row, panels: [] });
  return read.success ? (row as Omit<Row, 'panels'>) : { id: FIRST_ROW_ID };
}

export function nameOfPanel({ title, id, type }: JsonObject): string {
  if (typeof title === 'string' && title.trim() !== '') return `Panel "${title}"`;
  return `Panel ${typeof id === 'number' ? id : textOr(type, '')} without a title`;
}

function nameOfRow({ title }: JsonObject): string {
  return `Row "${textOr(title, '')}"`;
}

function groupsOf(items: readonly JsonObject[]): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    if (item['type'] === 'row') groups.push({ heading: item, panels: objectsOf(item['panels']) });
    else if (groups.length === 0) groups.push({ heading: null, panels: [item] });
    else groups.at(-1)!.panels.push(item);
  }
  return groups;
}

/** The panels with places that count from the row's upper edge. */
function placedInRow(panels: readonly JsonObject[], heading: JsonObject | null): JsonObject[] {
  const tops = panels.map(({ gridPos }) => numberOf(objectOr(gridPos)['y'])).filter((y) => y !== undefined);
  const highest = tops.reduce((least, y) => Math.min(least, y), tops[0] ?? 0);
  const below = (numberOf(objectOr(heading?.['gridPos'])['y']) ?? highest - 1) + 1;
  // In a collapsed row stand the places from before it was collapsed, whatever has happened above it since.
  const closedEdge = highest - (numberOf(objectOr(heading?.['plumbago'])['$top']) ?? 0);
  const edge = heading === null ? 0 : heading['collapsed'] === true ? closedEdge : Math.min(below, highest);
  let bottom = 0;
  return panels.map((panel) => {
    const said = objectOr(panel['gridPos']);
    const y = numberOf(said['y']);
    const place = readPlace({ ...said, y: y === undefined ? bottom : y - edge });
    bottom = Math.max(bottom, place.y + place.h);
    return {
      ...panel,
      gridPos: { ...(y === undefined ? place : said), y: y === undefined ? place.y : y - edge },
    };
  });
}

/** Ids for all, also for panels that have none, or the id of another. */
function idsOf(items: readonly JsonObject[], { remarks }: ReadContext): Map<JsonObject, string> {
  const all = items.flatMap((item) => [item, ...(item['type'] === 'row' ? objectsOf(item['panels']) : [])]);
  const isId = (id: unknown): id is number => Number.isSafeInteger(id) && (id as number) >= 0;
  let next = greatest(all.map(({ id }) => (isId(id) ? id : 0))) + 1;
  const taken = new Set<number>();
  return new Map(
    all.map((item) => {
      const { id } = item;
      const isFree = isId(id) && !taken.has(id);
      const own = isFree ? id : next++;
      if (isId(id) && !isFree && item['type'] !== 'row') {
        remarks.add(
          'changed',
          nameOfPanel(item),
          `Its id ${id} is another panel's as well; it has the id ${own} here.`,
        );
      }
      taken.add(own);
      return [item, String(own)];
    }),
  );
}

export interface WrittenRows {
  readonly panels: JsonObject[];
  /** What is to be said of a row without a heading; empty when that says nothing new. */
  readonly firstRow: JsonObject;
}

export function writeRows(rows: readonly Row[], context: WriteContext): WrittenRows {
  const panels: JsonObject[] = [];
  let firstRow: JsonObject = {};
  let edge = 0;
  rows.forEach((row, i) => {
    const isBare = isWithoutHeading(row, i);
    const top = edge + (isBare ? 0 : 1);
    const inside = row.panels.map((panel) => placedOnDashboard(writeUnit(panelUnit(), panel, context), top));
    if (isBare) {
      firstRow =
        row.id === FIRST_ROW_ID && row.grafana === undefined ? {} : without(row as JsonObject, 'panels');
      panels.push(...inside);
    } else {
      const number = context.numberOf(row);
      const heading = writeUnit(headingUnit({ number }), { ...row, panels: [] }, context);
      const gridPos = { h: 1, w: 24, x: 0, y: edge };
      const isClosed = row.collapsed === true && inside.length > 0;
      panels.push({ ...heading, gridPos, ...(isClosed && closedMembers(row, heading, inside)) });
      if (!isClosed) panels.push(...inside);
    }
    edge = top + (row.collapsed === true ? 0 : heightOf(row.panels));
  });
  return { panels, firstRow };
}

/** Lines that are free above all panels of a row are said, since the places in a closed row cannot tell of them. */
function closedMembers({ panels }: Row, heading: JsonObject, inside: JsonObject[]): JsonObject {
  const free = Math.min(...panels.map(({ grid }) => grid.y));
  if (free === 0) return { panels: inside };
  return { panels: inside, plumbago: { ...objectOr(heading['plumbago']), $top: free } };
}

/** Grafana's first row can do without one; a row without panels would then be nothing at all. */
export function isWithoutHeading(row: Row, place: number): boolean {
  const said = Object.keys(row).filter((name) => !['id', 'panels', 'grafana'].includes(name));
  return place === 0 && said.length === 0 && row.panels.length > 0;
}

function placedOnDashboard(panel: JsonObject, top: number): JsonObject {
  const place = objectOr(panel['gridPos']);
  return { ...panel, gridPos: { ...place, y: (numberOf(place['y']) ?? 0) + top } };
}

function heightOf(panels: readonly Panel[]): number {
  return greatest(panels.map(({ grid }) => grid.y + grid.h));
}
