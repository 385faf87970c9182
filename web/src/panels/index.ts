/**
 * Every type of panel, in the order in which they are offered. What draws one is loaded when the first panel of it is
 * shown; here are only their descriptions.
 */
import type { PanelTypeName } from '../../../src/schema/dashboard.ts';
import { annotationList } from './annotationList/index.ts';
import { barChart } from './barChart/index.ts';
import { barGauge } from './barGauge/index.ts';
import { dashboardList } from './dashboardList/index.ts';
import { gauge } from './gauge/index.ts';
import { heatmap } from './heatmap/index.ts';
import { histogram } from './histogram/index.ts';
import { hostList } from './hostList/index.ts';
import type { PanelType } from './panelType.ts';
import { pie } from './pie/index.ts';
import { stat } from './stat/index.ts';
import { stateTimeline } from './stateTimeline/index.ts';
import { statusHistory } from './statusHistory/index.ts';
import { table } from './table/index.ts';
import { text } from './text/index.ts';
import { timeseries } from './timeseries/index.ts';

type PanelTypes = { readonly [Type in PanelTypeName]?: PanelType<Type> };
/** A type of panel whose name is not known beforehand. */
export type AnyPanelType = NonNullable<PanelTypes[PanelTypeName]>;

const byName: PanelTypes = {
  timeseries,
  stat,
  gauge,
  'bar-gauge': barGauge,
  'bar-chart': barChart,
  pie,
  histogram,
  heatmap,
  'state-timeline': stateTimeline,
  'status-history': statusHistory,
  table,
  text,
  'dashboard-list': dashboardList,
  'host-list': hostList,
  'annotation-list': annotationList,
};

export const panelTypes: readonly AnyPanelType[] = Object.values(byName);

/** What draws the panels of a type; null when nothing does. */
export function panelTypeOf<Type extends PanelTypeName>(name: Type): PanelType<Type> | null {
  return (byName as { readonly [Name in Type]?: PanelType<Name> })[name] ?? null;
}
