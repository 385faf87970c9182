/** What a transformation is: frames in, frames out, and the form that asks for its options. */
import type { Frame } from '../frame.ts';

interface OptionBase {
  /** Member of the options. */
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  /** Asked only while this holds. */
  readonly when?: (options: TransformationOptions) => boolean;
}

export interface OptionChoice {
  readonly value: string;
  readonly label: string;
}

/** One field of a transformation's form; the first choice holds when nothing was chosen. */
export type OptionSpec = OptionBase &
  (
    | { readonly kind: 'choice'; readonly choices: readonly OptionChoice[] }
    | { readonly kind: 'switch' }
    | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly placeholder?: string }
    | { readonly kind: 'text'; readonly placeholder?: string }
    /** A calculation of `view/calculations`; several. */
    | { readonly kind: 'calc' }
    | { readonly kind: 'calcs' }
    /** The name of a field of the data at hand; several. */
    | { readonly kind: 'field'; readonly placeholder?: string }
    | { readonly kind: 'fields' }
    /** A list of small objects, each with a form of its own. `add` is on the button that adds one. */
    | { readonly kind: 'items'; readonly add: string; readonly fields: readonly OptionSpec[] }
  );

/** As they are stored: anything may be missing, or be what nobody expects. */
export type TransformationOptions = Readonly<Record<string, unknown>>;

export interface Transformation {
  /** Stands in dashboards. */
  readonly kind: string;
  readonly label: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** Never changes the frames that it gets, and never throws: options that make no sense change nothing. */
  apply(frames: readonly Frame[], options: TransformationOptions): readonly Frame[];
}

export const defineTransformation = (transformation: Transformation): Transformation => transformation;
