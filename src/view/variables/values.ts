/** What is put into texts for the variables as they were chosen: "All" resolved, names and words of what there is. */
import type { Variable, VariableValue } from '../../schema/dashboard.ts';
import type { VariableOption } from './customOptions.ts';
import type { VariableValues } from './interpolate.ts';
import { autoInterval, intervalSeconds, intervalText } from './intervals.ts';
import { isShown, type ShownValue } from './shownValue.ts';

/** Stands for all choices of a variable, alone in its list. */
export const allChosen = '$__all';

export function isAll(value: VariableValue | undefined): boolean {
  return value === allChosen || (Array.isArray(value) && value.includes(allChosen));
}

/**
 * A chosen value as it is put into texts. "All" is the variable's own word for it (`allValue`, as it is), else all its
 * choices.
 *
 * @param options the choices, where they are known; they have the words for the format `text`
 */
export function shownValue(
  variable: Variable,
  chosen: VariableValue,
  options: readonly VariableOption[] = [],
): ShownValue {
  if ('includeAll' in variable && isAll(chosen)) {
    if (variable.allValue !== undefined && variable.allValue !== '')
      return { value: variable.allValue, text: 'All', raw: true };
    return { value: options.map(({ value }) => value), text: 'All' };
  }
  const textOf = (value: string) => options.find((option) => option.value === value)?.text ?? value;
  return { value: chosen, text: typeof chosen === 'string' ? textOf(chosen) : chosen.map(textOf) };
}

/** The values alone, without how they are shown: several as a list, which things are repeated for. */
export function plainValues(values: VariableValues): ReadonlyMap<string, VariableValue> {
  return new Map([...values].map(([name, value]) => [name, isShown(value) ? value.value : value]));
}

export interface BuiltinInput {
  /** The range, seconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Values that a chart of the page can show. */
  readonly maxDataPoints: number;
  /** No interval is shorter, seconds. Default 1. */
  readonly minInterval?: number;
  /** Title and address of the dashboard. */
  readonly dashboard?: { readonly title: string; readonly uid: string };
}

/** The variables that every page has: `$__interval`, `$__from`, `$__range_s` … Moments are milliseconds, for `:date`. */
export function builtinValues({
  from,
  until,
  maxDataPoints,
  minInterval = 1,
  dashboard,
}: BuiltinInput): VariableValues {
  const range = Math.max(0, until - from);
  const interval = autoInterval(range, maxDataPoints, minInterval);
  return new Map<string, VariableValue>([
    ['__interval', intervalText(interval)],
    ['__interval_ms', String(Math.round(interval * 1000))],
    // Wide enough for a rate to have two points whatever the phase.
    ['__rate_interval', intervalText(Math.max(interval, 4 * minInterval))],
    ['__from', String(Math.round(from * 1000))],
    ['__to', String(Math.round(until * 1000))],
    ['__range', `${Math.round(range)}s`],
    ['__range_s', String(Math.round(range))],
    ['__range_ms', String(Math.round(range * 1000))],
    ...(dashboard
      ? ([
          ['__dashboard', dashboard.title],
          ['__dashboard.title', dashboard.title],
          ['__dashboard.uid', dashboard.uid],
        ] as const)
      : []),
  ]);
}

/** What an interval variable amounts to: what was chosen, or for `auto` the range in about `auto.parts` parts (30). */
export function intervalValue(
  variable: Extract<Variable, { type: 'interval' }>,
  chosen: string,
  rangeSeconds: number,
): string {
  if (chosen !== 'auto' && chosen !== `$__auto_interval_${variable.name}` && chosen !== '$__auto')
    return chosen;
  const least = intervalSeconds(variable.auto?.least ?? '10s') ?? 10;
  return intervalText(autoInterval(rangeSeconds, variable.auto?.parts ?? 30, least));
}
