/** A table as it stands on paper: what has no room is counted below it. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { type Color, fade, mix } from '../scene/color.ts';
import type { Box, Scene } from '../scene/scene.ts';
import { formatCount } from '../units/units.ts';
import { BODY, baselineOf, Painter, SMALL } from './parts/painter.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { paintSparkline } from './parts/sparkline.ts';
import type { SceneInput } from './sceneInput.ts';
import {
  BAR_HEIGHT,
  CELL_INSET,
  CELL_PADDING,
  cellParts,
  columnWidths,
  HEADER_HEIGHT,
  HEADING,
  ROW_HEIGHT,
  shortened,
} from './table/tableLook.ts';
import { makeTable, type TableCell, type TableColumn } from './table/tableModel.ts';
import { footerLines, shownRows } from './table/tableRows.ts';

type TableOptions = PanelOptions<'table'>;

/** Height of the line that says what is not there. */
const NOTE = 20;

export function drawTable({
  data,
  options,
  field,
  overrides = [],
  context,
}: SceneInput<TableOptions>): Scene {
  const { inks, zone, now, measure, width, height } = context;
  const table = makeTable({ data, options, field, overrides, theme: inks.theme, zone, now });
  if (data.series.length === 0 && data.frames === null) return sayInstead(context, 'No series found');
  if (table.rows === 0 || table.columns.length === 0) return sayInstead(context, 'The table has no rows');
  const rows = shownRows(table, new Map(), table.order ? [table.order] : []);
  const widths = columnWidths(table, width, measure);
  const lefts = widths.map((_, i) => widths.slice(0, i).reduce((sum, one) => sum + one, 0));
  const columns = table.columns.filter((_, i) => lefts[i] + Math.min(widths[i], 40) <= width);
  const pitch = ROW_HEIGHT[options.density ?? 'normal'];
  const header = options.showHeader === false ? 0 : HEADER_HEIGHT;
  // A row has to be seen before what all of them amount to.
  const footer = footerLines(table, rows, options.footer ?? []).slice(
    0,
    Math.max(0, Math.floor((height - header) / pitch) - 1),
  );
  const fitting = (notes: number) => Math.floor((height - header - notes) / pitch) - footer.length;
  const missingColumns = table.columns.length - columns.length + table.columnsLeft;
  const crowded = fitting(0) < rows.length || missingColumns > 0 || data.left > 0;
  const shown = rows.slice(0, Math.max(1, fitting(crowded ? NOTE : 0)));
  const painter = new Painter(context);
  const boxOf = (i: number, y: number): Box => ({
    x: lefts[i],
    y,
    width: Math.min(widths[i], width - lefts[i]),
    height: pitch,
  });
  const write = (text: string, i: number, y: number, high: number, ink: Color) => {
    const { align } = columns[i];
    const box = { ...boxOf(i, y), height: high };
    painter.text(text, HEADING, ink, placeOf(box, align, HEADING), {
      width: box.width - 2 * CELL_PADDING,
      cut: 'end',
    });
  };
  const rule = (y: number, strong: boolean) =>
    painter.line(0, y, width, y, { color: strong ? inks.line : fade(inks.line, 0.6), width: 1 });
  if (header > 0) {
    columns.forEach(({ heading }, i) => {
      write(heading, i, 0, header, inks.text2);
    });
    rule(header - 0.5, true);
  }
  const short = shortened(table, widths, measure);
  const textRooms = columns.map((column) =>
    Math.max(0, ...shown.map((row) => measure(column.cellAt(row).text, BODY))),
  );
  let y = header;
  for (const row of shown) {
    columns.forEach((column, i) => {
      const cell = column.cellAt(row);
      const text = short[i] ? (cell.short ?? cell.text) : cell.text;
      paintCell(painter, column, { ...cell, text }, boxOf(i, y), textRooms[i]);
    });
    y += pitch;
    rule(y - 0.5, false);
  }
  if (footer.length > 0) rule(y - 0.5, true);
  for (const line of footer) {
    columns.forEach((_, i) => {
      write(line.texts[i], i, y, pitch, inks.text1);
    });
    y += pitch;
  }
  const left = rows.length - shown.length + data.left;
  const notes = [
    ...(left > 0 ? [`${formatCount(left)} more rows`] : []),
    ...(missingColumns > 0 ? [`${formatCount(missingColumns)} more columns`] : []),
  ];
  if (notes.length > 0 && y + NOTE <= height) {
    const place = { x: CELL_PADDING, y: baselineOf(y + NOTE / 2, SMALL) };
    painter.text(`and ${notes.join(', ')}`, SMALL, inks.text3, place, { width: width - 2 * CELL_PADDING });
  }
  const said = shown.slice(0, 20).map((row) =>
    columns
      .map((column) => column.cellAt(row).text)
      .filter(Boolean)
      .join(' '),
  );
  return painter.scene(context, said.join(', ') || 'A table');
}

function placeOf({ x, y, width, height }: Box, align: TableColumn['align'], font: typeof BODY) {
  const at = {
    left: { x: x + CELL_PADDING, align: 'start' },
    center: { x: x + width / 2, align: 'middle' },
    right: { x: x + width - CELL_PADDING, align: 'end' },
  } as const;
  return { ...at[align], y: baselineOf(y + height / 2, font) };
}

function paintCell(
  painter: Painter,
  column: TableColumn,
  { text, ink, fill, bar, line }: TableCell,
  box: Box,
  textRoom: number,
): void {
  const { inks } = painter;
  const inset = {
    x: box.x + CELL_INSET,
    y: box.y + CELL_INSET,
    width: box.width - 2 * CELL_INSET,
    height: box.height - 2 * CELL_INSET - 1,
  };
  if (fill) painter.rectangle(inset, fill, 3);
  const color = ink ?? inks.text1;
  if (!bar && !line) {
    const limits = { width: box.width - 2 * CELL_PADDING, cut: 'end' } as const;
    painter.text(text, BODY, color, placeOf(box, column.align, BODY), limits);
    return;
  }
  const parts = cellParts(column, box.width, textRoom);
  const high = bar ? BAR_HEIGHT : Math.max(1, box.height - 11);
  const picture: Box = {
    x: box.x + CELL_PADDING,
    y: box.y + (box.height - high - 1) / 2,
    width: parts.picture,
    height: high,
  };
  if (bar) {
    painter.rectangle(picture, fade(inks.raised, 0.7), 2);
    const filled = {
      ...picture,
      x: picture.x + picture.width * bar.from,
      width: picture.width * (bar.to - bar.from),
    };
    if (bar.gradient && filled.width > 0)
      painter.add({
        kind: 'gradient',
        ...filled,
        towards: 'right',
        stops: [
          // Opaque, because not every writer of pictures knows gradients that shine through.
          { at: 0, color: mix(inks.surface, bar.color, 0.35) },
          { at: 1, color: bar.color },
        ],
        radius: 2,
      });
    else painter.rectangle(filled, bar.color, 2);
  } else if (line) paintSparkline(painter, line, picture, line.color, true);
  const right = {
    ...box,
    x: box.x + box.width - parts.text - 2 * CELL_PADDING,
    width: parts.text + 2 * CELL_PADDING,
  };
  painter.text(text, BODY, color, placeOf(right, 'right', BODY), { width: parts.text + 0.5, cut: 'end' });
}
