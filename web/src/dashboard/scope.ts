import type { Dashboard, FieldConfig, Panel, VariableValue } from '../../../src/schema/dashboard.ts';
import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import type { RefreshMode } from '../api/chartPlan.ts';
import type { PageRange } from '../time/usePageRange.ts';

/** What a panel knows of the page it stands on. The same object for as long as nothing of it changes. */
export interface DashboardScope {
  /** Null where a panel stands alone, such as in Explore. */
  readonly dashboard: Dashboard | null;
  readonly page: PageRange;
  /** IANA zone in which times are shown and asked. */
  readonly zone: string;
  readonly weekStart: 'monday' | 'sunday' | 'saturday';
  /** What the pointer on one chart shows on the others. */
  readonly crosshair: 'off' | 'line' | 'tooltip';
  /** Values of the variables as chosen; `$__all` stands in its list as the only entry. */
  readonly variables: ReadonlyMap<string, VariableValue>;
  /** All series are shown once more, this long earlier, such as `7d`; null for not. */
  readonly compare: string | null;
  readonly annotations: readonly ShownAnnotation[];
  /**
   * Puts variables into a text: `$host`, `${host:csv}`, `[[host]]`, `$__interval` … `more` are further names, such as
   * `__series.name`. Several values are a glob, unless another `format` is named: `text` for titles.
   */
  interpolate(text: string, more?: ReadonlyMap<string, VariableValue>, format?: string): string;
  /** The same for a target, where intervals are put into Graphite's words. */
  interpolateTarget?(target: string, more?: ReadonlyMap<string, VariableValue>): string;
  /** How new values come: default `live`. */
  readonly refresh?: RefreshMode | undefined;
  /** Keys of the series that somebody has switched off in a panel's legend, by the panel's id; kept in the address. */
  readonly hidden?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Switches series of a panel off and all others on; missing where nothing is kept: the chart then keeps it itself. */
  onHidden?(panel: string, keys: ReadonlySet<string>): void;
  /** Chooses how several values of a panel become one; null is each series' own way. Missing where nothing can be edited. */
  onConsolidate?(panel: Panel, method: Panel['consolidateBy'] | null): void;
  /** Whoever looks may change the dashboard. */
  readonly editable: boolean;
  /** Sets what an override by name says about one series (edited from its legend); missing where nothing can be edited. */
  onOverride?(panel: Panel, series: string, set: FieldConfig): void;
  /** Opens the form for an annotation of an instant, or a region; missing where none may be made. */
  onAnnotate?(panel: Panel, time: number, timeEnd: number | null): void;
  /** Opens an annotation of one's own for editing. */
  onEditAnnotation?(annotation: ShownAnnotation): void;
}
