import { type ReactNode, useMemo, useState } from 'react';
import type { LegendOptions } from '../../../src/schema/panelOptions.ts';
import type { ChartModel } from '../../../src/view/chart/drawing.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import type { ChartData } from '../api/useChartData.ts';
import { Button } from '../components/Button.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { useTheme } from '../theme/useTheme.ts';
import type { PageRange } from '../time/usePageRange.ts';
import { Chart, type ChartProps } from './Chart.tsx';
import { Legend } from './Legend.tsx';
import type { PlotSettings } from './plot.ts';
import styles from './TimeChart.module.css';
import { copyAction } from './tooltipActions.ts';

interface TimeChartProps {
  readonly panel: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly series: readonly PanelSeries[];
  readonly data: ChartData;
  readonly height: number;
  readonly page: PageRange;
  readonly actions?: ReactNode;
  onWidth(pixels: number): void;
}

const compactLegend: LegendOptions = {};

/** A chart with its head, its legend and its pictures for loading, empty and failed. */
export function TimeChart(props: TimeChartProps) {
  const { panel, title, note, series, data, height, page, actions, onWidth } = props;
  const { zone } = page;
  const theme = useTheme();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set<string>());
  const model = useMemo<ChartModel>(
    () => ({ series, span: data.span, hidden, theme, zone }),
    [series, data.span, hidden, theme, zone],
  );
  const settings = useMemo<PlotSettings>(
    () => ({ annotations: [], zones: [zone], crosshair: 'line', tooltip: {}, annotates: false }),
    [zone],
  );
  const events: ChartProps['events'] = {
    onAnnotate: () => {},
    onEditAnnotation: () => {},
    actionsFor: (rows, seconds) => [copyAction(rows, seconds, zone)],
  };
  const failed = data.results?.filter((result) => result.error) ?? [];
  const empty = data.results !== null && series.every((one) => one.values.every(Number.isNaN));

  return (
    <div className={styles['root']}>
      <LoadingBar on={data.fetching && (data.results === null || data.stale)} />
      <header className={styles['head']}>
        <h3>{title}</h3>
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
            <p>{failed[0].error!.message}</p>
          </div>
        ) : empty && !data.stale ? (
          <div className={styles['over']} role="status">
            <p>No data in this range</p>
            <Button onClick={() => page.zoomBy(4)}>Look further back</Button>
          </div>
        ) : null}
      </div>
      {failed.length > 0 && !empty && (
        <p className={styles['partial']} role="status">
          {failed.length} of {data.results!.length} queries failed: {failed[0].error!.message}
        </p>
      )}
      <div className={styles['legend']}>
        <Legend model={model} options={compactLegend} onHide={setHidden} />
      </div>
    </div>
  );
}
