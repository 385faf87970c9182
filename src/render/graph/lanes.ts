/** How each series is drawn: its colour, side and shape, by the series' own wishes and those of the request. */
import type { Series } from '../../query/series.ts';
import type { Color } from '../../view/scene/color.ts';
import { parseColor } from './color.ts';
import type { GraphOptions, Side } from './options.ts';

export interface Lane {
  readonly series: Series;
  readonly color: Color;
  readonly side: Side;
  /** `verticals` are lines from bottom to top wherever there is a value greater than 0. */
  readonly shape: 'line' | 'area' | 'verticals';
  /** Its values count from those of the lane before. */
  readonly stacked: boolean;
  /** Takes part in a stack, is not seen. */
  readonly invisible: boolean;
  /** Of a line, or of an area without a line on top. */
  readonly alpha: number;
  /** An area has a line in full colour on top. */
  readonly outlined: boolean;
  /** Pixels. */
  readonly width: number;
  /** Pixels of a dash, and of the gap behind it. */
  readonly dash?: number;
}

/** Lines as fine as in the web app, and finer where there are so many that they cover each other. */
const LINE_WIDTH = 1.25;
const MANY_LINES = 30;
const FINE_LINE_WIDTH = 1;

/** In the order of the series. @throws RenderOptionError when a series was given a colour that is none */
export function buildLanes(list: readonly Series[], options: GraphOptions): Lane[] {
  const twoSides = hasTwoSides(list);
  let nextColor = 0;
  return list.map((series, index) => {
    const { drawing = {} } = series;
    const side: Side = drawing.secondYAxis ? 'right' : 'left';
    const look = twoSides ? options.looks[side] : {};
    const own = drawing.color === undefined ? undefined : parseColor(drawing.color);
    const color = look.color ?? own ?? options.lineColors[nextColor++ % options.lineColors.length];
    const shape = shapeOf(series, index, options);
    const summed = options.areaMode === 'stacked' && shape === 'area';
    const template = options.areas.templateAlpha;
    const templateAlpha = summed || drawing.stacked ? template?.stacked : template?.other;
    const areaAlpha = options.areas.alpha ?? drawing.alpha ?? templateAlpha;
    const dash = look.dash ?? drawing.dashed;
    return {
      series,
      color,
      side,
      shape,
      stacked: summed,
      invisible: drawing.invisible ?? false,
      alpha: (shape === 'area' ? areaAlpha : drawing.alpha) ?? 1,
      outlined: options.areas.alpha !== undefined || templateAlpha !== undefined,
      width:
        look.width ??
        drawing.lineWidth ??
        options.lineWidth ??
        (list.length > MANY_LINES ? FINE_LINE_WIDTH : LINE_WIDTH),
      ...(dash === undefined || dash <= 0 ? {} : { dash }),
    };
  });
}

/** Whether the picture has an axis of values on both sides: some series belong to the right one. */
export function hasTwoSides(list: readonly Series[]): boolean {
  return list.some(({ drawing }) => drawing?.secondYAxis);
}

function shapeOf({ drawing }: Series, index: number, { areaMode }: GraphOptions): Lane['shape'] {
  if (drawing?.drawAsInfinite) return 'verticals';
  const filled = areaMode === 'stacked' || areaMode === 'all' || (areaMode === 'first' && index === 0);
  return filled || drawing?.stacked ? 'area' : 'line';
}
