/** The parameters of a picture, read and checked: graphite-web's, with its meanings. */

import { type Color, fade, mix } from '../../view/scene/color.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';
import { RenderOptionError } from '../format.ts';
import { parseColor } from './color.ts';
import type { GraphParameters } from './graphRequest.ts';
import { colorOf, dashOf, flagOf, linesOf, numberOf, textOf, wholeOf, wordOf } from './parameters.ts';
import { DEFAULT_TEMPLATE, TEMPLATES, type Template } from './templates.ts';
import { UNIT_SYSTEMS, type UnitSystem } from './units.ts';

export type LineMode = 'slope' | 'staircase' | 'connected';
export type AreaMode = 'none' | 'first' | 'all' | 'stacked';
export type Side = 'left' | 'right';

/** Colours of everything but the series. */
export interface GraphColors {
  readonly background: Color;
  readonly foreground: Color;
  readonly muted: Color;
  readonly majorLine: Color;
  readonly zeroLine: Color;
}

/** What is asked of the axis of values on one side. */
export interface AxisWishes {
  readonly min?: number;
  /** `data` ends the axis at the largest value instead of a round number. */
  readonly max?: number | 'data';
  /** The axis ends here at the latest, and earlier if the values do. */
  readonly limit?: number;
  /** Distance of labels. */
  readonly step?: number;
}

/** How all series of one axis look, where there are two axes. */
export interface SideLook {
  readonly color?: Color;
  readonly width?: number;
  readonly dash?: number;
}

export interface PieOptions {
  /** What is made of the values of a series. */
  readonly mode: 'average' | 'maximum' | 'minimum';
  readonly labels: 'percent' | 'number' | 'none';
  /** Slices of less, in percent or as a number like the labels, have no label. */
  readonly labelsMin: number;
  /** The better readable of black and white when absent. */
  readonly labelsColor?: Color;
  readonly rotated: boolean;
}

export interface GraphOptions {
  readonly type: 'line' | 'pie';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Free pixels on each side. */
  readonly margin: number;
  /** Lines of text; none when empty. */
  readonly title: readonly string[];
  readonly leftTitle: readonly string[];
  readonly rightTitle: readonly string[];
  readonly colors: GraphColors;
  /** At least one. */
  readonly lineColors: readonly Color[];
  readonly font: FontStyle;
  /** Decided by the number of series when `shown` is absent. */
  readonly legend: { readonly shown?: boolean; readonly unique: boolean; readonly hideNull: boolean };
  readonly shows: {
    readonly timeLabels: boolean;
    readonly valueLabels: boolean;
    readonly grid: boolean;
  };
  /** Lines between two labels of the axis of values; and between labels of time when `color` is there. */
  readonly minorLines: { readonly count: number; readonly color?: Color };
  /** Pixels of lines; decided by the number of series when absent. */
  readonly lineWidth?: number;
  readonly lineMode: LineMode;
  /** `connected` bridges gaps of at most as many values. */
  readonly connectedLimit: number;
  readonly areaMode: AreaMode;
  readonly areas: {
    /** Alpha that was asked for. */
    readonly alpha?: number;
    /** Alpha of those that nobody gave one, by the template; opaque when absent. */
    readonly templateAlpha?: { readonly stacked: number; readonly other: number };
  };
  readonly nullAsZero: boolean;
  /** Pixels between two values at least; more values are consolidated. */
  readonly minXStep: number;
  readonly axes: Readonly<Record<Side, AxisWishes>>;
  readonly looks: Readonly<Record<Side, SideLook>>;
  /** Where labels are when there is one axis. */
  readonly axisSide: Side;
  readonly unitSystem: UnitSystem;
  /** Into how many parts the axis may be divided. */
  readonly divisors: readonly number[];
  /** Of a logarithmic axis. */
  readonly logBase?: number;
  /** Of labels of time, as in C's strftime. */
  readonly timeFormat?: string;
  readonly pie: PieOptions;
}

/** Pixels on a side; and in all, because the memory for a picture grows with them. */
const MAX_SIDE = 4096;
const MAX_PIXELS = 8_400_000;

