/** Shares of a whole, as slices of a pie or of a ring. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { type Color, readableOn } from '../scene/color.ts';
import type { Box, MarkDetail, Point, Scene } from '../scene/scene.ts';
import { onCircle } from '../scene/slicePath.ts';
import { formatValue, splitValue } from '../units/units.ts';
import { type LegendEntry, layOutLegend } from './parts/legendBox.ts';
import { baselineOf, Painter, SMALL, sans } from './parts/painter.ts';
import { type PanelValue, panelValues } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { shortNames } from './parts/shortNames.ts';
import { shownValue } from './parts/shownValue.ts';
import { valueRanges } from './parts/valueRange.ts';
import { largestSize, paintValue, widestValue } from './parts/valueText.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type PieOptions = PanelOptions<'pie'>;

/** More slices than this can't be told apart: the smallest are gathered. */
const MOST_SLICES = 12;
const TURN = 2 * Math.PI;
/** Width of the line between two slices. */
const GAP = 1.5;
const HOLE = 0.62;
const LABEL_LINE = 13;

interface Slice {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly raw: number;
  /** Of the whole, 0..1. */
  readonly share: number;
  readonly color: Color;
  /** What is gathered in it. */
  readonly details: readonly MarkDetail[];
  readonly series?: string;
}

export function drawPie({ data, options, field, context }: SceneInput<PieOptions>): Scene {
  const { reduce, sort = 'desc' } = options;
  const { values } = panelValues({ data, reduce, field, theme: context.inks.theme, sort });
  if (values.length === 0) return sayInstead(context, 'No series found');
  const positive = values.filter(({ value }) => value > 0 && Number.isFinite(value));
  if (positive.length === 0)
    return sayInstead(context, 'No value is greater than zero, so there is nothing to share out');
  const slices = slicesOf(positive, context);
  const painter = new Painter(context);
  const entries = slices.map(
    ({ key, label, value, share, color, details, series }): LegendEntry => ({
      key,
      label,
      color,
      values: options.legend?.mode === 'table' ? [value, percent(share)] : [percent(share)],
      details,
      ...(series === undefined ? {} : { series }),
    }),
  );
  const legend = layOutLegend(
    {
      entries: options.legend?.show === false ? [] : entries,
      options: { ...options.legend, placement: options.legend?.placement ?? placementFor(context) },
      headings: ['Value', 'Share'],
      box: { x: 0, y: 0, width: context.width, height: context.height },
    },
    painter,
  );
  paintPie(painter, slices, positive, legend.rest, options, context);
  legend.paint(painter);
  const described = slices.map(({ label, share }) => `${label} ${percent(share)}`);
  return painter.scene(context, described.join(', '));
}

/** A wide panel has its legend beside the pie, a high one below. */
function placementFor({ width, height }: SceneContext): 'right' | 'bottom' {
  return width > height * 1.25 ? 'right' : 'bottom';
}

function percent(share: number): string {
  return formatValue(share * 100, 'percent', share >= 0.1 || share === 0 ? 0 : 1);
}

function slicesOf(values: readonly PanelValue[], context: SceneContext): Slice[] {
  // Sums of the largest doubles would be infinite.
  const greatest = values.reduce((most, { value }) => Math.max(most, value), 0);
  const whole = values.reduce((sum, { value }) => sum + value / greatest, 0);
  const ranges = valueRanges(values);
  const all = values.map((value, i): Slice => {
    const { full, color } = shownValue(value, ranges[i], context);
    return {
      key: value.key,
      label: value.label,
      value: full,
      raw: value.value,
      share: value.value / greatest / whole,
      color,
      details: [],
      series: value.series.key,
    };
  });
  if (all.length <= MOST_SLICES) return all;
  const bySize = [...all].sort((a, b) => b.share - a.share);
  const kept = new Set(bySize.slice(0, MOST_SLICES - 1));
  const gathered = bySize.slice(MOST_SLICES - 1);
  const { series } = values[0];
  const sum = values.filter((_, i) => !kept.has(all[i])).reduce((total, { value }) => total + value, 0);
  const others: Slice = {
    key: 'others',
    label: `${gathered.length} others`,
    value: formatValue(sum, series.unit, series.config.decimals),
    raw: sum,
    share: gathered.reduce((total, { share }) => total + share, 0),
    color: context.inks.text3,
    details: gathered.map(({ label, value }) => ({ name: label, value })),
  };
  return [...all.filter((slice) => kept.has(slice)), others];
}

