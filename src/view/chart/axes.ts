import type { FieldConfig } from '../../schema/dashboard.ts';
import type { PanelSeries } from '../panelData.ts';
import { axisLabels, formatValue, scaleFor } from '../units/units.ts';
import { scaleOf } from './valueScale.ts';
import { type AxisWishes, settleAxis, type ValueAxis, valueAxis } from './valueTicks.ts';

export type AxisSide = 'left' | 'right' | 'hidden';

/** A value axis as it is drawn. A hidden one only places its series. */
export interface DrawnAxis {
  readonly side: AxisSide;
  readonly axis: ValueAxis;
  /** One a tick; empty without values, since numbers on an empty axis would be made up. */
  readonly labels: readonly string[];
  /** The id of `view/units`. */
  readonly unit: string;
  /** What stands once above the labels, such as `MiB`. */
  readonly suffix: string;
  /** Written along the axis. */
  readonly title: string;
  readonly grid: boolean;
}

/** A series' axis: the chosen one; the right one for a second chosen unit. `first` is the unit of the left axis. */
export function sideOf({ config }: PanelSeries, first: string | undefined): AxisSide {
  if (config.axis) return config.axis;
  return config.unit !== undefined && first !== undefined && config.unit !== first ? 'right' : 'left';
}

/** The unit that the left axis is for: the first that somebody chose among series without an axis of their own. */
export function leftUnit(series: readonly PanelSeries[]): string | undefined {
  return series.find((one) => (one.config.axis ?? 'left') === 'left' && one.config.unit !== undefined)?.config
    .unit;
}

/** The first of the series on an axis that says something about a setting decides it. */
function said<Key extends keyof FieldConfig>(
  series: readonly PanelSeries[],
  key: Key,
): FieldConfig[Key] | undefined {
  return series.find((one) => one.config[key] !== undefined)?.config[key];
}

/** Series that are on an axis, and the least and greatest value that they are drawn at (infinite without any). */
export interface AxisContent {
  readonly side: AxisSide;
  readonly series: readonly PanelSeries[];
  readonly low: number;
  readonly high: number;
  /** Stacked up to a hundred. */
  readonly percent: boolean;
}

/** Pixels between the labels of a value axis, about. */
const labelDistance = 38;

/** `previous` is the axis of that side before new values came; see {@link settleAxis}. */
export function drawAxis(
  content: AxisContent,
  height: number,
  previous: DrawnAxis | undefined,
  zone: string,
): DrawnAxis {
  const { side, series, low, high, percent } = content;
  const unit = percent ? 'percent' : unitOf(series);
  const wishes = wishesOf(content);
  const sizes = [low, high, wishes.softMin, wishes.softMax, wishes.min, wishes.max];
  const size = Math.max(0, ...sizes.map((value) => Math.abs(value ?? 0)).filter(Number.isFinite));
  const base = scaleFor(unit, size || 1, { zone }).divisor;
  const count = Math.max(3, Math.min(6, Math.round(height / labelDistance)));
  const axis = settleAxis(
    previous?.unit === unit ? previous.axis : undefined,
    valueAxis(low, high, { ...wishes, base, count }),
    low,
    high,
  );
  // Without a value the axis is only a frame, unless somebody chose its ends.
  const some = Number.isFinite(high) || (wishes.min !== undefined && wishes.max !== undefined);
  const decimals = said(series, 'decimals');
  const scale = scaleFor(unit, Math.max(Math.abs(axis.min), Math.abs(axis.max)) || 1, { zone });
  const uneven = axis.step === 0 || scale.write !== undefined;
  const labels = !some
    ? axis.ticks.map(() => '')
    : uneven
      ? axis.ticks.map((tick) => formatValue(tick, unit, decimals, { zone }))
      : axisLabels(axis.ticks, axis.step, scale, decimals).map((label) => (scale.prefix ?? '') + label);
  return {
    side,
    axis,
    labels,
    unit,
    suffix: some && !uneven ? scale.suffix : '',
    title: said(series, 'axisLabel') ?? '',
    grid: said(series, 'axisGrid') ?? side === 'left',
  };
}

/** The unit that all series of an axis have; plain numbers when they do not agree. */
function unitOf(series: readonly PanelSeries[]): string {
  const measured = series.filter((one) => !one.config.reference);
  const [first] = measured.length > 0 ? measured : series;
  return first && measured.every((one) => one.unit === first.unit) ? first.unit : 'short';
}

function wishesOf({ series, percent }: AxisContent): AxisWishes {
  const scale = scaleOf(said(series, 'scale'));
  if (percent) return { min: series.some((one) => one.config.negative) ? -100 : 0, max: 100, scale };
  const min = said(series, 'min');
  const max = said(series, 'max');
  const softMin = said(series, 'softMin');
  const softMax = said(series, 'softMax');
  return {
    scale,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(softMin === undefined ? {} : { softMin }),
    ...(softMax === undefined ? {} : { softMax }),
    ...(said(series, 'axisCentered') ? { centered: true } : {}),
  };
}
