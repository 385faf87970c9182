/** Values on dials: how much of a range is reached. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { fitText } from '../scene/fitText.ts';
import type { Box, Point, Scene } from '../scene/scene.ts';
import { onCircle } from '../scene/slicePath.ts';
import { formatValue } from '../units/units.ts';
import { type ColorBand, colorBands, thresholdMarks } from './parts/colorBands.ts';
import { BODY, baselineOf, Painter, sans } from './parts/painter.ts';
import { exactly, type PanelValue, panelValues } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { namesThatFit } from './parts/shortNames.ts';
import { byThresholds, type ShownValue, shownValue } from './parts/shownValue.ts';
import { MORE_LINE, shownTiles, tileBox, tileGrid } from './parts/tileGrid.ts';
import { shareOf, shareOfZero, type ValueRange, valueRanges } from './parts/valueRange.ts';
import { largestSize, paintValue, widestValue } from './parts/valueText.ts';
import type { SceneInput } from './sceneInput.ts';

type GaugeOptions = PanelOptions<'gauge'>;

const GAP = 12;
const LEAST_TILE = { width: 64, height: 56 };
/** How far an arc reaches to either side of twelve o'clock, radians; a circle goes all the way. */
const ARC = (125 / 180) * Math.PI;
/** The part of an arc's radius that its ends lie below its centre. */
const ARC_BELOW = -Math.cos(ARC);
/** Smaller dials have no room for numbers around them. */
const LABELLED_RADIUS = 38;
const LABEL = sans(10);
const LABEL_ROOM = 14;
const NAME_ROOM = 20;

interface Dial {
  readonly center: Point;
  readonly radius: number;
  /** Below it and all its numbers. */
  readonly bottom: number;
  /** There is room for the numbers of its ends, and for those of thresholds around it. */
  readonly labelled: boolean;
  readonly numbered: boolean;
  /** Of the ring of thresholds outside, and between it and the bar; 0 for no ring. */
  readonly ring: number;
  readonly gap: number;
  /** Thickness of the bar. */
  readonly bar: number;
  /** Angles of the lower and upper end of the range. */
  readonly from: number;
  readonly to: number;
}

interface Shape {
  readonly circle: boolean;
  readonly named: boolean;
  readonly ringed: boolean;
  /** Numbers of thresholds stand around the dial. */
  readonly marked: boolean;
}

export function drawGauge({ data, options, field, context }: SceneInput<GaugeOptions>): Scene {
  const { values, left } = panelValues({ data, reduce: options.reduce, field, theme: context.inks.theme });
  if (values.length === 0) return sayInstead(context, 'No series found');
  const room = shownTiles({
    count: values.length,
    room: context,
    least: LEAST_TILE,
    gap: GAP,
    orientation: 'auto',
    scrolls: context.scrolls ?? false,
    noted: left > 0,
  });
  const shown = values.slice(0, room.count);
  const more = left + values.length - shown.length;
  const ranges = valueRanges(shown);
  const bands = shown.map(({ series }, i) => colorBands(series, ranges[i], context.inks));
  const shape: Shape = {
    circle: options.shape === 'circle',
    named: values.length > 1,
    ringed: (options.showThresholdRing ?? true) && bands.some((list) => list.length > 0),
    marked: options.showThresholdLabels ?? false,
  };
  const grid = tileGrid({
    count: shown.length,
    least: LEAST_TILE,
    width: context.width,
    height: room.height,
    gap: GAP,
    orientation: 'auto',
    score: (width, height) => dialIn({ x: 0, y: 0, width, height }, shape).radius,
  });
  const texts = shown.map((value, i) => shownValue(byThresholds(value), ranges[i], context));
  const widest = widestValue(
    texts.map(({ text }) => text),
    context.measure,
  );
  const { radius, ring, gap, bar } = dialIn(tileBox(grid, 0), shape);
  const hole = Math.max(1, radius - ring - gap - bar);
  // The corners of the text have to stay within the hole.
  const size = largestSize(7, hole * 0.62, (size) => Math.hypot(widest(size) / 2, size * 0.4) <= hole * 0.94);
  const names = namesThatFit(
    shown.map(({ label }) => label),
    grid.width,
    (text) => context.measure(text, BODY),
  );
  const painter = new Painter(context);
  shown.forEach((value, i) => {
    const box = tileBox(grid, i);
    const { min, max } = ranges[i];
    painter.mark(
      {
        key: value.key,
        label: value.label,
        value: texts[i].full,
        ...exactly(value),
        color: texts[i].color,
        details: [{ name: 'Range', value: `${written(min, value)} to ${written(max, value)}` }],
        series: value.series.key,
      },
      box,
      (inside) => {
        const dial = dialIn(box, shape);
        paintDial(inside, value, texts[i], ranges[i], bands[i], dial, box);
        paintValue(inside, texts[i].text, size, inside.inks.text1, {
          x: dial.center.x,
          baseline: baselineOf(dial.center.y, sans(size)),
          align: 'middle',
          width: hole * 1.9,
        });
        if (!shape.named) return;
        const y = baselineOf(dial.bottom + NAME_ROOM / 2, BODY);
        inside.text(
          names[i],
          BODY,
          inside.inks.text2,
          { x: box.x + box.width / 2, y, align: 'middle' },
          { width: box.width },
        );
      },
    );
  });
  if (more > 0) painter.more(more, room.height + MORE_LINE / 2, context.width);
  const height = Math.max(context.height, room.height);
  const described = shown.slice(0, 20).map(({ label }, i) => `${label} ${texts[i].full}`);
  return painter.scene({ width: context.width, height }, described.join(', '));
}

