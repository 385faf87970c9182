import { type ReactNode, useMemo, useState } from 'react';
import type { LegendOptions } from '../../../src/schema/panelOptions.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import type { ChartData } from '../api/useChartData.ts';
import { Button } from '../components/Button.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { useTheme } from '../theme/useTheme.ts';
import type { PageRange } from '../time/usePageRange.ts';
import { Chart, type ChartProps } from './Chart.tsx';
import type { ChartModel } from './drawing.ts';
import { Legend } from './Legend.tsx';
import type { PlotSettings } from './plot.ts';
import styles from './TimeChart.module.css';
import { copyAction } from './tooltipActions.ts';
import { deviceZone } from './zone.ts';

interface TimeChartProps {
  readonly panel: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly series: readonly PanelSeries[];
  readonly data: ChartData;
  readonly height: number;
  readonly page: PageRange;
  readonly actions?: ReactNode;
  /** On a page of its own: the legend is a full table, and errors are told beside the query. */
  readonly wideLegend?: boolean;
  onWidth(pixels: number): void;
}

const compactLegend: LegendOptions = {};
const fullLegend: LegendOptions = { mode: 'table', calcs: ['last', 'min', 'mean', 'max'] };
const settings: PlotSettings = {
  annotations: [],
  zones: [deviceZone],
  crosshair: 'line',
  tooltip: {},
  annotates: false,
};
const events: ChartProps['events'] = {
  onAnnotate: () => {},
  onEditAnnotation: () => {},
  actionsFor: (rows, seconds) => [copyAction(rows, seconds, deviceZone)],
};

/** A chart with its head, its legend and its pictures for loading, empty and failed. */
export function TimeChart(props: TimeChartProps) {
  const { panel, title, note, series, data, height, page, actions, wideLegend = false, onWidth } = props;
  const theme = useTheme();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set<string>());
  const model = useMemo<ChartModel>(
    () => ({ series, span: data.span, hidden, theme, zone: deviceZone }),
    [series, data.span, hidden, theme],
  );
  const failed = data.results?.filter((result) => result.error) ?? [];
  const empty = data.results !== null && series.every((one) => one.values.every(Number.isNaN));

  return (
    <div className={styles['root']}>
      <LoadingBar on={data.fetching && (data.results === null || data.stale)} />
      <header className={styles['head']}>
        {wideLegend ? <h2>{title}</h2> : <h3>{title}</h3>}
        <span className={styles['note']}>{note}</span>
        {actions && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['plot']}>
        <Chart
          panel={panel}
          title={title}
          model={model}
          settings={settings}
          events={events}
          height={height}
          dimmed={data.stale || data.error !== null}
          page={page}
          onWidth={onWidth}
        />
        {data.error ? (
          <div className={styles['over']} role="status">
            <p>{data.error.message}</p>
            <Button onClick={data.retry}>Try again</Button>
          </div>
        ) : failed.length > 0 && empty ? (
          <div className={styles['over']} role="status">
            <p>{wideLegend ? 'Nothing to draw' : failed[0].error!.message}</p>
          </div>
        ) : empty && !data.stale ? (
          <div className={styles['over']} role="status">
            <p>No data in this range</p>
            <Button onClick={() => page.zoomBy(4)}>Look further back</Button>
          </div>
        ) : null}
      </div>
      {failed.length > 0 && !empty && !wideLegend && (
        <p className={styles['partial']} role="status">
          {failed.length} of {data.results!.length} queries failed: {failed[0].error!.message}
        </p>
      )}
      <div className={wideLegend ? styles['wideLegend'] : styles['legend']}>
        <Legend model={model} options={wideLegend ? fullLegend : compactLegend} onHide={setHidden} />
      </div>
    </div>
  );
}
