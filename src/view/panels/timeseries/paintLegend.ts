import type { LegendOptions } from '../../../schema/panelOptions.ts';
import { calcLabel, type LegendRow } from '../../chart/legendRows.ts';
import { columnWidth, longestOf } from '../../chart/legendSize.ts';
import type { Box } from '../../scene/scene.ts';
import { formatCount } from '../../units/units.ts';
import { BODY, baselineOf, type Painter, SMALL } from '../parts/painter.ts';

const ROW = 20;
/** Where a name begins: the swatch stands before it. */
const NAME = 18;
const SWATCH = 8;
const COLUMN_GAP = 12;
/** A name with less room says nothing: values give way. */
const LEAST_NAME = 60;

/** The rows of a legend that have room in a box, as the browser lays them out; what has none is counted in the last line. */
export function paintLegend(
  painter: Painter,
  rows: readonly LegendRow[],
  options: LegendOptions,
  calcs: readonly string[],
  box: Box,
  left: number,
): void {
  if (options.mode === 'table') paintTable(painter, rows, calcs, box, left);
  else paintList(painter, rows, box, left);
}

function paintList(painter: Painter, rows: readonly LegendRow[], box: Box, left: number): void {
  const wanted = columnWidth(longestOf(rows.map(({ series }) => series.label)));
  const columns = Math.max(1, Math.floor((box.width + COLUMN_GAP) / (wanted + COLUMN_GAP)));
  const width = (box.width - (columns - 1) * COLUMN_GAP) / columns;
  const room = Math.max(1, Math.floor(box.height / ROW)) * columns;
  const shown = rows.length + Math.min(left, 1) <= room ? rows : rows.slice(0, Math.max(1, room - 1));
  const placeOf = (i: number): Box => ({
    x: box.x + (i % columns) * (width + COLUMN_GAP),
    y: box.y + Math.floor(i / columns) * ROW,
    width,
    height: ROW,
  });
  shown.forEach((row, i) => {
    const place = placeOf(i);
    const right = place.x + width - 4;
    const baseline = baselineOf(place.y + ROW / 2, BODY);
    const value = row.cells.map(({ text }) => text).join('  ');
    const most = right - place.x - NAME;
    const valueWidth = value === '' ? 0 : Math.min(most, painter.measure(value, BODY)) + 8;
    painter.text(value, BODY, painter.inks.text1, { x: right, y: baseline, align: 'end' }, { width: most });
    paintName(painter, row, place, Math.max(0, right - valueWidth - place.x - NAME));
  });
  paintMore(painter, rows.length - shown.length + left, placeOf(shown.length), shown.length < room);
}

function paintTable(
  painter: Painter,
  rows: readonly LegendRow[],
  calcs: readonly string[],
  box: Box,
  left: number,
): void {
  const { inks, measure } = painter;
  const most = Math.max(COLUMN_GAP, box.width - NAME);
  const widths = calcs.map((calc, i) => {
    const texts = rows.map(({ cells }) => measure(cells[i].text, BODY));
    return Math.min(most, COLUMN_GAP + Math.max(measure(calcLabel(calc), SMALL), ...texts));
  });
  const limitOf = (column: number) => ({ width: widths[column] - COLUMN_GAP });
  let columns = widths.length;
  const valuesWidth = () => widths.slice(0, columns).reduce((sum, width) => sum + width, 0);
  while (columns > 1 && box.width - valuesWidth() - NAME < LEAST_NAME) columns--;
  const ends = widths
    .slice(0, columns)
    .map((_, i) => box.x + box.width - widths.slice(i + 1, columns).reduce((sum, width) => sum + width, 0));
  const heading = box.height >= 2 * ROW ? ROW : 0;
  if (heading > 0) {
    const y = baselineOf(box.y + ROW / 2, SMALL);
    painter.text('Name', SMALL, inks.text3, { x: box.x + NAME, y });
    ends.forEach((x, i) => {
      painter.text(calcLabel(calcs[i]), SMALL, inks.text3, { x, y, align: 'end' }, limitOf(i));
    });
  }
  const room = Math.max(1, Math.floor((box.height - heading) / ROW));
  const shown = rows.length + Math.min(left, 1) <= room ? rows : rows.slice(0, Math.max(1, room - 1));
  const placeOf = (i: number): Box => ({ ...box, y: box.y + heading + i * ROW, height: ROW });
  shown.forEach((row, i) => {
    const place = placeOf(i);
    const baseline = baselineOf(place.y + ROW / 2, BODY);
    ends.forEach((x, c) => {
      painter.text(row.cells[c].text, BODY, inks.text1, { x, y: baseline, align: 'end' }, limitOf(c));
    });
    paintName(painter, row, place, Math.max(0, box.width - valuesWidth() - NAME));
  });
  paintMore(painter, rows.length - shown.length + left, placeOf(shown.length), shown.length < room);
}

function paintName(painter: Painter, { series, color }: LegendRow, place: Box, width: number): void {
  const middle = place.y + place.height / 2;
  const x = place.x + (NAME - SWATCH) / 2;
  if (series.config.reference)
    painter.line(x, middle, x + SWATCH, middle, { color: painter.inks.text3, width: 2, dash: [3, 2] });
  else painter.rectangle({ x, y: middle - SWATCH / 2, width: SWATCH, height: SWATCH }, color, 2);
  const at = { x: place.x + NAME, y: baselineOf(middle, BODY) };
  painter.text(series.label, BODY, painter.inks.text2, at, { width });
}

function paintMore(painter: Painter, count: number, place: Box, fits: boolean): void {
  if (count <= 0 || !fits) return;
  const at = { x: place.x + NAME, y: baselineOf(place.y + ROW / 2, BODY) };
  painter.text(`and ${formatCount(count)} more`, BODY, painter.inks.text3, at, {
    width: Math.max(0, place.width - NAME),
  });
}
