/** Bars over an axis of values: one for each series, or groups of them along time. */
import { calculate } from '../calculations.ts';
import type { PanelSeries } from '../panelData.ts';
import { readableOn } from '../scene/color.ts';
import type { Box, Mark, Scene } from '../scene/scene.ts';
import { formatValue } from '../units/units.ts';
import {
  type BarChartOptions,
  type Group,
  groupsOfTime,
  groupsOfValues,
  markOfGroup,
  type Piece,
  piecesOf,
} from './barGroups.ts';
import { LABELS_BELOW, paintLabelsBelow, paintLabelsBeside } from './parts/axisLabels.ts';
import { axisRoom, axisShare, type LabelledAxis, labelledAxis } from './parts/labelledAxis.ts';
import { type LegendEntry, layOutLegend } from './parts/legendBox.ts';
import { BODY, baselineOf, Painter } from './parts/painter.ts';
import { panelValues, shownSeries } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { namesThatFit } from './parts/shortNames.ts';
import { paintTimeAxis } from './parts/timeAxis.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

const ROW = 24;
const LEAST_ROW = 14;
const AXIS_ROOM = LABELS_BELOW + 2;
const RADIUS = 2;

export function drawBarChart({ data, options, field, context }: SceneInput<BarChartOptions>): Scene {
  const byTime = options.groupBy === 'time';
  const stacked = (options.stacking ?? 'none') !== 'none';
  const series = shownSeries(data);
  const { values, left } = panelValues({
    data,
    reduce: options.reduce,
    field,
    theme: context.inks.theme,
    sort: options.sort,
  });
  if (values.length === 0) return sayInstead(context, 'No series found');
  const painter = new Painter(context);
  const named = byTime || stacked;
  const table = options.legend?.mode === 'table';
  const entries = byTime
    ? series.map((one) => legendEntry(one.key, one, calculate('last', one.values), table))
    : values.map(({ key, series: of, value }) => legendEntry(key, of, value, table));
  const legendShown = options.legend?.show ?? named;
  const legend = layOutLegend(
    {
      entries: legendShown ? entries : [],
      options: options.legend,
      headings: [byTime ? 'Last' : 'Value'],
      box: { x: 0, y: 0, width: context.width, height: context.height },
    },
    painter,
  );
  const groups = byTime
    ? groupsOfTime(series, options, legend.rest.width, context)
    : groupsOfValues(values, stacked, context);
  if (groups.length === 0) return sayInstead(context, 'Nothing was measured in this time range');
  const chart = new BarChart(painter, groups, legend.rest, options, context);
  const height = chart.paint(left);
  legend.paint(painter);
  const described = groups
    .slice(0, 20)
    .map(({ label, bars }) => `${label} ${bars.map(({ text }) => text).join(' ')}`);
  return painter.scene(
    { width: context.width, height: Math.max(context.height, height) },
    described.join(', '),
  );
}

function legendEntry(key: string, series: PanelSeries, value: number, table: boolean): LegendEntry {
  const { label, color, unit, config } = series;
  return {
    key,
    label,
    color,
    values: table ? [formatValue(value, unit, config.decimals)] : [],
    series: series.key,
  };
}

/** Places groups along one direction and values along the other. */
class BarChart {
  private readonly painter: Painter;
  private readonly groups: readonly Group[];
  private readonly box: Box;
  private readonly options: BarChartOptions;
  private readonly context: SceneContext;
  private readonly pieces: readonly (readonly Piece[])[];
  private readonly low: number;
  private readonly high: number;
  private readonly lanes: number;

  constructor(
    painter: Painter,
    groups: readonly Group[],
    box: Box,
    options: BarChartOptions,
    context: SceneContext,
  ) {
    this.painter = painter;
    this.groups = groups;
    this.box = box;
    this.options = options;
    this.context = context;
    this.pieces = groups.map((group) => piecesOf(group, options.stacking ?? 'none'));
    let [low, high] = [0, 0];
    for (const piece of this.pieces.flat()) {
      low = Math.min(low, piece.from, piece.to);
      high = Math.max(high, piece.from, piece.to);
    }
    this.low = low;
    this.high = high;
    this.lanes = Math.max(1, ...this.pieces.map((list) => Math.max(0, ...list.map(({ lane }) => lane + 1))));
  }

  /** Draws; says how high the picture became. `left` values more have no bar. */
  paint(left: number): number {
    return this.lying() ? this.paintRows(left) : this.paintColumns(left);
  }

