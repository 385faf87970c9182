/** What a panel shows, once its targets are answered, transformed, named and coloured. */
import type { FieldConfig } from '../schema/dashboard.ts';
import type { Column, Frame } from './frame.ts';
import type { Color } from './scene/color.ts';

/** A series with all that was decided about it. */
export interface PanelSeries extends Column {
  /** Tells the series from all others of the panel, and is the same after every refresh. */
  readonly key: string;
  readonly refId: string;
  /** As people read it: the display name, or the series' own. */
  readonly label: string;
  /** The panel's field settings with those overrides that match. */
  readonly config: FieldConfig;
  /** The unit's id, guessed from the name where nobody chose one. */
  readonly unit: string;
  /** By the series' name, or fixed; a colour by value is worked out from the value where it is drawn. */
  readonly color: Color;
  /** Least and greatest value of all series of the panel that have the same unit; missing when there is no value. */
  readonly span?: { readonly min: number; readonly max: number };
  /** Seconds that this copy of a series was moved forward to be compared with the present; missing for the series itself. */
  readonly comparedWith?: number;
}

export interface PanelData {
  readonly series: readonly PanelSeries[];
  /** What transformations made that is no series: what tables show. Null when there were none: a table then makes its rows of the series. */
  readonly frames: readonly Frame[] | null;
  /** Series that matched but are not here, because there are too many. */
  readonly left: number;
}
