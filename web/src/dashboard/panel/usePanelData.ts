import { useMemo } from 'react';
import type { Panel } from '../../../../src/schema/dashboard.ts';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import type { PanelData } from '../../../../src/view/panelData.ts';
import { panelRange } from '../../../../src/view/panelRange.ts';
import { preparePanel } from '../../../../src/view/panelSeries.ts';
import { type ChartData, useChartData } from '../../api/useChartData.ts';
import { panelTypeOf } from '../../panels/index.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { resolveRange } from '../../time/range.ts';
import type { DashboardScope } from '../scope.ts';
import { askedTargets } from './askedTargets.ts';
import { frozenChart } from './frozenChart.ts';
import { useStable } from './useStable.ts';

export interface PanelAnswer {
  readonly chart: ChartData;
  /** Null before the first answer. */
  readonly data: PanelData | null;
  /** The targets as they were asked, variables and references put in. */
  readonly asked: readonly { readonly id: string; readonly target: string }[];
}

interface PanelQuestion {
  /** Pixels across; 0 while not measured. */
  readonly width: number;
  readonly visible: boolean;
  /** Data as it was when a snapshot was taken, instead of asking. */
  readonly frozen?: { readonly content: SnapshotContent; readonly id: string } | undefined;
}

/** Lines that a chart draws at most where its options do not say it. */
const mostSeries = 200;

const nothing: PanelData = { series: [], frames: null, left: 0 };

/** What a panel of a dashboard shows: its targets asked, and the answer transformed, named and coloured. */
export function usePanelData(panel: Panel, scope: DashboardScope, question: PanelQuestion): PanelAnswer {
  const { width, visible, frozen } = question;
  const theme = useTheme();
  const hasTargets = panelTypeOf(panel.type)?.hasTargets ?? false;
  const asked = useStable(
    useMemo(() => (hasTargets ? askedTargets(panel, scope) : []), [panel, scope, hasTargets]),
  );
  const range = useStable(panelRange(scope.page.range, panel));
  const isChart = panel.type === 'timeseries';
  const live = useChartData({
    targets: frozen ? noTargets : asked,
    range,
    width,
    visible,
    paused: scope.page.paused,
    maxDataPoints: panel.maxDataPoints,
    minInterval: panel.minInterval,
    ...(panel.consolidateBy ? { consolidateBy: panel.consolidateBy } : {}),
    band: isChart ? (panel.options?.band ?? 'auto') : 'off',
    compare: isChart ? (panel.compare ?? scope.compare) : null,
    zone: scope.zone,
    refresh: scope.refresh,
  });
  const pageRange = scope.page.range;
  const chart = useMemo(
    () =>
      frozen
        ? frozenChart(frozen.content, frozen.id, resolveRange(pageRange, frozen.content.takenSeconds))
        : live,
    [frozen, live, pageRange],
  );
  const { results } = chart;
  const { interpolate } = scope;
  const data = useMemo(() => {
    if (!hasTargets || asked.length === 0) return nothing;
    if (!results) return null;
    return preparePanel({
      panel,
      answers: results.map(({ id, columns }) => ({ refId: id, columns })),
      theme,
      interpolate: (text, more) => interpolate(text, more, 'text'),
      ...(panel.type === 'timeseries' ? { limit: panel.options?.maxSeries ?? mostSeries } : {}),
    });
  }, [hasTargets, asked, results, panel, theme, interpolate]);
  return useMemo(() => ({ chart, data, asked }), [chart, data, asked]);
}

const noTargets: PanelAnswer['asked'] = [];
