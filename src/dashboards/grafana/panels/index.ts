import type { PanelTypeName } from '../../../schema/dashboard.ts';
import { barChart } from './barChart.ts';
import { barGauge } from './barGauge.ts';
import { gauge } from './gauge.ts';
import { heatmap } from './heatmap.ts';
import { histogram } from './histogram.ts';
import { annotationList, dashboardList, hostList } from './lists.ts';
import type { PanelKind } from './panelKind.ts';
import { pie } from './pie.ts';
import { stat } from './stat.ts';
import { stateTimeline } from './stateTimeline.ts';
import { statusHistory } from './statusHistory.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { timeseries } from './timeseries.ts';

/** `text` stands before the list of hosts, which is written as a text: a text that is read is one. */
const kinds: readonly PanelKind[] = [
  timeseries,
  stat,
  gauge,
  barGauge,
  barChart,
  pie,
  histogram,
  heatmap,
  table,
  stateTimeline,
  statusHistory,
  text,
  dashboardList,
  annotationList,
  hostList,
];

export function kindOfGrafana(type: string): PanelKind | undefined {
  return kinds.find(({ grafana }) => grafana === type);
}

/** Undefined for `unsupported`, which is of Grafana's type that its options name. */
export function kindOfOurs(type: PanelTypeName): PanelKind | undefined {
  return kinds.find(({ ours }) => ours === type);
}
