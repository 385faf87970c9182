import { type ReactNode, useMemo, useRef } from 'react';
import type { LegendOptions } from '../../../../src/schema/panelOptions.ts';
import type { ChartModel } from '../../../../src/view/chart/drawing.ts';
import type { PanelSeries } from '../../../../src/view/panelData.ts';
import { Chart, type ChartProps } from '../../chart/Chart.tsx';
import { Legend } from '../../chart/Legend.tsx';
import type { PlotSettings } from '../../chart/plot.ts';
import { ResolutionBadge } from '../../chart/ResolutionBadge.tsx';
import { copyAction } from '../../chart/tooltipActions.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import type { DashboardScope } from '../../dashboard/scope.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { StaleMark } from '../../time/StaleMark.tsx';
import styles from './ExploreChart.module.css';
import type { Pane } from './exploreState.ts';
import type { ExploreAnswer } from './useExploreChart.ts';

interface ExploreChartProps {
  /** Tells this chart from the other one of the page. */
  readonly id: string;
  readonly pane: Pane;
  readonly scope: DashboardScope;
  readonly answer: ExploreAnswer;
  /** Null before the first answer. */
  readonly series: readonly PanelSeries[] | null;
  /** Series that are not drawn, because there are too many. */
  readonly left: number;
  readonly height: number;
  /** At the right of the head. */
  readonly children: ReactNode;
  onChange(changes: Partial<Pane>): void;
  onWidth(pixels: number): void;
  onAbout(series: PanelSeries): void;
}

const legend: LegendOptions = { mode: 'table', calcs: ['last', 'min', 'mean', 'max'] };

/** The chart of a pane with its legend, and what there is to say about what it shows. */
export function ExploreChart(props: ExploreChartProps) {
  const { id, pane, scope, answer, left, height, children, onChange, onWidth, onAbout } = props;
  const theme = useTheme();
  const { chart, asked } = answer;
  const { zone, page, crosshair } = scope;
  // The series of the answer before stay until the first of the next one are there.
  const before = useRef<readonly PanelSeries[]>([]);
  const series = props.series ?? before.current;
  before.current = series;
  const model = useMemo<ChartModel>(
    () => ({ series, span: chart.span, hidden: pane.hidden, theme, zone, band: pane.band }),
    [series, chart.span, pane.hidden, theme, zone, pane.band],
  );
  const settings = useMemo<PlotSettings>(
    () => ({ annotations: [], zones: [zone], crosshair, tooltip: {}, annotates: false }),
    [zone, crosshair],
  );
  const events: ChartProps['events'] = {
    onAnnotate: () => {},
    onEditAnnotation: () => {},
    actionsFor: (rows, seconds) => [
      copyAction(rows, seconds, zone),
      ...rows.slice(0, 1).map((row) => ({
        label: 'More of this series',
        perform: () => onAbout(row.series.source),
      })),
    ],
  };
  const failed = chart.results?.some((result) => result.error) ?? false;
  const empty = chart.results !== null && series.every((one) => one.values.every(Number.isNaN));
  return (
    <div className={styles['root']} data-chart={id}>
      <LoadingBar on={chart.fetching && (chart.results === null || chart.stale)} />
      <header className={styles['head']}>
        <h2>Chart</h2>
        <ResolutionBadge
          columns={series}
          chosen={pane.consolidateBy ?? undefined}
          onChoose={(method) => onChange({ consolidateBy: method ?? null })}
        />
        {page.live && !chart.stale && <StaleMark series={series} until={chart.span.until} zone={zone} />}
        <div className={styles['tools']}>{children}</div>
      </header>
      <div className={styles['plot']}>
        <Chart
          panel={id}
          title="Chart"
          model={model}
          settings={settings}
          events={events}
          height={height}
          dimmed={chart.stale || chart.error !== null}
          page={page}
          onWidth={onWidth}
        />
        {chart.error ? (
          <div className={styles['over']} role="status">
            <p>{chart.error.message}</p>
            <Button onClick={chart.retry}>Try again</Button>
          </div>
        ) : asked.length === 0 ? (
          <div className={styles['over']} role="status">
            <p>All queries are hidden</p>
          </div>
        ) : failed && empty ? (
          <div className={styles['over']} role="status">
            <p>Nothing to draw</p>
          </div>
        ) : empty && !chart.stale ? (
          <div className={styles['over']} role="status">
            <p>No data in this range</p>
            <Button onClick={() => page.zoomBy(4)}>Look further back</Button>
          </div>
        ) : null}
      </div>
      <div className={styles['legend']}>
        <Legend
          model={model}
          options={legend}
          left={left}
          onHide={(hidden) => onChange({ hidden })}
          onAbout={onAbout}
        />
      </div>
    </div>
  );
}
