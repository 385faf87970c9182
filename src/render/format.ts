import type { Series } from '../query/series.ts';
import type { GraphRequest } from './graph/graphRequest.ts';

export interface RenderOptions {
  /** Most values a series, where the format consolidates; all of them when absent. */
  readonly maxDataPoints?: number;
  /** Leave out absent values, and series that have no others, where the format can. */
  readonly noNullPoints?: boolean;
  /** Wrap the answer in a call of this function, where the format is JSON. */
  readonly jsonp?: string;
  /** Indent the answer for people, where the format is JSON. */
  readonly pretty?: boolean;
  /** IANA zone of written times; UTC when absent. */
  readonly tz?: string;
  /** The range that was asked for, in seconds since 1970. */
  readonly range?: { readonly from: number; readonly until: number };
}

export interface Rendered {
  readonly contentType: string;
  readonly body: Buffer;
}

/** One value of `/render`'s `format` parameter. */
export interface RenderFormat {
  readonly name: string;
  /** Other names that clients use for it. */
  readonly aliases?: readonly string[];
  render(series: readonly Series[], options: RenderOptions): Rendered;
}

/** A value of `format` whose answer is drawn, in part on other threads. */
export interface PictureFormat {
  readonly name: string;
  draw(series: readonly Series[], options: RenderOptions, request: GraphRequest): Promise<Rendered>;
}

/** A parameter of the request that cannot be followed; the text says why, for a 400. */
export class RenderOptionError extends Error {
  override name = 'RenderOptionError';
}
