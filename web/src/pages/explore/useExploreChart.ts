import { useMemo } from 'react';
import { type ChartData, type ChartTarget, useChartData } from '../../api/useChartData.ts';
import { askedTargets } from '../../dashboard/panel/askedTargets.ts';
import { useStable } from '../../dashboard/panel/useStable.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';
import type { ExplorePanel } from './explorePanel.ts';

export interface ExploreAnswer {
  readonly chart: ChartData;
  /** The targets as they were asked, references put in. */
  readonly asked: readonly ChartTarget[];
}

/** What a pane asks, and the answer as it came. As for a panel of a dashboard, but without all that other types of panels need. */
export function useExploreChart(panel: ExplorePanel, scope: DashboardScope, width: number): ExploreAnswer {
  const { page, compare, zone, refresh } = scope;
  const asked = useStable(useMemo(() => askedTargets(panel, scope), [panel, scope]));
  const chart = useChartData({
    targets: asked,
    range: page.range,
    width,
    visible: true,
    paused: page.paused,
    ...(panel.consolidateBy ? { consolidateBy: panel.consolidateBy } : {}),
    band: panel.options?.band,
    compare,
    zone,
    refresh,
  });
  return useMemo(() => ({ chart, asked }), [chart, asked]);
}
