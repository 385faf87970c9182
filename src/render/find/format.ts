import type { Rendered } from '../format.ts';

/** A node as the store finds it. */
export interface FoundNode {
  readonly path: string;
  /** The last segment of the path. */
  readonly text: string;
  /** There is a series of this name. */
  readonly leaf: boolean;
  /** There are nodes below. */
  readonly branch: boolean;
}

/** What one of the request's queries found, sorted by path. */
export interface FoundQuery {
  readonly query: string;
  readonly nodes: readonly FoundNode[];
}

export interface FindOptions {
  /** Add an entry `*` in front (treejson) or at the end (completer) when there are several. */
  readonly wildcards?: boolean;
  /** Which segment of the paths nodelist lists; negative ones count from the end. The last unless given. */
  readonly position?: number;
  /** Wrap the answer in a call of this function, where the format is JSON. */
  readonly jsonp?: string | undefined;
  /** Indent the answer for people, where the format is JSON. */
  readonly pretty?: boolean;
  /** Seconds since 1970: until then the answer tells other Graphites that there is data. */
  readonly nowSeconds?: number;
}

/** One value of `/metrics/find`'s `format` parameter. */
export interface FindFormat {
  readonly name: string;
  /** Other names that clients use for it. */
  readonly aliases?: readonly string[];
  /** For editors, which show the first of many: so many nodes and no error beyond, and no query is an empty one. */
  readonly completes?: { readonly most: number; pattern(typed: string, automaticVariants: boolean): string };
  /** Shows each last segment once, whatever paths lead to it: the store need not give them all. */
  readonly distinctTexts?: true;
  render(found: readonly FoundQuery[], options: FindOptions): Rendered;
}