  private get percent(): boolean {
    return this.options.stacking === 'percent';
  }

  /** Names that would not fit below upright bars are read better beside lying ones. */
  private lying(): boolean {
    const { orientation = 'auto', groupBy } = this.options;
    if (orientation !== 'auto') return orientation === 'horizontal';
    if (groupBy === 'time' || this.groups.length === 1) return false;
    const pitch = this.box.width / this.groups.length;
    return this.groups.some(({ label }) => this.painter.measure(label, BODY) > pitch - 4);
  }

  private axis(length: number, spacing: number): LabelledAxis {
    const { unit, config } = this.groups[0].bars[0].series;
    return labelledAxis({
      low: this.low,
      high: this.high,
      unit: this.percent ? 'percent' : unit,
      config: this.percent ? { min: this.low < 0 ? -100 : 0, max: 100 } : config,
      length,
      spacing,
    });
  }

  private paintColumns(left: number): number {
    const { painter, groups, box } = this;
    const { inks } = painter;
    const noted = left > 0 ? AXIS_ROOM : 0;
    const tall = box.height - noted;
    const labelled = tall > 60;
    const slim = this.columnLabels(box.width - 40);
    const below = labelled ? slim.room : 0;
    const height = Math.max(1, tall - below - 8);
    const axis = this.axis(height, 34);
    const axisWidth = tall > 40 && box.width > 120 ? axisRoom(axis, painter.measure, box.width) : 0;
    const plot = { x: box.x + axisWidth, y: box.y + 8, width: Math.max(1, box.width - axisWidth), height };
    const yOf = (value: number) => plot.y + plot.height * (1 - axisShare(axis, value));
    axis.ticks.forEach((tick) => {
      const y = Math.round(yOf(tick)) + 0.5;
      painter.line(plot.x, y, plot.x + plot.width, y, {
        color: tick === 0 ? inks.zero : inks.grid,
        width: 1,
      });
    });
    if (axisWidth > 0) paintLabelsBeside(painter, axis, plot, box.x);
    const pitch = plot.width / groups.length;
    const gap = groups.length === 1 ? plot.width * 0.35 : Math.max(1, Math.min(24, pitch * 0.22));
    const lane = (pitch - gap) / this.lanes;
    const zeroY = yOf(0);
    groups.forEach((group, i) => {
      const start = plot.x + i * pitch + gap / 2;
      const column = { x: plot.x + i * pitch, y: plot.y, width: pitch, height: plot.height };
      this.paintGroup(painter, group, this.pieces[i], column, (piece) => {
        const [a, b] = [yOf(piece.from), yOf(piece.to)];
        const thick = Math.max(1, lane - (this.lanes > 1 ? 1 : 0));
        const bar = {
          x: start + piece.lane * lane,
          y: Math.min(a, b),
          width: thick,
          height: Math.abs(a - b),
        };
        // What is too little to see still is not nothing.
        return bar.height < 1 && piece.bar.value !== 0
          ? { ...bar, y: Math.min(bar.y, zeroY - 1), height: 1 }
          : bar;
      });
    });
    this.paintValuesAbove(plot, lane, (piece, i) => ({
      x: plot.x + i * pitch + gap / 2 + (piece.lane + 0.5) * lane,
      y: yOf(piece.to),
    }));
    if (labelled) this.paintColumnLabels(plot, pitch, slim);
    if (left > 0) this.sayMore(left, box.y + box.height);
    return 0;
  }

  /** How names stand below upright bars, and the room they take. */
  private columnLabels(width: number): {
    readonly room: number;
    readonly slanted: boolean;
    readonly names: readonly string[];
  } {
    const labels = this.groups.map(({ label }) => label);
    if (this.options.groupBy === 'time') return { room: AXIS_ROOM, slanted: false, names: labels };
    const measure = (text: string) => this.painter.measure(text, BODY);
    const pitch = width / labels.length;
    const names = namesThatFit(labels, pitch - 4, measure);
    const widest = Math.max(...names.map(measure));
    if (widest <= pitch - 4)
      return { room: names.every((name) => name === '') ? 4 : AXIS_ROOM, slanted: false, names };
    const long = Math.min(widest, 96, this.box.height * 0.3);
    return { room: long * Math.SQRT1_2 + 14, slanted: true, names };
  }

