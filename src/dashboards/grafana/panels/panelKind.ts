/** How one type of panel is said in both formats. */
import type { PanelTypeName } from '../../../schema/dashboard.ts';
import type { JsonObject } from '../json.ts';
import type { Member } from '../members.ts';

/** What a type has besides its members: pieces of the panel in Grafana's bare form, and of ours. */
export interface PanelPieces {
  /** Grafana's `options`, our `options`. */
  readonly options: JsonObject;
  readonly transformations: readonly JsonObject[];
  /** Grafana's settings of all series. */
  readonly field: JsonObject;
}

export interface PanelKind {
  /** Grafana's name of the type. */
  readonly grafana: string;
  readonly ours: PanelTypeName;
  /** Of `options` in both. */
  readonly members: readonly Member[];
  /** Members of ours that Grafana says elsewhere in the panel. */
  read?(pieces: PanelPieces): JsonObject;
  /** The reverse: options of Grafana's that no member writes, and what is said outside of them. */
  write?(options: JsonObject, hasTransformations: boolean): Partial<PanelPieces>;
  /** Whether the transformations of Grafana's panel are said by options of ours, and are none of their own. */
  takesTransformations?(transformations: readonly JsonObject[]): boolean;
  /** Settings of all series that are options of ours. */
  readonly takesFromField?: readonly string[];
}
