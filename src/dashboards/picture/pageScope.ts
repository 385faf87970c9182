import type { VariableValue } from '../../schema/dashboard.ts';
import type { Theme } from '../../view/palette.ts';
import type { ScopedValues } from '../../view/repeats.ts';
import type { TimeRange } from '../../view/time/range.ts';
import { interpolate, type VariableValues } from '../../view/variables/interpolate.ts';

/** What all panels of a picture have in common. */
export interface PageScope {
  /** Of the dashboard; undefined for one that was never saved. */
  readonly uid: string | undefined;
  readonly range: TimeRange;
  readonly zone: string;
  readonly theme: Theme;
  readonly values: VariableValues;
  /** Every time series with itself so much earlier, such as `7d`. */
  readonly compare: string | undefined;
}

/** Puts variables into a text for people, those that a panel is repeated for first. */
export function textOf(
  text: string,
  { values, zone }: Pick<PageScope, 'values' | 'zone'>,
  scoped: ScopedValues,
): string {
  return interpolate(text, withScoped(values, scoped), { format: 'text', zone });
}

export function withScoped(
  values: VariableValues,
  scoped: ReadonlyMap<string, VariableValue>,
): VariableValues {
  return scoped.size === 0 ? values : new Map([...values, ...scoped]);
}
