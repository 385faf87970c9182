import type { FieldConfig } from '../../../src/schema/dashboard.ts';

/** One thing that can be chosen about a panel: the editor is made of these, so that a new type needs no form of its own. */
interface FieldBase {
  /** Member of the options (or field settings), such as `legend.placement`. */
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  /** What holds while nothing is chosen: the editor shows it, and stores nothing that equals it. */
  readonly default?: unknown;
  /** Asked only while this holds; gets the options (or field settings) with defaults. */
  readonly when?: (values: Readonly<Record<string, unknown>>) => boolean;
}

export type OptionField = FieldBase &
  (
    | {
        readonly kind: 'choice';
        readonly choices: readonly { readonly value: string; readonly label: string }[];
      }
    | {
        readonly kind: 'choices';
        readonly choices: readonly { readonly value: string; readonly label: string }[];
      }
    | { readonly kind: 'switch' }
    | {
        readonly kind: 'number';
        readonly min?: number;
        readonly max?: number;
        readonly step?: number;
        /** Behind the field, such as `px`. */
        readonly suffix?: string;
        /** In the empty field: what holds then. */
        readonly placeholder?: string;
        /** Holds once the field is left: every digit would cost a question to the server. */
        readonly whenLeft?: boolean;
      }
    | {
        readonly kind: 'text';
        readonly placeholder?: string;
        readonly lines?: number;
        readonly whenLeft?: boolean;
      }
    | { readonly kind: 'list'; readonly placeholder?: string }
    | { readonly kind: 'numbers'; readonly placeholder?: string }
    | { readonly kind: 'calc' }
    | { readonly kind: 'calcs' }
    | { readonly kind: 'unit' }
    | { readonly kind: 'color' }
    | { readonly kind: 'color-scheme' }
    | { readonly kind: 'color-scale' }
    | { readonly kind: 'thresholds' }
    | { readonly kind: 'mappings' }
    | { readonly kind: 'links' }
    | { readonly kind: 'nulls' }
    | { readonly kind: 'zone-list' }
    | { readonly kind: 'folder' }
    | { readonly kind: 'dash' }
  );

export interface OptionGroup {
  readonly title: string;
  readonly fields: readonly OptionField[];
}

/** The groups of field settings that a type of panel has a use for; `web/src/panels/fieldGroups.ts` has their fields. */
export type FieldGroupName =
  | 'values'
  | 'color'
  | 'thresholds'
  | 'mappings'
  | 'links'
  | 'graph'
  | 'axis'
  | 'cell';

/** Paths of {@link FieldConfig}, for the tables of fields. */
export type FieldPath = keyof FieldConfig;
