/** Changes of the steps of thresholds: ascending, the base (null) first. */
import type { Threshold, Thresholds } from '../../../src/schema/dashboard.ts';

/** Colours of further steps, from calm to alarming. */
const nextColors = ['warn', 'crit', 'palette-5', 'palette-3'];

function sorted(steps: readonly Threshold[]): Threshold[] {
  const base = steps.find(({ value }) => value === null) ?? { value: null, color: 'ok' };
  const rest = steps.filter((step) => step !== base && step.value !== null);
  return [base, ...rest.sort((a, b) => a.value! - b.value!)];
}

/** With its steps in order and a base. */
export function tidyThresholds(thresholds: Thresholds | undefined): Thresholds {
  return { ...thresholds, steps: sorted(thresholds?.steps ?? []) };
}

/** One more step, as far above the greatest as that is above the one before it. */
export function addThreshold(thresholds: Thresholds | undefined): Thresholds {
  const { steps, ...rest } = tidyThresholds(thresholds);
  const numbers = steps.flatMap(({ value }) => (value === null ? [] : [value]));
  const last = numbers.at(-1);
  const before = numbers.at(-2);
  const gap = last === undefined ? 0 : before === undefined ? Math.abs(last) / 8 : last - before;
  const value = last === undefined ? 80 : Number((last + (gap || 1)).toPrecision(6));
  const color = nextColors[Math.min(numbers.length, nextColors.length - 1)];
  return { ...rest, steps: sorted([...steps, { value, color }]) };
}

export function removeThreshold(thresholds: Thresholds, at: number): Thresholds {
  return { ...thresholds, steps: thresholds.steps.filter((step, i) => i !== at || step.value === null) };
}

/** Another number for a step, which then stands where it belongs. Only the base has none. */
export function moveThreshold(thresholds: Thresholds, at: number, value: number): Thresholds {
  if (thresholds.steps[at]?.value === null || Number.isNaN(value)) return thresholds;
  return {
    ...thresholds,
    steps: sorted(thresholds.steps.map((step, i) => (i === at ? { ...step, value } : step))),
  };
}

export function colorThreshold(thresholds: Thresholds, at: number, color: string): Thresholds {
  return { ...thresholds, steps: thresholds.steps.map((step, i) => (i === at ? { ...step, color } : step)) };
}

/** The range that the slider for dragging spans: all steps and the data, with room at both ends. */
export function thresholdRange(
  thresholds: Thresholds,
  data: { readonly min: number; readonly max: number } | null,
): { readonly min: number; readonly max: number } {
  if (thresholds.mode === 'percent') return { min: 0, max: 100 };
  const numbers = thresholds.steps.flatMap(({ value }) => (value === null ? [] : [value]));
  if (data) numbers.push(data.min, data.max);
  if (numbers.length === 0) return { min: 0, max: 100 };
  const min = Math.min(0, ...numbers);
  const max = Math.max(...numbers);
  const room = (max - min || Math.abs(max) || 1) * 0.1;
  return { min: min < 0 ? min - room : min, max: max + room };
}
