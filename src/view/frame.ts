/** Values as panels see them: columns on a grid of time, and frames of named fields. */

/** Values of one series on its own grid: value i belongs to `start + i * step` (seconds since 1970); NaN is a gap. */
export interface Column {
  readonly name: string;
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
  /** Seconds of the archive that the values were read from, when the server said it. */
  readonly archiveStep?: number;
  /** How several values of the archive became one here, when the server said it. */
  readonly consolidation?: string;
  /** The least and the greatest value within each value's interval, when they were asked for. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

export type FieldKind = 'time' | 'number' | 'text';

/** One column of a frame: times in seconds since 1970, numbers (NaN is nothing), or texts (null is nothing). */
export type Field =
  | { readonly name: string; readonly kind: 'time' | 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] };

/** A small table: what transformations take and make. All fields have the same length. */
export interface Frame {
  readonly name: string;
  /** The query it came from; empty when it was made of several. */
  readonly refId: string;
  readonly fields: readonly Field[];
}
