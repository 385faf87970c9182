import { resolveColor, scaleColor } from '../../palette.ts';
import type { PanelSeries } from '../../panelData.ts';
import type { Color } from '../../scene/color.ts';
import type { Inks } from '../../scene/inks.ts';
import { shareOf, type ValueRange } from './valueRange.ts';

/** A part of a value's range and what it is coloured. */
export interface ColorBand {
  /** Shares of the range, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly color: Color;
}

/** Steps that a continuous scale is shown in: no eye tells them apart on a bar. */
const SCALE_STEPS = 48;

/** The colours of a range from its lower end to its upper: thresholds, or the scale that values are coloured by. Empty when neither says anything. */
export function colorBands({ config }: PanelSeries, range: ValueRange, inks: Inks): ColorBand[] {
  const { color, thresholds } = config;
  if (color?.mode === 'continuous') {
    return Array.from({ length: SCALE_STEPS }, (_, i) => ({
      from: i / SCALE_STEPS,
      to: (i + 1) / SCALE_STEPS,
      color: scaleColor(color.scale ?? 'viridis', (i + 0.5) / SCALE_STEPS, inks.theme),
    }));
  }
  const steps = thresholds?.steps ?? [];
  if (steps.length < 2) return [];
  const percent = thresholds?.mode === 'percent';
  const at = (value: number | null | undefined) => {
    if (value === null || value === undefined) return 0;
    return percent ? Math.max(0, Math.min(1, value / 100)) : shareOf(value, range);
  };
  return steps
    .map((step, i) => ({
      from: at(step.value),
      to: i + 1 < steps.length ? at(steps[i + 1].value) : 1,
      color: resolveColor(step.color, inks.theme) ?? inks.text3,
    }))
    .filter(({ from, to }) => to > from);
}

/** The numbers at which thresholds begin within a range, and their shares. */
export function thresholdMarks(
  { config: { thresholds } }: PanelSeries,
  range: ValueRange,
): { readonly value: number; readonly share: number }[] {
  const percent = thresholds?.mode === 'percent';
  return (thresholds?.steps ?? []).flatMap((step) => {
    if (step.value === null) return [];
    const value = percent ? range.min + ((range.max - range.min) * step.value) / 100 : step.value;
    return value > range.min && value < range.max ? [{ value, share: shareOf(value, range) }] : [];
  });
}