  private paintColumnLabels(
    plot: Box,
    pitch: number,
    { room, slanted, names }: ReturnType<BarChart['columnLabels']>,
  ): void {
    const { painter, groups } = this;
    const { inks, measure } = painter;
    const bottom = plot.y + plot.height;
    if (this.options.groupBy === 'time') {
      this.paintTimes(plot);
      return;
    }
    if (!slanted) {
      names.forEach((name, i) => {
        const x = plot.x + (i + 0.5) * pitch;
        painter.text(
          name,
          BODY,
          inks.text2,
          { x, y: baselineOf(bottom + 12, BODY), align: 'middle' },
          { width: pitch - 2 },
        );
      });
      return;
    }
    // One name every so many bars, where they would lie on each other.
    const every = Math.max(1, Math.ceil(16 / pitch));
    for (let i = 0; i < groups.length; i += every) {
      const x = plot.x + (i + 0.5) * pitch;
      const most = Math.min((room - 14) * Math.SQRT2, (x - 4) * Math.SQRT2);
      const text = names[i];
      if (measure('…', BODY) > most) continue;
      painter.text(
        text,
        BODY,
        inks.text2,
        { x: x + 3, y: bottom + 12, align: 'end', rotate: -45 },
        { width: most },
      );
    }
  }

  private paintTimes(plot: Box): void {
    const { painter, groups, context } = this;
    const first = groups[0].time!;
    const wide = groups.length > 1 ? groups[1].time! - first : context.span.until - first;
    const span = { from: first, until: first + wide * groups.length };
    paintTimeAxis(painter, { ...plot, y: plot.y + plot.height + 2 }, span, context.zone);
  }

  private paintRows(left: number): number {
    const { painter, groups, box, context } = this;
    const { inks, measure } = painter;
    const fitting = Math.max(1, Math.floor((box.height - AXIS_ROOM) / LEAST_ROW));
    const scrolls = context.scrolls === true && groups.length > fitting && box.height === context.height;
    const shown = scrolls ? groups : groups.slice(0, fitting);
    const missing = left + groups.length - shown.length;
    const noted = missing > 0 ? AXIS_ROOM : 0;
    const height = scrolls ? groups.length * ROW : box.height - AXIS_ROOM - noted;
    const pitch = height / shown.length;
    const names = namesThatFit(
      shown.map(({ label }) => label),
      box.width * 0.2,
      (text) => measure(text, BODY),
    );
    const nameRoom = Math.min(box.width * 0.36, Math.max(...names.map((name) => measure(name, BODY)))) + 10;
    const widestValue = Math.max(0, ...this.pieces.flat().map(({ bar }) => measure(bar.text, BODY)));
    const valued =
      this.valuesShown(pitch) && (this.options.showValues === 'always' || widestValue < box.width * 0.3);
    const valueRoom = valued ? Math.min(box.width * 0.3, widestValue) + 6 : 8;
    const plot = {
      x: box.x + nameRoom,
      y: box.y,
      width: Math.max(1, box.width - nameRoom - valueRoom),
      height,
    };
    const axis = this.axis(plot.width, 72);
    const xOf = (value: number) => plot.x + plot.width * axisShare(axis, value);
    axis.ticks.forEach((tick) => {
      const x = Math.round(xOf(tick)) + 0.5;
      painter.line(x, plot.y, x, plot.y + height, { color: tick === 0 ? inks.zero : inks.grid, width: 1 });
    });
    paintLabelsBelow(painter, axis, plot, [box.x, box.x + box.width]);
    const gap = Math.max(1, Math.min(16, pitch * 0.26));
    const lane = (pitch - gap) / this.lanes;
    shown.forEach((group, i) => {
      const row = { x: box.x, y: plot.y + i * pitch, width: box.width, height: pitch };
      this.paintGroup(painter, group, this.pieces[i], row, (piece) => {
        const [a, b] = [xOf(piece.from), xOf(piece.to)];
        const thick = Math.max(1, lane - (this.lanes > 1 ? 1 : 0));
        const y = row.y + gap / 2 + piece.lane * lane;
        return {
          x: Math.min(a, b),
          y,
          width: Math.max(piece.bar.value === 0 ? 0 : 1, Math.abs(a - b)),
          height: thick,
        };
      });
      const y = baselineOf(row.y + pitch / 2, BODY);
      painter.text(names[i], BODY, inks.text2, { x: plot.x - 10, y, align: 'end' }, { width: nameRoom - 10 });
    });
    if (valued) {
      this.pieces.slice(0, shown.length).forEach((list, i) => {
        for (const piece of list) {
          const y = baselineOf(plot.y + i * pitch + gap / 2 + (piece.lane + 0.5) * lane, BODY);
          this.paintValueBeside(piece, xOf(piece.to), y, plot, valueRoom);
        }
      });
    }
    if (missing > 0) this.sayMore(missing, box.y + box.height);
    return scrolls ? height + AXIS_ROOM : 0;
  }

