import { useMemo } from 'react';
import { annotationsFor } from '../../../../src/view/annotations.ts';
import type { ChartModel } from '../../../../src/view/chart/drawing.ts';
import { shareRoom } from '../../../../src/view/chart/legendSize.ts';
import { Chart, type ChartProps } from '../../chart/Chart.tsx';
import { Legend } from '../../chart/Legend.tsx';
import type { PlotSettings } from '../../chart/plot.ts';
import { copyAction, linkActions, linkNames } from '../../chart/tooltipActions.ts';
import { useHidden } from '../../chart/useHidden.ts';
import { useTheme } from '../../theme/useTheme.ts';
import type { PanelViewProps } from '../panelType.ts';
import styles from './TimeSeriesPanel.module.css';

const touch = matchMedia('(pointer: coarse)');
const noLegend = {};
const noTooltip = {};

/** Lines, bars and points over time, with their legend. */
export default function TimeSeriesPanel(props: PanelViewProps<'timeseries'>) {
  const { panel, options, data, chart, width, height, scope } = props;
  const theme = useTheme();
  const { hidden, onHidden } = useHidden(scope, panel.id);
  const { legend = noLegend, tooltip = noTooltip, running, band, timeZones } = options;
  const { zone, crosshair, annotations, onAnnotate, onOverride } = scope;
  const model = useMemo<ChartModel>(
    () => ({ series: data.series, span: chart.span, hidden, theme, zone, running, band }),
    [data.series, chart.span, hidden, theme, zone, running, band],
  );
  const marks = useMemo(
    () => annotationsFor(panel.id, scope.dashboard, annotations),
    [panel.id, scope.dashboard, annotations],
  );
  const settings = useMemo<PlotSettings>(
    () => ({
      annotations: marks,
      zones: [zone, ...(timeZones ?? [])],
      crosshair,
      tooltip,
      annotates: onAnnotate !== undefined,
    }),
    [marks, zone, timeZones, crosshair, tooltip, onAnnotate],
  );
  const events: ChartProps['events'] = {
    onAnnotate: (time, timeEnd) => onAnnotate?.(panel, time, timeEnd),
    onEditAnnotation: (annotation) => scope.onEditAnnotation?.(annotation),
    actionsFor: (rows, seconds) => [
      copyAction(rows, seconds, zone),
      ...rows
        .slice(0, 1)
        .flatMap((row) =>
          linkActions(row.series.source.config.links, (text) =>
            scope.interpolate(text, linkNames(row, seconds)),
          ),
        ),
      ...(onAnnotate
        ? [{ label: 'Annotate', perform: () => onAnnotate(panel, Math.round(seconds), null) }]
        : []),
    ],
  };
  const names = data.series
    .filter(({ config, comparedWith }) => !config.hideFrom?.legend && comparedWith === undefined)
    .map(({ label }) => label);
  const room = shareRoom(width, height, names, legend, touch.matches);
  return (
    <div className={styles['panel']} data-placement={room.placement}>
      <div style={{ width: room.chartWidth }}>
        <Chart
          panel={panel.id}
          title={scope.interpolate(panel.title ?? '', undefined, 'text') || 'Untitled panel'}
          model={model}
          settings={settings}
          events={events}
          height={room.chartHeight}
          dimmed={false}
          page={scope.page}
        />
      </div>
      {room.placement !== 'none' && (
        <div className={styles['legend']} style={{ width: room.legendWidth, height: room.legendHeight }}>
          <Legend
            model={model}
            options={legend}
            left={data.left}
            onHide={onHidden}
            onOverride={
              scope.editable && onOverride ? (series, set) => onOverride(panel, series.name, set) : undefined
            }
          />
        </div>
      )}
    </div>
  );
}