function written(value: number, { series }: PanelValue): string {
  return formatValue(value, series.unit, series.config.decimals);
}

/** The largest dial that a box has room for, in its middle. */
function dialIn({ x, y, width, height }: Box, { circle, named, ringed, marked }: Shape): Dial {
  const tall = height - (named ? NAME_ROOM : 0);
  const numbered = marked && width > 3 * LABELLED_RADIUS && tall > 2.5 * LABELLED_RADIUS;
  const margin = numbered ? { x: 30, y: LABEL_ROOM } : { x: 0, y: 0 };
  const radiusOf = (labels: number) =>
    Math.min(
      width / 2 - margin.x,
      circle ? tall / 2 - margin.y : (tall - margin.y - labels) / (1 + ARC_BELOW),
    );
  // Ends of an arc have their numbers below.
  const labelled = !circle && radiusOf(LABEL_ROOM) >= LABELLED_RADIUS;
  const radius = Math.max(4, radiusOf(labelled ? LABEL_ROOM : 0));
  const needed = circle
    ? 2 * radius + 2 * margin.y
    : radius * (1 + ARC_BELOW) + margin.y + (labelled ? LABEL_ROOM : 0);
  const reach = circle ? Math.PI : ARC;
  const top = y + Math.max(0, (tall - needed) / 2);
  return {
    center: { x: x + width / 2, y: top + margin.y + radius },
    radius,
    bottom: top + needed,
    labelled,
    numbered,
    ring: ringed ? Math.max(1.5, Math.min(6, radius * 0.045)) : 0,
    gap: ringed ? Math.max(1, Math.min(3, radius * 0.03)) : 0,
    bar: Math.max(3, Math.min(44, radius * 0.2)),
    from: -reach,
    to: reach,
  };
}

function paintDial(
  painter: Painter,
  value: PanelValue,
  { color }: ShownValue,
  range: ValueRange,
  bands: readonly ColorBand[],
  dial: Dial,
  box: Box,
): void {
  const { center, radius, ring, gap, bar, from, to } = dial;
  const { inks } = painter;
  const angle = (share: number) => from + (to - from) * share;
  const outer = radius - ring - gap;
  const slice = (begin: number, end: number, outside: number, thick: number, fill: typeof color) => {
    if (end <= begin) return;
    painter.add({
      kind: 'slice',
      center,
      radius: outside,
      inner: Math.max(0, outside - thick),
      from: angle(begin),
      to: angle(end),
      fill,
    });
  };
  slice(0, 1, outer, bar, inks.raised);
  const [reached, zero] = [shareOf(value.value, range), shareOfZero(range)];
  slice(Math.min(reached, zero), Math.max(reached, zero), outer, bar, color);
  if (ring > 0) for (const band of bands) slice(band.from, band.to, radius, ring, band.color);
  if (dial.labelled) {
    for (const [share, end] of [
      [0, range.min],
      [1, range.max],
    ] as const) {
      const { x } = onCircle(center, outer - bar / 2, angle(share));
      const { y } = onCircle(center, radius, angle(share));
      const text = fitText(written(end, value), LABEL, radius * 0.9, painter.measure);
      const half = painter.measure(text, LABEL) / 2;
      const middle = Math.max(box.x + half, Math.min(box.x + box.width - half, x));
      painter.text(text, LABEL, inks.text3, { x: middle, y: baselineOf(y + 8, LABEL), align: 'middle' });
    }
  }
  if (!dial.numbered) return;
  for (const { value: at, share } of thresholdMarks(value.series, range)) {
    const { x, y } = onCircle(center, radius + 7, angle(share));
    const sideways = Math.sin(angle(share));
    const align = Math.abs(sideways) < 0.25 ? 'middle' : sideways > 0 ? 'start' : 'end';
    painter.text(written(at, value), LABEL, inks.text3, { x, y: baselineOf(y, LABEL), align }, { width: 30 });
  }
}
