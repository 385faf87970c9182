import type { Series } from '../query/series.ts';

export interface RenderOptions {
  /** Most values a series, where the format consolidates; all of them when absent. */
  readonly maxDataPoints?: number;
  /** Leave out absent values, and series that have no others. */
  readonly noNullPoints?: boolean;
  /** Wrap the answer in a call of this function. */
  readonly jsonp?: string;
}

export interface Rendered {
  readonly contentType: string;
  readonly body: Buffer;
}

/** One value of `/render`'s `format` parameter. */
export interface RenderFormat {
  readonly name: string;
  render(series: readonly Series[], options: RenderOptions): Rendered;
}

/** A parameter of the request that cannot be followed; the text says why, for a 400. */
export class RenderOptionError extends Error {
  override name = 'RenderOptionError';
}
