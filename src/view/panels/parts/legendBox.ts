import type { LegendOptions } from '../../../schema/panelOptions.ts';
import type { Color } from '../../scene/color.ts';
import type { Box, MarkDetail } from '../../scene/scene.ts';
import { BODY, baselineOf, type Painter, SMALL } from './painter.ts';
import { namesThatFit } from './shortNames.ts';

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  /** What is written, when the label has no room; the label when missing. */
  readonly shortLabel?: string;
  readonly color: Color;
  /** One text a column. */
  readonly values: readonly string[];
  readonly details?: readonly MarkDetail[];
  readonly series?: string;
}

interface LegendTask {
  readonly entries: readonly LegendEntry[];
  readonly options: LegendOptions | undefined;
  /** Of the columns of a table. */
  readonly headings: readonly string[];
  /** The room for legend and picture together. */
  readonly box: Box;
}

export interface LegendLayout {
  /** What is left for the picture. */
  readonly rest: Box;
  paint(painter: Painter): void;
}

const LINE = 19;
const SWATCH = 8;
const SWATCH_GAP = 6;
const COLUMN_GAP = 14;
const ENTRY_GAP = 18;
/** Pictures that are smaller have no legend: it would leave nothing of them. */
const LEAST = { width: 120, height: 90 };
/** The share of the room that a legend may take. */
const MOST = { below: 0.4, beside: 0.5 };

/** Places the legend at an edge of a box. Entries that have no room are counted in its last line. */
export function layOutLegend(
  { entries, options, headings, box }: LegendTask,
  painter: Painter,
): LegendLayout {
  const { placement = 'bottom', mode = 'list', width: wished } = options ?? {};
  const hidden = { rest: box, paint: () => {} };
  if (entries.length === 0 || box.width < LEAST.width || box.height < LEAST.height) return hidden;
  const beside = placement === 'right' && box.width >= 220;
  const table = mode === 'table';
  const { measure } = painter;
  const wanted = columnWidths(entries, table ? headings : [], painter);
  // Where names would have no room, numbers are left to the tooltip.
  const most = (beside ? box.width * MOST.beside : box.width) * 0.7;
  const crowded = wanted.reduce((sum, width) => sum + width + COLUMN_GAP, 0) > most;
  const columns = crowded ? [] : wanted;
  const valuesWidth = columns.reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  const heading = table && headings.length > 0 ? LINE : 0;
  const nameWidth = Math.max(...entries.map(({ label }) => measure(label, BODY)));
  const rowWidth = SWATCH + SWATCH_GAP + nameWidth + valuesWidth;

  if (beside || table) {
    const width = beside ? Math.min(wished ?? rowWidth + 2, box.width * MOST.beside) : box.width;
    const room = beside ? box.height : Math.max(LINE * 2, box.height * MOST.below);
    const rows = Math.max(1, Math.floor((room - heading) / LINE));
    const listed = withNamesThatFit(entries, width - SWATCH - SWATCH_GAP - valuesWidth, painter);
    const shown = listed.length <= rows ? listed : listed.slice(0, rows - 1);
    if (shown.length === 0) return hidden;
    const lines = shown.length + (shown.length < entries.length ? 1 : 0);
    const height = heading + lines * LINE;
    const at: Box = beside
      ? { x: box.x + box.width - width, y: box.y + Math.max(0, (box.height - height) / 2), width, height }
      : { x: box.x, y: box.y + box.height - height, width, height };
    const rest = beside
      ? { ...box, width: box.width - width - 16 }
      : { ...box, height: box.height - height - 8 };
    return {
      rest,
      paint: (on) =>
        paintRows(on, shown, entries.length - shown.length, at, columns, heading > 0 ? headings : []),
    };
  }
  const lines = linesOf(entries, box.width, painter);
  // Names that take more than two lines say what they have in common too often.
  const placed = lines.count > 2 ? linesOf(withNamesThatFit(entries, 0, painter), box.width, painter) : lines;
  return layOutLines(placed, box, painter) ?? hidden;
}

/** The entries, named by what tells them apart where whole names have no room. Marks keep the whole names. */
function withNamesThatFit(
  entries: readonly LegendEntry[],
  width: number,
  { measure }: Painter,
): readonly LegendEntry[] {
  const names = namesThatFit(
    entries.map(({ label }) => label),
    width,
    (text) => measure(text, BODY),
  );
  return entries.map((entry, i) => ({ ...entry, shortLabel: names[i] }));
}

function columnWidths(
  entries: readonly LegendEntry[],
  headings: readonly string[],
  painter: Painter,
): number[] {
  const count = Math.max(0, ...entries.map(({ values }) => values.length));
  return Array.from({ length: count }, (_, column) =>
    Math.max(
      painter.measure(headings[column] ?? '', SMALL),
      ...entries.map(({ values }) => painter.measure(values[column] ?? '', BODY)),
    ),
  );
}

