import { useEffect, useMemo, useRef } from 'react';
import { useTheme } from '../theme/useTheme.ts';
import type { PageRange } from '../time/usePageRange.ts';
import styles from './Chart.module.css';
import { buildDrawing, type ChartModel } from './drawing.ts';
import { countPoints } from './frame.ts';
import { createPlot, type Plot } from './plot.ts';
import { useSize } from './useSize.ts';

interface ChartProps {
  readonly panel: string;
  readonly title: string;
  readonly model: ChartModel;
  readonly height: number;
  /** Old values while newer ones are on their way. */
  readonly dimmed: boolean;
  readonly page: PageRange;
  onWidth(pixels: number): void;
}

/** A chart's place on the page: it measures, and hands a drawing to the canvas. */
export function Chart({ panel, title, model, height, dimmed, page, onWidth }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(page);
  const theme = useTheme();
  const width = useSize(host);
  const drawing = useMemo(() => buildDrawing(model, height), [model, height]);

  useEffect(() => {
    latest.current = page;
  });
  useEffect(() => {
    if (width > 0) onWidth(width);
  }, [width, onWidth]);
  useEffect(() => {
    if (width === 0) return;
    plot.current ??= createPlot(
      host.current!,
      { width, height },
      {
        onZoom: (from, until) => latest.current.zoomTo(from, until),
        onZoomOut: () => latest.current.zoomBy(2),
        onShift: (fraction) => latest.current.shiftBy(fraction),
        onScale: (factor) => latest.current.zoomBy(factor),
      },
    );
    plot.current.resize(width, height);
  }, [width, height]);
  useEffect(() => {
    if (width > 0) plot.current?.draw(drawing, theme);
  }, [drawing, theme, width]);
  useEffect(
    () => () => {
      plot.current?.destroy();
      plot.current = null;
    },
    [],
  );

  const shown = model.columns.filter((_, i) => !model.hidden.has(model.looks[i].key));
  return (
    <div
      ref={host}
      className={styles['chart']}
      style={{ height }}
      role="img"
      aria-label={`${title}: chart of ${shown.length} series`}
      data-testid="chart"
      data-panel={panel}
      data-points={countPoints(shown)}
      data-from={Math.round(model.span.from)}
      data-until={Math.round(model.span.until)}
      data-dimmed={dimmed || undefined}
    />
  );
}
