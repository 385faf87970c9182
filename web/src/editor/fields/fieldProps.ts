import type { OptionField } from '../../panels/optionFields.ts';

/** What fields know of the panel beside their own value. */
export interface FieldContext {
  /** Names of the series at hand. */
  readonly seriesNames: readonly string[];
  /** Least and greatest value that the panel shows; null for nothing. */
  readonly dataRange: { readonly min: number; readonly max: number } | null;
}

export interface FieldProps<Kind extends OptionField['kind'] = OptionField['kind']> {
  readonly field: Extract<OptionField, { kind: Kind }>;
  /** As it is stored; undefined where nobody decided. */
  readonly value: unknown;
  /** Of the control, for its label. */
  readonly id: string;
  readonly context: FieldContext;
  /** Undefined goes back to the default. */
  onChange(value: unknown): void;
}
