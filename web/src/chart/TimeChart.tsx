import { type ReactNode, useMemo, useState } from 'react';
import type { ChartData } from '../api/useChartData.ts';
import { Button } from '../components/Button.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import type { PageRange } from '../time/usePageRange.ts';
import { Chart } from './Chart.tsx';
import type { ChosenSeries } from './chooseSeries.ts';
import { buildDrawing, type ChartModel } from './drawing.ts';
import { Legend } from './Legend.tsx';
import styles from './TimeChart.module.css';
import type { Unit } from './units.ts';
import type { AxisWishes } from './valueTicks.ts';

interface TimeChartProps {
  readonly panel: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly unit: Unit;
  readonly stacked: boolean;
  readonly axis?: AxisWishes | undefined;
  readonly chosen: ChosenSeries;
  readonly data: ChartData;
  readonly height: number;
  readonly page: PageRange;
  readonly actions?: ReactNode;
  /** On a page of its own: the legend is a full table, and errors are told beside the query. */
  readonly wideLegend?: boolean;
  onWidth(pixels: number): void;
}

/** A chart with its head, its legend and its pictures for loading, empty and failed. */
export function TimeChart(props: TimeChartProps) {
  const {
    panel,
    title,
    note,
    unit,
    stacked,
    axis,
    chosen,
    data,
    height,
    page,
    actions,
    wideLegend,
    onWidth,
  } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set<string>());
  const model = useMemo<ChartModel>(
    () => ({
      columns: chosen.columns,
      looks: chosen.looks,
      unit,
      stacked,
      span: data.span,
      hidden,
      ...(axis ? { axis } : {}),
    }),
    [chosen, unit, stacked, data.span, hidden, axis],
  );
  const suffix = useMemo(() => buildDrawing(model, height).scale.suffix, [model, height]);
  const failed = data.results?.filter((result) => result.error) ?? [];
  const empty =
    data.results !== null && chosen.columns.every((column) => !column.values.some((v) => !Number.isNaN(v)));

  return (
    <div className={styles['root']}>
      <LoadingBar on={data.fetching && (data.results === null || data.stale)} />
      <header className={styles['head']}>
        {wideLegend ? <h2>{title}</h2> : <h3>{title}</h3>}
        <span className={styles['unit']}>
          {[data.results && !empty ? suffix : '', note].filter(Boolean).join(' · ')}
        </span>
        {actions && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['plot']}>
        <Chart
          panel={panel}
          title={title}
          model={model}
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
        <Legend model={model} wide={wideLegend ?? false} onHide={setHidden} />
      </div>
    </div>
  );
}