/** One entry a line, numbers right-aligned below each other. */
function paintRows(
  painter: Painter,
  entries: readonly LegendEntry[],
  left: number,
  at: Box,
  columns: readonly number[],
  headings: readonly string[],
): void {
  const { inks } = painter;
  const right = at.x + at.width;
  /** The right edge of each column. */
  const ends = columns.map((_, i) =>
    columns.slice(i + 1).reduce((x, width) => x - width - COLUMN_GAP, right),
  );
  let y = at.y;
  if (headings.length > 0) {
    headings.slice(0, columns.length).forEach((text, i) => {
      painter.text(text, SMALL, inks.text3, { x: ends[i], y: baselineOf(y + LINE / 2, SMALL), align: 'end' });
    });
    y += LINE;
  }
  const valuesWidth = columns.reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  for (const entry of entries) {
    const box = { x: at.x, y, width: at.width, height: LINE };
    paintEntry(painter, entry, box, (inside) => {
      const baseline = baselineOf(box.y + LINE / 2, BODY);
      const x = at.x + SWATCH + SWATCH_GAP;
      const width = Math.max(0, right - valuesWidth - x);
      inside.text(entry.shortLabel ?? entry.label, BODY, inks.text2, { x, y: baseline }, { width });
      entry.values.slice(0, columns.length).forEach((value, i) => {
        inside.text(value, BODY, inks.text1, { x: ends[i], y: baseline, align: 'end' });
      });
    });
    y += LINE;
  }
  if (left === 0) return;
  const place = { x: at.x, y: baselineOf(y + LINE / 2, BODY) };
  painter.text(`and ${left} more`, BODY, inks.text3, place, { width: at.width });
}

interface Lines {
  readonly placed: readonly {
    readonly entry: LegendEntry;
    readonly x: number;
    readonly line: number;
    readonly width: number;
  }[];
  readonly count: number;
}

/** Entries behind each other, in as many lines as they take. */
function linesOf(entries: readonly LegendEntry[], width: number, { measure }: Painter): Lines {
  const widest = Math.min(width, Math.max(120, width / 2));
  let [x, line] = [0, 0];
  const placed = entries.map((entry) => {
    const value = entry.values.join('  ');
    const own =
      SWATCH +
      SWATCH_GAP +
      measure(entry.shortLabel ?? entry.label, BODY) +
      (value === '' ? 0 : 8 + measure(value, BODY));
    const taken = Math.min(own, widest);
    if (x > 0 && x + taken > width) {
      x = 0;
      line++;
    }
    const place = { entry, x, line, width: taken };
    x += taken + ENTRY_GAP;
    return place;
  });
  return { placed, count: line + 1 };
}

/** The lines that there is room for, at the lower edge of a box; null when no entry has room. */
function layOutLines({ placed, count }: Lines, box: Box, { measure }: Painter): LegendLayout | null {
  const most = Math.max(1, Math.floor((box.height * MOST.below) / LINE));
  const lines = Math.min(count, most);
  const crowded = count > most;
  const noteRoom = measure(`and ${placed.length} more`, BODY) + ENTRY_GAP;
  // The note of what is missing stands behind the last line's entries.
  const shown = crowded
    ? placed.filter(
        (one) => one.line < most - 1 || (one.line === most - 1 && one.x + one.width + noteRoom <= box.width),
      )
    : placed;
  if (shown.length === 0) return null;
  const height = lines * LINE;
  const top = box.y + box.height - height;
  return {
    rest: { ...box, height: box.height - height - 8 },
    paint: (on) => {
      for (const { entry, x, line, width } of shown) {
        const place = { x: box.x + x, y: top + line * LINE, width, height: LINE };
        paintEntry(on, entry, place, (inside) => {
          const baseline = baselineOf(place.y + LINE / 2, BODY);
          const value = entry.values.join('  ');
          const valueWidth = value === '' ? 0 : measure(value, BODY) + 8;
          const from = place.x + SWATCH + SWATCH_GAP;
          // Half a pixel, because widths are sums of many small numbers.
          const room = Math.max(0, place.x + width - from - valueWidth + 0.5);
          const name = entry.shortLabel ?? entry.label;
          inside.text(name, BODY, inside.inks.text2, { x: from, y: baseline }, { width: room });
          inside.text(value, BODY, inside.inks.text1, { x: place.x + width, y: baseline, align: 'end' });
        });
      }
      if (!crowded) return;
      const last = shown.at(-1);
      const x = last && last.line === most - 1 ? last.x + last.width + ENTRY_GAP : 0;
      const y = baselineOf(top + (most - 0.5) * LINE, BODY);
      on.text(`and ${placed.length - shown.length} more`, BODY, on.inks.text3, { x: box.x + x, y });
    },
  };
}

function paintEntry(painter: Painter, entry: LegendEntry, box: Box, write: (inside: Painter) => void): void {
  const { key, label, color, values, details, series } = entry;
  const mark = {
    key: `legend ${key}`,
    label,
    color,
    ...(values.length > 0 ? { value: values.join('  ') } : {}),
    ...(details ? { details } : {}),
    ...(series === undefined ? {} : { series }),
  };
  painter.mark(mark, box, (inside) => {
    const swatch = { x: box.x, y: box.y + (LINE - SWATCH) / 2, width: SWATCH, height: SWATCH };
    inside.rectangle(swatch, color, 2);
    write(inside);
  });
}
