/** Series as slices of a pie, one number a series. */
import type { Series } from '../../query/series.ts';
import { type Color, fade, readableOn } from '../../view/scene/color.ts';
import { MIDDLE_TO_BASELINE } from '../../view/scene/fontMetrics.ts';
import type { Command, Point, Scene, SliceCommand } from '../../view/scene/scene.ts';
import { onCircle } from '../../view/scene/slicePath.ts';
import { parseColor } from './color.ts';
import { frame, noData } from './frame.ts';
import { layOutLegend } from './legend.ts';
import type { GraphOptions, PieOptions } from './options.ts';
import type { TextWriter } from './texts.ts';
import { formatValue } from './units.ts';

interface Slice {
  readonly name: string;
  readonly value: number;
  /** Of the whole, 0..1. */
  readonly share: number;
  readonly color: Color;
}

export function pieGraph(list: readonly Series[], options: GraphOptions, writer: TextWriter): Scene {
  const slices = slicesOf(list, options);
  if (slices.length === 0) return noData(options, writer);
  const { commands, inside } = frame(options, writer);
  const shown = options.legend.shown ?? true;
  const legend = layOutLegend(
    {
      entries: shown ? slices.map(({ name, color }) => ({ name, color, side: 'left' })) : [],
      font: options.font,
      foreground: options.colors.foreground,
      muted: options.colors.muted,
      width: inside.right - inside.left,
      height: (inside.bottom - inside.top) * 0.5,
    },
    writer,
  );
  const legendTop = inside.bottom - legend.height;
  const bottom = legend.height > 0 ? legendTop - options.font.size : legendTop;
  const center = { x: (inside.left + inside.right) / 2, y: (inside.top + bottom) / 2 };
  const radius = Math.max(1, Math.min(inside.right - inside.left, bottom - inside.top) / 2);
  const drawn = sliceCommands(slices, center, radius, options);
  return {
    width: options.width,
    height: options.height,
    description: [
      ...options.title,
      `Pie of ${slices
        .slice(0, 10)
        .map(({ name, share }) => `${name.slice(0, 200)} ${percent(share)}`)
        .join(', ')}`,
    ].join('. '),
    commands: [
      ...commands,
      ...drawn,
      ...gaps(drawn, options.colors.background),
      ...slices.flatMap((slice, i) => labelCommands(slice, drawn[i], options, writer)),
      ...legend.place(inside.left, legendTop),
    ],
  };
}

/** What is made of the known values of a series; 0 when it has none. */
function pieValue({ values }: Series, mode: PieOptions['mode']): number {
  let [count, sum, least, greatest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (count === 0) return 0;
  return { average: sum / count, minimum: least, maximum: greatest }[mode];
}

/** Only what is greater than 0 makes a slice; others still use up a colour, so that the rest keep theirs. */
function slicesOf(list: readonly Series[], { pie, lineColors }: GraphOptions): Slice[] {
  const values = list.map((series) => Math.max(0, pieValue(series, pie.mode)));
  // Sums of the largest doubles would be infinite.
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  if (greatest === 0) return [];
  const whole = values.reduce((sum, value) => sum + value / greatest, 0);
  const slices = list.map(({ name, drawing }, i) => ({
    name,
    value: values[i],
    share: values[i] / greatest / whole,
    color: drawing?.color === undefined ? lineColors[i % lineColors.length] : parseColor(drawing.color),
  }));
  return slices.filter(({ share }) => share > 0);
}

function sliceCommands(
  slices: readonly Slice[],
  center: Point,
  radius: number,
  { areas }: GraphOptions,
): SliceCommand[] {
  let from = 0;
  return slices.map(({ share, color }): SliceCommand => {
    const to = from + share * 2 * Math.PI;
    const slice = { kind: 'slice', center, radius, from, to, fill: fade(color, areas.alpha ?? 1) } as const;
    from = to;
    return slice;
  });
}

/** Fine lines in the colour of the background keep slices apart, unless they are so many that nothing else would be seen. */
function gaps(slices: readonly SliceCommand[], background: Color): Command[] {
  if (slices.length < 2) return [];
  return slices.flatMap(({ center, radius, from, to }): Command[] => {
    if ((to - from) * radius < 4) return [];
    const end = onCircle(center, radius, from);
    return [
      {
        kind: 'line',
        line: { points: Float64Array.of(center.x, center.y, end.x, end.y), starts: [0] },
        stroke: { color: { ...background, a: 1 }, width: 1.5 },
      },
    ];
  });
}

function labelCommands(
  { share, value, color }: Slice,
  { center, radius, from, to }: SliceCommand,
  { pie, font, unitSystem }: GraphOptions,
  writer: TextWriter,
): Command[] {
  const measured = pie.labels === 'percent' ? share * 100 : value;
  if (pie.labels === 'none' || measured < pie.labelsMin) return [];
  const text = pie.labels === 'percent' ? percent(share) : formatValue(value, unitSystem);
  const middle = (from + to) / 2;
  const place = onCircle(center, share > 0.999 ? 0 : radius * 0.64, middle);
  // Clockwise from twelve; in the left half the text would stand on its head.
  const turned = pie.rotated ? ((middle * 180) / Math.PI + 270) % 360 : 0;
  const rotate = turned > 90 && turned < 270 ? (turned + 180) % 360 : turned;
  const angle = (rotate * Math.PI) / 180;
  const down = font.size * MIDDLE_TO_BASELINE;
  return [
    writer.write(text, font, pie.labelsColor ?? readableOn(color), {
      x: place.x - down * Math.sin(angle),
      y: place.y + down * Math.cos(angle),
      align: 'middle',
      rotate,
    }),
  ];
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? Math.round(value) : Number(value.toFixed(1))} %`;
}
