import type { FieldConfig } from '../../../schema/dashboard.ts';
import type { MeasureText } from '../../scene/fontStyle.ts';
import { axisLabels, digits, scaleFor } from '../../units/units.ts';
import { SMALL } from './painter.ts';
import { type ValueAxis, valueAxis } from './valueAxis.ts';

/** An axis with a text for each tick: numbers in one scale, the unit behind the uppermost only. */
export interface LabelledAxis extends ValueAxis {
  readonly labels: readonly string[];
}

interface AxisTask {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly config: FieldConfig;
  /** Pixels along the axis, and between two labels at least. */
  readonly length: number;
  readonly spacing: number;
}

/** The axis from `low` to `high` as far as settings do not say otherwise. */
export function labelledAxis({ low, high, unit, config, length, spacing }: AxisTask): LabelledAxis {
  const least = Math.min(low, config.softMin ?? low);
  const most = Math.max(high, config.softMax ?? high);
  const scale = scaleFor(unit, Math.max(Math.abs(least), Math.abs(most)));
  const axis = valueAxis(least, most, {
    min: config.min,
    max: config.max,
    base: scale.divisor,
    count: Math.max(1, Math.min(5, Math.floor(length / spacing))),
  });
  const exact = axisLabels(axis.ticks, axis.step, scale, config.decimals);
  // Numbers that have no name for their size are written by their power of ten, which is short only when rounded.
  const numbers = exact.map((text, i) => (text.includes('e') ? digits(axis.ticks[i] / scale.divisor) : text));
  if (scale.write) return { ...axis, labels: numbers };
  const { prefix = '', suffix } = scale;
  // Without its k a number would be read as another one; a unit is known once it was read.
  const letter = /^[kMGTPEZYmµnpf]$/.test(suffix);
  const spaced = suffix === '' || letter || suffix === '°' ? suffix : ` ${suffix}`;
  const labels = numbers.map((text, i) => {
    const shown = letter ? text !== '0' : i === numbers.length - 1;
    return `${prefix}${text}${shown ? spaced : ''}`;
  });
  return { ...axis, labels };
}

/** Where a value lies between the ends of its axis, 0 to 1; beyond them is at them. */
export function axisShare({ min, max }: ValueAxis, value: number): number {
  return Math.max(0, Math.min(1, (value / 2 - min / 2) / (max / 2 - min / 2)));
}

/** Pixels that labels beside an axis take, the gap to it included. */
export function axisRoom({ labels }: LabelledAxis, measure: MeasureText, width: number): number {
  const widest = Math.max(0, ...labels.map((text) => measure(text, SMALL)));
  return Math.ceil(Math.min(widest, width * 0.3)) + 8;
}
