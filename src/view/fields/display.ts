/** How a value looks by the field settings: its text, and the colour that it has by its size. */
import type { FieldConfig } from '../../schema/dashboard.ts';
import { calculate } from '../calculations.ts';
import { resolveColor, scaleColor, type Theme } from '../palette.ts';
import type { Color } from '../scene/color.ts';
import type { UnitContext } from '../units/shapes.ts';
import { splitValue, type ValueParts } from '../units/units.ts';
import { mapValue } from './mappings.ts';
import { thresholdAt } from './thresholds.ts';

/** What is known of the series or column that a value belongs to: a `PanelSeries` is one. */
export interface Displayed {
  readonly config: FieldConfig;
  readonly unit: string;
  /** The colour of the series itself. */
  readonly color: Color;
  /** Least and greatest value of the panel, for scales whose ends nobody set. */
  readonly span?: { readonly min: number; readonly max: number };
}

export interface DisplayValue extends ValueParts {
  readonly color: Color;
  /** A value mapping gave the text. */
  readonly mapped: boolean;
}

/** The ends of the scale on which values are coloured and gauges are drawn: the settings' own, else what the panel has. */
export function rangeOf({ config, unit, span }: Omit<Displayed, 'color'>): { min: number; max: number } {
  const percent = unit === 'percent' ? 100 : unit === 'percentunit' ? 1 : undefined;
  const min = config.min ?? (percent === undefined ? (span?.min ?? 0) : 0);
  const max = config.max ?? percent ?? span?.max ?? 100;
  return { min, max: max > min ? max : min + 1 };
}

/** The colour that a value has: of its mapping, else by the colour scheme. */
export function colorOfValue(value: number | null, of: Displayed, theme: Theme): Color {
  const mapped = mapValue(of.config.mappings, value)?.color;
  return (mapped === undefined ? undefined : resolveColor(mapped, theme)) ?? schemeColor(value, of, theme);
}

function schemeColor(value: number | null, of: Displayed, theme: Theme): Color {
  const { color: scheme, thresholds } = of.config;
  if (value === null || Number.isNaN(value)) return of.color;
  if (scheme?.mode === 'thresholds') {
    const { min, max } = rangeOf(of);
    const step = thresholdAt(thresholds, value, min, max);
    return (step && resolveColor(step.color, theme)) ?? of.color;
  }
  if (scheme?.mode === 'continuous') {
    const { min, max } = rangeOf(of);
    return scaleColor(scheme.scale ?? 'viridis', (value - min) / (max - min), theme);
  }
  return of.color;
}

/** The colour of a whole series: by the value that its scheme names, or the series' own. */
export function colorOfSeries(series: Displayed & { readonly values: Float64Array }, theme: Theme): Color {
  const mode = series.config.color?.mode;
  if (mode !== 'thresholds' && mode !== 'continuous') return series.color;
  return schemeColor(calculate(series.config.color?.by ?? 'last', series.values), series, theme);
}

/** A value as it is shown. Where there is none, the text is `noValue` of the settings. */
export function displayValue(
  value: number | null,
  of: Displayed,
  theme: Theme,
  context: UnitContext = {},
): DisplayValue {
  const { config } = of;
  const mapped = mapValue(config.mappings, value);
  const color = colorOfValue(value, of, theme);
  if (mapped?.text !== undefined) return { prefix: '', text: mapped.text, suffix: '', color, mapped: true };
  if (value === null || Number.isNaN(value))
    return { prefix: '', text: config.noValue ?? '–', suffix: '', color, mapped: false };
  return { ...splitValue(value, of.unit, config.decimals, context), color, mapped: false };
}

/** The same in one text. */
export function displayText(
  value: number | null,
  of: Displayed,
  theme: Theme,
  context: UnitContext = {},
): string {
  const { prefix, text, suffix } = displayValue(value, of, theme, context);
  return prefix + text + suffix;
}