function paintPie(
  painter: Painter,
  slices: readonly Slice[],
  values: readonly PanelValue[],
  box: Box,
  { shape = 'donut', labels = [] }: PieOptions,
  { inks, measure }: SceneContext,
): void {
  const radius = Math.min(box.width, box.height) / 2 - 1;
  if (radius < 4) return;
  const center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const inner = shape === 'donut' ? radius * HOLE : 0;
  const names = shortNames(slices.map(({ label }) => label));
  let from = 0;
  slices.forEach((slice, i) => {
    const to = from + slice.share * TURN;
    const middle = (from + to) / 2;
    const range = { from, to };
    painter.mark(
      {
        key: slice.key,
        label: slice.label,
        value: `${slice.value} · ${percent(slice.share)}`,
        raw: slice.raw,
        color: slice.color,
        details: slice.details,
        ...(slice.series === undefined ? {} : { series: slice.series }),
      },
      boxAround(center, radius, inner, range),
      (inside) => {
        inside.add({
          kind: 'slice',
          center,
          radius,
          ...(inner > 0 ? { inner } : {}),
          ...range,
          fill: slice.color,
        });
        const lines = labels.map(
          (label) => ({ name: names[i], value: slice.value, percent: percent(slice.share) })[label],
        );
        const at = slice.share > 0.999 && inner === 0 ? 0 : radius * (inner > 0 ? (1 + HOLE) / 2 : 0.64);
        const { x, y } = onCircle(center, at, middle);
        // The chord at the middle of the slice's thickness is the room that a text has, as far as the circle reaches.
        const chord = slice.share >= 0.5 ? radius : 2 * at * Math.sin((slice.share * TURN) / 2);
        const edge = Math.sqrt(Math.max(0, radius ** 2 - (y - center.y) ** 2)) - Math.abs(x - center.x);
        const room = { width: Math.min(chord, inner > 0 ? radius - inner : 2 * edge) - 6, height: chord };
        if (lines.length * LABEL_LINE > room.height) return;
        if (lines.some((line) => measure(line, SMALL) > room.width)) return;
        lines.forEach((line, place) => {
          const above = (place - (lines.length - 1) / 2) * LABEL_LINE;
          inside.text(line, SMALL, readableOn(slice.color), {
            x,
            y: baselineOf(y + above, SMALL),
            align: 'middle',
          });
        });
      },
      true,
    );
    from = to;
  });
  // Fine lines in the colour of the panel keep slices apart, unless they are so thin that nothing else would be seen.
  if (slices.length > 1) {
    let angle = 0;
    for (const { share } of slices) {
      if (share * TURN * radius > 2 * GAP) {
        const [begin, end] = [onCircle(center, inner, angle), onCircle(center, radius + 1, angle)];
        painter.line(begin.x, begin.y, end.x, end.y, { color: inks.surface, width: GAP });
      }
      angle += share * TURN;
    }
  }
  if (inner < 24) return;
  const { series } = values[0];
  const sum = values.reduce((total, { value }) => total + value, 0);
  const total = splitValue(sum, series.unit, series.config.decimals);
  const text = { lead: total.prefix + total.text, tail: total.suffix };
  const width = widestValue([text], measure);
  const size = largestSize(8, inner * 0.42, (letters) => width(letters) <= inner * 1.5);
  paintValue(painter, text, size, inks.text1, {
    x: center.x,
    baseline: baselineOf(center.y, sans(size)),
    align: 'middle',
    width: inner * 1.7,
  });
}

/** The smallest box around a slice. */
function boxAround(
  center: Point,
  radius: number,
  inner: number,
  { from, to }: { readonly from: number; readonly to: number },
): Box {
  const points = [from, to].flatMap((angle) => [
    onCircle(center, radius, angle),
    onCircle(center, inner, angle),
  ]);
  // The circle's utmost points, where the slice reaches them.
  for (let quarter = 0; quarter < 4; quarter++) {
    const angle = (quarter * TURN) / 4;
    if (angle >= from && angle <= to) points.push(onCircle(center, radius, angle));
  }
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
