/** The legend below a graph: names in columns, beside a square in the colour of the series. */
import type { Color } from '../../view/scene/color.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';
import type { Command } from '../../view/scene/scene.ts';
import type { Side } from './options.ts';
import { capHeight, lineHeight, type TextWriter } from './texts.ts';

export interface LegendEntry {
  readonly name: string;
  readonly color: Color;
  /** Entries of the right axis stand on the right, their squares outermost. */
  readonly side: Side;
}

export interface LegendTask {
  readonly entries: readonly LegendEntry[];
  readonly font: FontStyle;
  readonly foreground: Color;
  readonly muted: Color;
  /** Room, in pixels. What does not fit is counted in a last line. */
  readonly width: number;
  readonly height: number;
}

export interface Legend {
  /** Pixels it takes; 0 when there is no room for a single line. */
  readonly height: number;
  /** The legend with its upper left corner there. */
  place(x: number, y: number): Command[];
}

/** Between a square and its name, and between columns, as shares of the font's size. */
const SQUARE_GAP = 0.5;
const COLUMN_GAP = 1.6;
/** Columns are not narrowed below this to make room for more. */
const NARROW_COLUMN = 28;
/** Names of which no two may become the same by that. */
const MAX_COMPARED = 100;
/** More entries than this fit into no picture, and are not measured. */
const MAX_ENTRIES = 3000;

const NO_LEGEND: Legend = { height: 0, place: () => [] };

export function layOutLegend(task: LegendTask, writer: TextWriter): Legend {
  const { entries, font, height } = task;
  const rowHeight = lineHeight(font);
  const rows = Math.floor((height + rowHeight - capHeight(font)) / rowHeight);
  if (entries.length === 0 || rows < 1) return NO_LEGEND;
  const left = entries.filter(({ side }) => side === 'left');
  const right = entries.filter(({ side }) => side === 'right');
  const width = left.length > 0 && right.length > 0 ? (task.width - COLUMN_GAP * font.size) / 2 : task.width;
  const groups = [left, right].map((group) => columnsOf(group, { width, rows }, font, writer));
  const needed = Math.max(...groups.map(({ rows: ofGroup }) => ofGroup));
  // The last line tells how many names are missing.
  const shownRows = needed <= rows ? needed : rows - 1;
  const shown = groups.map(({ group, columns }) => group.slice(0, shownRows * columns));
  const missing = entries.length - shown[0].length - shown[1].length;
  const usedRows = missing > 0 ? rows : shownRows;
  return {
    height: (usedRows - 1) * rowHeight + capHeight(font),
    place(x, y) {
      const commands = groups.flatMap(({ columns, columnWidth }, index) =>
        shown[index].flatMap((entry, i) => {
          const column = (i % columns) * columnWidth;
          const baseline = y + Math.floor(i / columns) * rowHeight + capHeight(font);
          const start = index === 0 ? x + column : x + task.width - column;
          const room = columnWidth - COLUMN_GAP * font.size;
          return entryCommands(entry, { start, baseline, room }, task, writer);
        }),
      );
      if (missing > 0) {
        const text = shownRows === 0 ? `${missing} series` : `and ${missing} more`;
        const baseline = y + shownRows * rowHeight + capHeight(font);
        commands.push(writer.write(text, font, task.muted, { x, y: baseline }, task.width));
      }
      return commands;
    },
  };
}

/** Columns as wide as the widest name, or narrower where that makes room for more names; one in any case. */
function columnsOf(
  group: readonly LegendEntry[],
  { width, rows: room }: { width: number; rows: number },
  font: FontStyle,
  { fonts }: TextWriter,
): { group: readonly LegendEntry[]; columns: number; columnWidth: number; rows: number } {
  const gap = COLUMN_GAP * font.size;
  const most = width + gap;
  let widest = 0;
  for (const { name } of group.slice(0, MAX_ENTRIES)) {
    widest = Math.max(widest, name.length > width ? most : fonts.measure(name, font));
    if (widest >= most) break;
  }
  const beside = squareSize(font) + SQUARE_GAP * font.size + gap;
  const whole = beside + widest;
  const narrow = Math.min(whole, NARROW_COLUMN * font.size);
  const fitting = Math.max(1, Math.floor(most / whole)) * room;
  const names = group.slice(0, MAX_COMPARED).map(({ name }) => name);
  const canNarrow =
    group.length > fitting &&
    new Set(names.map((name) => fonts.fit(name, font, narrow - beside))).size === new Set(names).size;
  const wanted = canNarrow ? narrow : whole;
  const columns = Math.max(1, Math.floor(most / wanted));
  return {
    group,
    columns,
    columnWidth: wanted < whole || columns === 1 ? most / columns : wanted,
    rows: Math.ceil(group.length / columns),
  };
}

function entryCommands(
  { name, color, side }: LegendEntry,
  { start, baseline, room }: { start: number; baseline: number; room: number },
  { font, foreground }: LegendTask,
  writer: TextWriter,
): Command[] {
  const size = squareSize(font);
  const out = size + SQUARE_GAP * font.size;
  const squareX = side === 'left' ? start : start - size;
  return [
    { kind: 'rectangle', x: squareX, y: baseline - size, width: size, height: size, radius: 2, fill: color },
    writer.write(
      name,
      font,
      foreground,
      side === 'left' ? { x: start + out, y: baseline } : { x: start - out, y: baseline, align: 'end' },
      // Half a pixel for sums that come out a little different.
      Math.max(0, room - out + 0.5),
    ),
  ];
}

function squareSize(font: FontStyle): number {
  return Math.max(2, Math.round(capHeight(font)));
}