  private sayMore(count: number, bottom: number): void {
    const y = baselineOf(bottom - AXIS_ROOM / 2, BODY);
    this.painter.text(
      `and ${count} more`,
      BODY,
      this.painter.inks.text3,
      { x: this.box.x, y },
      { width: this.box.width },
    );
  }

  /** Bars of a group with what they say: each its own, or all of them together. */
  private paintGroup(
    painter: Painter,
    group: Group,
    pieces: readonly Piece[],
    box: Box,
    place: (piece: Piece) => Box,
  ): void {
    const single = this.options.tooltip?.mode === 'single' || group.bars.length === 1;
    const paintPiece = (on: Painter, piece: Piece) =>
      on.rectangle(place(piece), piece.bar.color, barRadius(place(piece)));
    if (!single && group.bars.length > 1) {
      painter.mark(markOfGroup(group, this.options), box, (inside) => {
        for (const piece of pieces) paintPiece(inside, piece);
      });
      return;
    }
    for (const piece of pieces) {
      const { key, label, value, text, color, series } = piece.bar;
      const mark: Mark = {
        key,
        label,
        value: text,
        raw: value,
        color,
        series: series.key,
        ...(group.time === undefined
          ? {}
          : { time: group.time, details: [{ name: 'At', value: group.label }] }),
      };
      painter.mark(mark, group.bars.length === 1 ? box : place(piece), (inside) => paintPiece(inside, piece));
    }
  }

  private valuesShown(thick: number): boolean {
    const { showValues = 'auto', stacking = 'none', groupBy } = this.options;
    if (stacking !== 'none' || showValues === 'never') return false;
    return showValues === 'always' || (thick >= 12 && groupBy !== 'time');
  }

  /** Numbers at the ends of upright bars, unless one of them has no room. */
  private paintValuesAbove(
    plot: Box,
    lane: number,
    at: (piece: Piece, group: number) => { readonly x: number; readonly y: number },
  ): void {
    const { painter, pieces } = this;
    const { measure, inks } = painter;
    const fits = pieces.flat().every(({ bar }) => measure(bar.text, BODY) <= lane + 6);
    if (!this.valuesShown(lane) || (!fits && this.options.showValues !== 'always')) return;
    const [left, right] = [plot.x, plot.x + plot.width];
    pieces.forEach((list, group) => {
      for (const piece of list) {
        const { x, y } = at(piece, group);
        const half = Math.min(measure(piece.bar.text, BODY), plot.width) / 2;
        const up = piece.to >= piece.from;
        // Below a bar that reaches the end of the axis stands its name: its number then stands inside.
        const inside = !up && y + 14 > plot.y + plot.height;
        const middle = up ? Math.max(plot.y, y - 8) : inside ? y - 8 : y + 8;
        const ink = inside ? readableOn(piece.bar.color) : inks.text2;
        const place = Math.max(left + half, Math.min(right - half, x));
        const where = { x: place, y: baselineOf(middle, BODY), align: 'middle' } as const;
        painter.text(piece.bar.text, BODY, ink, where, { width: plot.width });
      }
    });
  }

  /** The number of a lying bar behind its end, or before it when it goes to the left. */
  private paintValueBeside(piece: Piece, x: number, baseline: number, plot: Box, room: number): void {
    const { inks, measure } = this.painter;
    const { text } = piece.bar;
    const width = Math.min(measure(text, BODY), room);
    const before = piece.to < piece.from && x - 5 - width >= plot.x;
    const place = before ? x - 5 - width : Math.min(x + 5, plot.x + plot.width + room - width);
    this.painter.text(text, BODY, inks.text2, { x: place, y: baseline }, { width: room });
  }
}

/** Corners are round as far as a bar is thick enough. */
function barRadius({ width, height }: Box): number {
  return Math.max(0, Math.min(RADIUS, width / 4, height / 4));
}
