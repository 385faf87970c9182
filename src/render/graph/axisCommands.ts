/** The grid of a plot, and the labels and titles along its axes. */
import { type Color, fade, sameColor } from '../../view/scene/color.ts';
import { MIDDLE_TO_BASELINE } from '../../view/scene/fontMetrics.ts';
import { type Command, PolylineBuilder } from '../../view/scene/scene.ts';
import type { Edges } from './frame.ts';
import type { Side } from './options.ts';
import { LABEL_GAP, type Plot, yOf } from './plot.ts';
import { capHeight, lineHeight, type TextWriter } from './texts.ts';
import { type TimeTick, timeTicks } from './timeTicks.ts';

/** Moments that get a label: as many as fit side by side. */
export function axisTicks({ span, edges, options }: Plot, zone: string, writer: TextWriter): TimeTick[] {
  const { font, timeFormat } = options;
  const width = edges.right - edges.left;
  const task = {
    from: span.from,
    until: span.until,
    zone,
    ...(timeFormat === undefined ? {} : { format: timeFormat }),
  };
  // Labels are as wide as they are long, which is known when there are some: fewer, until they fit.
  let maxCount = Math.max(1, Math.floor(width / (font.size * 5)));
  for (let attempt = 0; ; attempt++) {
    const ticks = timeTicks({ ...task, maxCount });
    const widest = Math.max(0, ...ticks.map(({ label }) => writer.fonts.measure(label, font)));
    const fitting = Math.max(1, Math.floor(width / (widest + font.size * 1.5)));
    if (attempt >= 4 || ticks.length <= fitting + 1) return ticks;
    maxCount = Math.min(fitting, maxCount - 1);
    if (maxCount < 1) return ticks;
  }
}

/** Lines at the labels of both axes, finer ones between them where asked for, and one at 0. */
export function gridCommands(plot: Plot, ticks: readonly TimeTick[], zone: string): Command[] {
  const { edges, axes, options, span, xOf } = plot;
  if (!options.shows.grid) return [];
  const { majorLine, zeroLine } = options.colors;
  const { axis } = axes[0];
  const { count, color: minorColor } = options.minorLines;
  const commands: Command[] = [];
  if (count > 0) {
    const ys = minorValues(axis.ticks, count).map((value) => yOf(plot, axis, value));
    commands.push(horizontal(ys, edges, fade(minorColor ?? majorLine, minorColor === undefined ? 0.5 : 1)));
  }
  if (minorColor !== undefined) {
    const finer = timeTicks({
      from: span.from,
      until: span.until,
      zone,
      maxCount: Math.max(4, ticks.length * 4),
    });
    commands.push(
      vertical(
        finer.map(({ seconds }) => xOf(seconds)),
        edges,
        minorColor,
      ),
    );
  }
  const ys = axis.ticks.map((value) => yOf(plot, axis, value));
  commands.push(horizontal(ys, edges, majorLine));
  commands.push(
    vertical(
      ticks.map(({ seconds }) => xOf(seconds)),
      edges,
      majorLine,
    ),
  );
  const zero = yOf(plot, axis, 0);
  if (!sameColor(zeroLine, majorLine) && zero >= edges.top && zero <= edges.bottom) {
    commands.push(horizontal([zero], edges, zeroLine));
  }
  return commands;
}

function minorValues(ticks: readonly number[], count: number): number[] {
  return ticks
    .slice(1)
    .flatMap((tick, i) =>
      Array.from({ length: count }, (_, k) => ticks[i] + ((tick - ticks[i]) * (k + 1)) / (count + 1)),
    );
}

/** Lines in the middle of pixels are sharp. */
function horizontal(ys: readonly number[], { left, right }: Edges, color: Color): Command {
  const builder = new PolylineBuilder();
  for (const y of ys) {
    builder.moveTo(left, Math.round(y) + 0.5);
    builder.lineTo(right, Math.round(y) + 0.5);
  }
  return { kind: 'line', line: builder.build(), stroke: { color, width: 1 } };
}

function vertical(xs: readonly number[], { top, bottom }: Edges, color: Color): Command {
  const builder = new PolylineBuilder();
  for (const x of xs) {
    builder.moveTo(Math.round(x) + 0.5, top);
    builder.lineTo(Math.round(x) + 0.5, bottom);
  }
  return { kind: 'line', line: builder.build(), stroke: { color, width: 1 } };
}

/** Labels beside the plot. */
export function valueLabelCommands(plot: Plot, writer: TextWriter): Command[] {
  const { edges, axes, options } = plot;
  const { font, colors } = options;
  return axes.flatMap(({ side, axis, labels }) =>
    labels.flatMap((label, i) => {
      if (label === '') return [];
      const y = yOf(plot, axis, axis.ticks[i]) + font.size * MIDDLE_TO_BASELINE;
      const place =
        side === 'left'
          ? ({ x: edges.left - LABEL_GAP, y, align: 'end' } as const)
          : ({ x: edges.right + LABEL_GAP, y } as const);
      return [writer.write(label, font, colors.muted, place)];
    }),
  );
}

/** Labels below the plot. */
export function timeLabelCommands(
  { edges, options, xOf }: Plot,
  ticks: readonly TimeTick[],
  writer: TextWriter,
): Command[] {
  const { font, colors, width, shows } = options;
  if (!shows.timeLabels) return [];
  const y = edges.bottom + LABEL_GAP + capHeight(font);
  const commands: Command[] = [];
  let free = 0;
  for (const { seconds, label, strong } of ticks) {
    const room = writer.fonts.measure(label, font);
    const x = xOf(seconds);
    // Neither cut off at the edge of the picture nor run into the one before.
    if (x - room / 2 < free || x + room / 2 > width) continue;
    free = x + room / 2 + font.size * 0.5;
    commands.push(
      writer.write(label, font, strong ? colors.foreground : colors.muted, { x, y, align: 'middle' }),
    );
  }
  return commands;
}

/** Turned by a quarter, beside the labels of values. */
export function sideTitleCommands(
  { edges, options }: Plot,
  titles: Readonly<Record<Side, readonly string[]>>,
  writer: TextWriter,
): Command[] {
  const { font, colors, margin, width, height } = options;
  const y = (edges.top + edges.bottom) / 2;
  const room = Math.max(0, height - 2 * margin);
  const step = lineHeight(font);
  const lines = (side: Side) =>
    titles[side].map((text, i) => {
      const x =
        side === 'left' ? margin + capHeight(font) + i * step : width - margin - capHeight(font) - i * step;
      const place = { x, y, align: 'middle', rotate: side === 'left' ? 270 : 90 } as const;
      return writer.write(text, font, colors.muted, place, room);
    });
  return [...lines('left'), ...lines('right')];
}
