import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Panel, PanelTypeName } from '../../../src/schema/dashboard.ts';
import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import type { Column } from '../../../src/view/frame.ts';
import type { PanelData } from '../../../src/view/panelData.ts';
import type { ChartData } from '../api/useChartData.ts';
import type { DashboardScope } from '../dashboard/scope.ts';
import type { FieldGroupName, OptionGroup } from './optionFields.ts';

export type PanelOf<Type extends PanelTypeName> = Extract<Panel, { type: Type }>;
export type OptionsOf<Type extends PanelTypeName> = NonNullable<PanelOf<Type>['options']>;

/** What a panel's view gets. The frame around it has the title, the loading bar, the errors and the empty state. */
export interface PanelViewProps<Type extends PanelTypeName = PanelTypeName> {
  /** Titles and texts with variables still in them: `scope.interpolate` puts them in. */
  readonly panel: PanelOf<Type>;
  readonly options: OptionsOf<Type>;
  readonly data: PanelData;
  /** How the answer stands: span, fetching, stale. */
  readonly chart: ChartData;
  /** Pixels inside the panel's padding, below its title. */
  readonly width: number;
  readonly height: number;
  readonly scope: DashboardScope;
}

/** Series to show a type in the gallery and in the picker of types, each picture of it once. */
export interface PanelExample {
  readonly name: string;
  readonly panel: Panel;
  /** By refId; the range they lie in ends at the last value. */
  readonly columns: Readonly<Record<string, readonly Column[]>>;
  readonly annotations?: readonly ShownAnnotation[];
  /** Of panels that ask for something else than series: what the server would have answered, by the key of the query. */
  readonly answers?: readonly ExampleAnswer[];
}

export interface ExampleAnswer {
  readonly key: readonly unknown[];
  /** An `Error` is a question that failed. */
  readonly data: unknown;
}

/** A type of panel, whole: adding one is a file of this and a line in `panels/index.ts`. */
export interface PanelType<Type extends PanelTypeName = PanelTypeName> {
  readonly type: Type;
  readonly label: string;
  /** One sentence: what it is good for. */
  readonly summary: string;
  readonly icon: LucideIcon;
  /** False for texts and lists: no query editor, nothing asked. */
  readonly hasTargets: boolean;
  /** Shows something without any query as well, such as a text in which values of queries may stand. */
  readonly optionalTargets?: boolean;
  readonly fieldGroups: readonly FieldGroupName[];
  readonly options: readonly OptionGroup[];
  /** Size of a new one. */
  readonly size: { readonly w: number; readonly h: number };
  /** Drawn also when nothing was found, such as a table that says so itself. */
  readonly drawsEmpty?: boolean;
  load(): Promise<{ default: ComponentType<PanelViewProps<Type>> }>;
  /** Data for the gallery; loaded there only. */
  examples(): Promise<readonly PanelExample[]>;
}
