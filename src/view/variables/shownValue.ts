import type { VariableValue } from '../../schema/dashboard.ts';

/** A value together with how it is shown, where that differs. */
export interface ShownValue {
  readonly value: VariableValue;
  /** As people read it, for the format `text`. */
  readonly text?: VariableValue;
  /** Is a piece of a pattern already (what "All" stands for): put in as it is, whatever the format. */
  readonly raw?: boolean;
}

export function isShown(value: VariableValue | ShownValue): value is ShownValue {
  return typeof value === 'object' && !Array.isArray(value);
}
