import { colorOfSeries, colorOfValue, rangeOf } from '../fields/display.ts';
import { thresholdAt, thresholdValue } from '../fields/thresholds.ts';
import { inksOf, resolveColor, type Theme } from '../palette.ts';
import type { PanelSeries } from '../panelData.ts';
import type { Color } from '../scene/color.ts';
import { type ValueAxis, valueAt } from './valueTicks.ts';

/** A colour from a value upwards to the next stop. */
export interface ColorStop {
  readonly value: number;
  readonly color: Color;
}

/** The one colour of a series: in legends, tooltips, and of its line unless that changes colour with the values. */
export function colorOf(series: PanelSeries, theme: Theme): Color {
  const { config } = series;
  if (config.reference) return inksOf(theme).text3;
  // A line in the colours of its thresholds is named by the one that it is at now.
  const scheme =
    config.thresholdsStyle === 'series' ? ({ ...config.color, mode: 'thresholds' } as const) : config.color;
  return colorOfSeries({ ...series, config: { ...config, ...(scheme ? { color: scheme } : {}) } }, theme);
}

/** True when the line of a series changes its colour with the height it is at. */
export function coloursByHeight({ config }: PanelSeries): boolean {
  if (config.reference) return false;
  const mode = config.color?.mode;
  return (
    config.thresholdsStyle === 'series' ||
    (config.gradient === 'scheme' && (mode === 'thresholds' || mode === 'continuous'))
  );
}

/** How many colours a continuous scale is drawn in; more cannot be told apart on a line. */
const scaleStops = 24;

/** The colours along an axis of a series for which {@link coloursByHeight} holds, from its lower end upwards. */
export function heightStops(series: PanelSeries, axis: ValueAxis, theme: Theme): ColorStop[] {
  const { config, unit } = series;
  const span = { min: axis.min, max: axis.max };
  if (config.thresholdsStyle !== 'series' && config.color?.mode === 'continuous')
    return Array.from({ length: scaleStops }, (_, i) => {
      const value = valueAt(axis, i / (scaleStops - 1));
      return { value, color: colorOfValue(value, { ...series, span }, theme) };
    });
  const { thresholds } = config;
  if (!thresholds) return [];
  const { min, max } = rangeOf({ config, unit, span });
  const starts = thresholds.steps
    .map((step) => thresholdValue(thresholds, step, min, max))
    .filter((value) => value > axis.min && value < axis.max);
  return [axis.min, ...starts].map((value) => ({
    value,
    color: resolveColor(thresholdAt(thresholds, value, min, max)?.color, theme) ?? series.color,
  }));
}
