/**
 * To 16: rows of panels with spans of twelve columns and heights in pixels become places on the grid of 24 columns and
 * lines of 30 pixels with 8 between them.
 */
import { greatest, type JsonObject, numberOf, objectsOf } from '../json.ts';

const COLUMNS = 24;
const LINE = 38;
const USUAL_HEIGHT = 250;
/** Nothing smaller shows anything. */
const LEAST_LINES = 3;

export function gridOfRows(dashboard: JsonObject): void {
  const rows = objectsOf(dashboard['rows']);
  delete dashboard['rows'];
  if (rows.length === 0) return;
  // Headings are made of all rows as soon as one of them shows its own.
  const hasHeadings = rows.some(
    (row) => row['collapse'] === true || row['showTitle'] === true || typeof row['repeat'] === 'string',
  );
  let nextId =
    greatest(rows.flatMap((row) => objectsOf(row['panels'])).map(({ id }) => numberOf(id) ?? 0)) + 1;
  const panels: JsonObject[] = [];
  let top = 0;
  for (const row of rows) {
    const heading = hasHeadings ? headingOf(row, nextId++, top) : null;
    if (heading !== null) top += 1;
    const placed = placedPanels(objectsOf(row['panels']), linesOf(row['height'], USUAL_HEIGHT), top);
    if (heading === null) panels.push(...placed.panels);
    else if (heading['collapsed'] === true) panels.push({ ...heading, panels: placed.panels });
    else panels.push({ ...heading, panels: [] }, ...placed.panels);
    if (heading?.['collapsed'] !== true) top = placed.bottom;
  }
  dashboard['panels'] = [...objectsOf(dashboard['panels']), ...panels];
}

function headingOf(row: JsonObject, id: number, y: number): JsonObject {
  const { title, collapse, repeat, showTitle } = row;
  // A row that hid its title is one without: the words in the file were never seen.
  const shown = showTitle === false || typeof title !== 'string' ? '' : title;
  return {
    id,
    type: 'row',
    title: shown,
    collapsed: collapse === true,
    ...(typeof repeat === 'string' && { repeat }),
    gridPos: { x: 0, y, w: COLUMNS, h: 1 },
  };
}

/** Beside each other until the line of columns is full, then below what is there. */
function placedPanels(
  panels: readonly JsonObject[],
  lines: number,
  top: number,
): { readonly panels: JsonObject[]; readonly bottom: number } {
  // How far down each of the columns is filled: panels of different height leave room beside them.
  const filled = new Array<number>(COLUMNS).fill(top);
  const placed = panels.map((panel) => {
    const { span, minSpan, ...rest } = panel;
    const w = Math.min(COLUMNS, Math.max(1, Math.round((numberOf(span) ?? 4) * 2)));
    const h = linesOf(panel['height'], lines * LINE);
    const { x, y } = freePlace(filled, w);
    for (let column = x; column < x + w; column++) filled[column] = y + h;
    const least = numberOf(minSpan);
    delete rest['height'];
    return {
      ...rest,
      gridPos: { x, y, w, h },
      ...(least !== undefined && { minSpan: Math.min(COLUMNS, least * 2) }),
    };
  });
  return { panels: placed, bottom: Math.max(...filled) };
}

/** The highest place of a width, the one furthest to the left of those. */
function freePlace(filled: readonly number[], w: number): { readonly x: number; readonly y: number } {
  let best = { x: 0, y: Number.POSITIVE_INFINITY };
  for (let x = 0; x + w <= COLUMNS; x++) {
    const y = Math.max(...filled.slice(x, x + w));
    if (y < best.y) best = { x, y };
  }
  return best;
}

/** Lines of a height such as `250px`, 250 or "250". */
function linesOf(height: unknown, otherwise: number): number {
  const said = typeof height === 'string' ? numberOf(height.replace(/px$/, '')) : numberOf(height);
  return Math.max(LEAST_LINES, Math.ceil((said ?? otherwise) / LINE));
}
