/** Measures of tables that the browser's and the drawn ones share. */
import type { PanelOptions } from '../../../schema/panelOptions.ts';
import type { MeasureText } from '../../scene/fontStyle.ts';
import { BODY, sans } from '../parts/painter.ts';
import type { Table, TableCell, TableColumn } from './tableModel.ts';

/** Pixels of a line. */
export const ROW_HEIGHT: Readonly<Record<NonNullable<PanelOptions<'table'>['density']>, number>> = {
  compact: 22,
  normal: 28,
  roomy: 38,
};
export const HEADER_HEIGHT = 28;
/** Left and right of what stands in a cell. */
export const CELL_PADDING = 8;
/** Around a coloured cell and a bar. */
export const CELL_INSET = 2;
/** Of a bar beside a number. */
export const BAR_HEIGHT = 8;
export const HEADING = sans(12, 600);
/** Room of the arrow that says how a column is sorted. */
const ARROW = 16;
/** Rows that decide how wide a column is: all of them would cost more than they tell. */
const SAMPLE = 200;
const LEAST = 48;
const MOST_TEXT = 420;
const LEAST_TEXT = 110;
const BAR_ROOM = 90;
const LINE_ROOM = 110;

/**
 * Widths of the columns in a room of so many pixels: as wide as what is in them, then what is left to those that can use it.
 * Names give way where there is too little; beyond that the table is wider than its room, and scrolled.
 */
export function columnWidths(
  { columns, rows }: Table,
  room: number,
  measure: MeasureText,
  chosen: ReadonlyMap<string, number> = new Map(),
): number[] {
  const fixed = columns.map(({ key, width }) => chosen.get(key) ?? width);
  const widths = columns.map((column, i) => fixed[i] ?? naturalWidth(column, rows, measure));
  const weights = columns.map((column, i) => (fixed[i] === undefined ? appetite(column) : 0));
  const hunger = weights.reduce((sum, weight) => sum + weight, 0);
  const missing = widths.reduce((sum, width) => sum + width, 0) - room;
  if (missing <= 0) {
    // The last column takes all where each has a width of its own: a line across an empty half looks torn.
    if (hunger === 0) return widths.map((width, i) => (i === widths.length - 1 ? width - missing : width));
    return widths.map((width, i) => width - (missing * weights[i]) / hunger);
  }
  const spare = columns.map(({ kind }, i) =>
    kind === 'text' && fixed[i] === undefined
      ? Math.max(0, widths[i] - leastWidth(columns[i], rows, measure))
      : 0,
  );
  const most = spare.reduce((sum, width) => sum + width, 0);
  const share = most === 0 ? 0 : Math.min(1, missing / most);
  return widths.map((width, i) => width - spare[i] * share);
}

/** Which columns have to do with the short forms of their names, because the whole ones have no room. */
export function shortened(
  { columns, rows }: Table,
  widths: readonly number[],
  measure: MeasureText,
): boolean[] {
  return columns.map(
    (column, i) => column.kind === 'text' && naturalWidth(column, rows, measure) > widths[i] + 0.5,
  );
}

/** How much of the room that is left a column takes. */
function appetite({ kind, cell }: TableColumn): number {
  if (kind === 'line' || cell === 'sparkline' || cell === 'bar' || cell === 'bar-gradient') return 3;
  return kind === 'text' ? 2 : 1;
}

/** Short forms of names are shown in full, and what is longer still down to a width that can be read. */
function leastWidth(column: TableColumn, rows: number, measure: MeasureText): number {
  return Math.min(
    LEAST_TEXT,
    naturalWidth(column, rows, measure, ({ text, short }) => short ?? text),
  );
}

function naturalWidth(
  column: TableColumn,
  rows: number,
  measure: MeasureText,
  textOf = ({ text }: TableCell) => text,
): number {
  const { heading, cell, kind } = column;
  let widest = measure(heading, HEADING) + ARROW;
  const every = Math.max(1, Math.ceil(rows / SAMPLE));
  for (let row = 0; row < rows; row += every)
    widest = Math.max(widest, measure(textOf(column.cellAt(row)), BODY));
  const more = cell === 'bar' || cell === 'bar-gradient' ? BAR_ROOM : 0;
  const line = kind === 'line' || cell === 'sparkline' ? LINE_ROOM : 0;
  const width = Math.ceil(Math.min(MOST_TEXT, widest)) + more + line + 2 * CELL_PADDING;
  return Math.max(LEAST, kind === 'line' ? LINE_ROOM + 2 * CELL_PADDING : width);
}

/** Parts of a cell with a bar or a line: where the picture and where the text stands, from the cell's left edge. */
export function cellParts(
  column: Pick<TableColumn, 'kind' | 'cell'>,
  width: number,
  textRoom: number,
): { readonly picture: number; readonly text: number } {
  const inside = Math.max(0, width - 2 * CELL_PADDING);
  if (column.kind === 'line') return { picture: inside, text: 0 };
  const text = Math.min(inside, textRoom);
  return { picture: Math.max(0, inside - text - 8), text };
}