/** @throws RenderOptionError when a parameter cannot be followed */
export function readGraphOptions(parameters: GraphParameters): GraphOptions {
  const template = readTemplate(parameters);
  const alone = flagOf(parameters, 'graphOnly') ?? false;
  const { width, height } = readSize(parameters);
  const hidden = (name: string) => alone || (flagOf(parameters, name) ?? false);
  const axesHidden = hidden('hideAxes');
  const legendHidden = alone ? true : flagOf(parameters, 'hideLegend');
  const lineWidth = numberOf(
    parameters,
    textOf(parameters, 'lineWidth') === undefined ? 'thickness' : 'lineWidth',
    { least: 0, most: 200 },
  );
  return {
    type: wordOf(parameters, 'graphType', ['line', 'pie']) ?? 'line',
    width,
    height,
    margin: alone ? 0 : readMargin(parameters),
    title: alone ? [] : linesOf(parameters, 'title'),
    leftTitle: alone ? [] : linesOf(parameters, 'vtitle'),
    rightTitle: alone ? [] : linesOf(parameters, 'vtitleRight'),
    colors: readColors(parameters, template),
    lineColors: readLineColors(parameters, template),
    font: readFont(parameters),
    legend: {
      ...(legendHidden === undefined ? {} : { shown: !legendHidden }),
      unique: flagOf(parameters, 'uniqueLegend') ?? false,
      hideNull: flagOf(parameters, 'hideNullFromLegend') ?? false,
    },
    shows: {
      timeLabels: !axesHidden && !hidden('hideXAxis'),
      valueLabels: !axesHidden && !hidden('hideYAxis'),
      grid: !axesHidden && !hidden('hideGrid'),
    },
    minorLines: readMinorLines(parameters, template),
    ...given('lineWidth', lineWidth),
    lineMode: wordOf(parameters, 'lineMode', ['slope', 'staircase', 'connected']) ?? 'slope',
    connectedLimit:
      numberOf(parameters, 'connectedLimit', { least: 0, most: 1e9 }) ?? Number.POSITIVE_INFINITY,
    areaMode: wordOf(parameters, 'areaMode', ['none', 'first', 'all', 'stacked']) ?? 'none',
    areas: {
      ...given('alpha', numberOf(parameters, 'areaAlpha', { least: 0, most: 1 })),
      ...given('templateAlpha', template.areaAlpha),
    },
    nullAsZero: flagOf(parameters, 'drawNullAsZero') ?? false,
    minXStep: numberOf(parameters, 'minXStep', { least: 0, most: MAX_SIDE }) ?? 1,
    axes: { left: readAxis(parameters, 'Left'), right: readAxis(parameters, 'Right') },
    looks: { left: readLook(parameters, 'left'), right: readLook(parameters, 'right') },
    axisSide: wordOf(parameters, 'yAxisSide', ['left', 'right']) ?? 'left',
    unitSystem: readUnitSystem(parameters),
    divisors: readDivisors(parameters),
    ...given('logBase', readLogBase(parameters)),
    ...given('timeFormat', textOf(parameters, 'xFormat')?.slice(0, 100)),
    pie: readPie(parameters),
  };
}

/** The size of a picture in pixels. @throws RenderOptionError */
function readSize(parameters: GraphParameters): { width: number; height: number } {
  const width = wholeOf(parameters, 'width', { least: 1, most: MAX_SIDE }) ?? 330;
  const height = wholeOf(parameters, 'height', { least: 1, most: MAX_SIDE }) ?? 250;
  if (width * height <= MAX_PIXELS) return { width, height };
  throw new RenderOptionError(
    `a picture of ${width} by ${height} pixels is too large; width times height may be ${MAX_PIXELS}`,
  );
}

function readTemplate(parameters: GraphParameters): Template {
  // Here `default` is a name: the colours that graphite-web has without a template.
  const name = parameters('template') || DEFAULT_TEMPLATE;
  const found = TEMPLATES.get(name);
  if (found !== undefined) return found;
  throw new RenderOptionError(
    `there is no template "${name.slice(0, 50)}"; template may be ${[...TEMPLATES.keys()].join(', ')}`,
  );
}

/** As in graphite-web a negative margin is none asked for. */
function readMargin(parameters: GraphParameters): number {
  const margin = wholeOf(parameters, 'margin', { least: -MAX_SIDE, most: 1000 }) ?? -1;
  return margin < 0 ? 10 : margin;
}

function readColors(parameters: GraphParameters, template: Template): GraphColors {
  const askedBackground = colorOf(parameters, 'bgcolor');
  const askedForeground = colorOf(parameters, 'fgcolor');
  const background = askedBackground ?? parseColor(template.background);
  const foreground = askedForeground ?? parseColor(template.foreground);
  // Our own greys suit our own background only; on another they are mixed from what was asked for.
  const own = askedBackground === undefined && askedForeground === undefined;
  const grey = (color: string | undefined, share: number): Color => {
    if (color !== undefined && (own || template.muted === undefined)) return parseColor(color);
    return template.muted === undefined ? foreground : mix(background, foreground, share);
  };
  const majorLine =
    colorOf(parameters, 'majorGridLineColor') ??
    fade(grey(template.majorLine, 0.14), template.gridAlpha ?? 1);
  return {
    background,
    foreground,
    muted: grey(template.muted, 0.68),
    majorLine,
    zeroLine: template.zeroLine === undefined ? majorLine : grey(template.zeroLine, 0.4),
  };
}

