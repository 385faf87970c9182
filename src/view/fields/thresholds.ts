import type { Threshold, Thresholds } from '../../schema/dashboard.ts';

/**
 * The step that a value has reached; null when there is none, or no value. Steps of mode `percent` are shares of the
 * way from `min` to `max` (0 to 100 where nobody says them).
 */
export function thresholdAt(
  thresholds: Thresholds | undefined,
  value: number | null,
  min = 0,
  max = 100,
): Threshold | null {
  if (!thresholds || value === null || Number.isNaN(value)) return null;
  const size = thresholds.mode === 'percent' ? ((value - min) / (max - min || 1)) * 100 : value;
  let reached: Threshold | null = null;
  for (const step of thresholds.steps) if (step.value === null || size >= step.value) reached = step;
  return reached;
}

/** The value at which a step begins; the base begins at minus infinity. */
export function thresholdValue(thresholds: Thresholds, step: Threshold, min = 0, max = 100): number {
  if (step.value === null) return Number.NEGATIVE_INFINITY;
  return thresholds.mode === 'percent' ? min + (step.value / 100) * (max - min) : step.value;
}
