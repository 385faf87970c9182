import type { Fonts } from './fonts.ts';

/** The value of a parameter of the request, undefined when it was not given. */
export type GraphParameters = (name: string) => string | undefined;

/** What a picture needs beyond the series. */
export interface GraphRequest {
  /** `width`, `title`, `lineMode` and so on, as they were written. */
  readonly parameters: GraphParameters;
  readonly fonts: Fonts;
}