function readLineColors(parameters: GraphParameters, template: Template): Color[] {
  const asked = textOf(parameters, 'colorList');
  return (asked ?? template.lines).replaceAll(/%2c/gi, ',').split(',').slice(0, 1000).map(parseColor);
}

/** Fonts are those shipped with the program: a name that sounds like it is the monospaced one, any other the sans. */
function readFont(parameters: GraphParameters): FontStyle {
  const name = textOf(parameters, 'fontName') ?? 'Sans';
  return {
    family: /mono|courier|console|typewriter|fixed/i.test(name) ? 'mono' : 'sans',
    size: numberOf(parameters, 'fontSize', { least: 1, most: 200 }) ?? 11,
    weight: flagOf(parameters, 'fontBold') ? 700 : 400,
    italic: flagOf(parameters, 'fontItalic') ?? false,
  };
}

function readMinorLines(parameters: GraphParameters, template: Template): GraphOptions['minorLines'] {
  const count = wholeOf(parameters, 'minorY', { least: 0, most: 50 });
  const asked = colorOf(parameters, 'minorGridLineColor');
  const { minorLine, gridAlpha = 1 } = template;
  const color =
    asked ?? (minorLine === undefined ? undefined : fade(parseColor(minorLine), gridAlpha * 0.75));
  return { count: count ?? (color === undefined ? 0 : 1), ...given('color', color) };
}

/** `yMinLeft` and its kin; on the left, and where there is one axis, also `yMin` (or `min`) and its kin. */
function readAxis(parameters: GraphParameters, side: 'Left' | 'Right'): AxisWishes {
  const names = (what: string, old?: string): string => {
    const candidates = side === 'Right' ? [`${what}Right`] : [`${what}Left`, what, ...(old ? [old] : [])];
    return candidates.find((name) => textOf(parameters, name) !== undefined) ?? what + side;
  };
  const maxName = names('yMax', 'max');
  const toData = textOf(parameters, maxName)?.toLowerCase() === 'max';
  const step = numberOf(parameters, names('yStep'));
  if (step !== undefined && step <= 0) throw new RenderOptionError('yStep has to be greater than 0');
  return {
    ...given('min', numberOf(parameters, names('yMin', 'min'))),
    ...given('max', toData ? ('data' as const) : numberOf(parameters, maxName)),
    ...given('limit', numberOf(parameters, names('yLimit'))),
    ...given('step', step),
  };
}

function readLook(parameters: GraphParameters, side: Side): SideLook {
  return {
    ...given('color', colorOf(parameters, `${side}Color`)),
    ...given('width', numberOf(parameters, `${side}Width`, { least: 0, most: 200 })),
    ...given('dash', dashOf(parameters, `${side}Dashed`)),
  };
}

/** As in graphite-web an unknown system is `si`. */
function readUnitSystem(parameters: GraphParameters): UnitSystem {
  const asked = textOf(parameters, 'yUnitSystem')?.toLowerCase();
  return UNIT_SYSTEMS.find((system) => system === asked) ?? 'si';
}

function readDivisors(parameters: GraphParameters): number[] {
  const text = textOf(parameters, 'yDivisors') ?? '4,5,6';
  const divisors = text.split(',').slice(0, 50).map(Number);
  if (divisors.every((divisor) => Number.isInteger(divisor) && divisor >= 1 && divisor <= 100))
    return divisors;
  throw new RenderOptionError(
    `yDivisors has to be whole numbers from 1 to 100 such as 4,5,6, not "${text.slice(0, 50)}"`,
  );
}

/** As in graphite-web a base below 1 is a linear axis. */
function readLogBase(parameters: GraphParameters): number | undefined {
  if (textOf(parameters, 'logBase') === 'e') return Math.E;
  const base = numberOf(parameters, 'logBase');
  if (base === undefined || base < 1) return undefined;
  if (base < 1.01) throw new RenderOptionError('logBase has to be e, or a number greater than 1, such as 10');
  return base;
}

function readPie(parameters: GraphParameters): PieOptions {
  return {
    mode: wordOf(parameters, 'pieMode', ['average', 'maximum', 'minimum']) ?? 'average',
    labels: wordOf(parameters, 'valueLabels', ['percent', 'number', 'none']) ?? 'percent',
    labelsMin: numberOf(parameters, 'valueLabelsMin') ?? 5,
    ...given('labelsColor', colorOf(parameters, 'valueLabelsColor')),
    rotated: wordOf(parameters, 'pieLabels', ['horizontal', 'rotated']) === 'rotated',
  };
}

/** An object of that property when there is a value, to spread into another. */
function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value });
}
