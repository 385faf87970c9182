import { useEffect, useMemo, useRef } from 'react';
import {
  buildDrawing,
  type ChartModel,
  type Drawing,
  hiddenSeries,
} from '../../../src/view/chart/drawing.ts';
import { countPoints } from '../../../src/view/chart/table.ts';
import type { PageRange } from '../time/usePageRange.ts';
import styles from './Chart.module.css';
import { createPlot, type Plot, type PlotEvents, type PlotSettings } from './plot.ts';
import { useSize } from './useSize.ts';

export interface ChartProps {
  readonly panel: string;
  readonly title: string;
  readonly model: ChartModel;
  readonly settings: PlotSettings;
  readonly height: number;
  /** Old values while newer ones are on their way. */
  readonly dimmed: boolean;
  readonly page: PageRange;
  readonly events: Pick<PlotEvents, 'onAnnotate' | 'onEditAnnotation' | 'actionsFor'>;
  onWidth?(pixels: number): void;
}

/** A chart's place on the page: it measures, and hands a drawing to the canvas. */
export function Chart(props: ChartProps) {
  const { panel, title, model, settings, height, dimmed, onWidth } = props;
  const host = useRef<HTMLElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(props);
  const before = useRef<Drawing | undefined>(undefined);
  const width = useSize(host);
  // The drawing that was shown keeps the axes of the next one steady; nothing else of it is used.
  const drawing = useMemo(() => buildDrawing(model, height, before.current), [model, height]);

  useEffect(() => {
    latest.current = props;
    before.current = drawing;
  });
  useEffect(() => {
    if (width > 0) onWidth?.(width);
  }, [width, onWidth]);
  useEffect(() => {
    if (width === 0) return;
    plot.current ??= createPlot(host.current!, { width, height }, plotEvents(latest));
    plot.current.resize({ width, height });
  }, [width, height]);
  useEffect(() => {
    if (width > 0) plot.current?.draw(drawing, settings);
  }, [drawing, settings, width]);
  useEffect(
    () => () => {
      plot.current?.destroy();
      plot.current = null;
    },
    [],
  );

  const { shown, points } = useMemo(() => {
    const hidden = hiddenSeries(model);
    const left = model.series.filter((one) => !hidden.has(one));
    return { shown: left, points: countPoints(left) };
  }, [model]);
  return (
    <figure
      ref={host}
      className={styles['chart']}
      style={{ height }}
      aria-roledescription="chart"
      aria-label={`${title}: chart of ${shown.length} series. Arrow keys read values, Enter keeps them.`}
      data-testid="chart"
      data-panel={panel}
      data-points={points}
      data-from={Math.round(model.span.from)}
      data-until={Math.round(model.span.until)}
      data-dimmed={dimmed || undefined}
    />
  );
}

/** What the canvas reports goes to whatever the chart was last given. */
function plotEvents(latest: { readonly current: ChartProps }): PlotEvents {
  return {
    onZoom: (from, until) => latest.current.page.zoomTo(from, until),
    onZoomOut: () => latest.current.page.zoomBy(2),
    onShift: (fraction) => latest.current.page.shiftBy(fraction),
    onScale: (factor, around) => {
      const { page, model } = latest.current;
      // A range that follows the clock goes on following it.
      if (around === null || page.live) page.zoomBy(factor);
      else
        page.zoomTo(
          around - (around - model.span.from) * factor,
          around + (model.span.until - around) * factor,
        );
    },
    onAnnotate: (time, timeEnd) => latest.current.events.onAnnotate(time, timeEnd),
    onEditAnnotation: (annotation) => latest.current.events.onEditAnnotation(annotation),
    actionsFor: (rows, seconds) => latest.current.events.actionsFor(rows, seconds),
  };
}
