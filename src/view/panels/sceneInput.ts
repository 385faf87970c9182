/** What the drawing of a panel gets, in the browser and on the server alike. */
import type { FieldConfig, FieldOverride } from '../../schema/dashboard.ts';
import type { ShownAnnotation } from '../annotations.ts';
import type { PanelData } from '../panelData.ts';
import type { MeasureText } from '../scene/fontStyle.ts';
import type { Inks } from '../scene/inks.ts';
import type { Scene } from '../scene/scene.ts';

export interface SceneContext {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly inks: Inks;
  readonly measure: MeasureText;
  /** IANA zone of the times that are written. */
  readonly zone: string;
  /** Seconds since 1970. */
  readonly now: number;
  /** What has no room may go on below: the scene is then higher than asked for, and scrolled. */
  readonly scrolls?: boolean;
  /** The range that is looked at, seconds since 1970. */
  readonly span: { readonly from: number; readonly until: number };
  /** Marks on charts, in the order of time. */
  readonly annotations?: readonly ShownAnnotation[];
}

export interface SceneInput<Options> {
  readonly data: PanelData;
  readonly options: Options;
  /** The panel's own field settings; those of a series stand in it. */
  readonly field: FieldConfig;
  /** The panel's own, for what is no series: the columns of tables. Default none. */
  readonly overrides?: readonly FieldOverride[];
  readonly context: SceneContext;
}

/** Draws a panel's inside, without its frame and title. It never throws for odd data: it then says in words what is missing. */
export type DrawScene<Options> = (input: SceneInput<Options>) => Scene;
