import { useMemo } from 'react';
import type { PanelTarget } from '../../../../src/schema/dashboard.ts';
import type { PanelSeries } from '../../../../src/view/panelData.ts';
import { preparePanel } from '../../../../src/view/panelSeries.ts';
import { formatCount } from '../../../../src/view/units/units.ts';
import { ChartDataTable } from '../../chart/ChartDataTable.tsx';
import { Button } from '../../components/Button.tsx';
import type { DashboardScope } from '../../dashboard/scope.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { ChartTools } from './ChartTools.tsx';
import { ExploreChart } from './ExploreChart.tsx';
import styles from './ExplorePage.module.css';
import { type ExplorePanel, mostSeries, narrowed } from './explorePanel.ts';
import type { Pane } from './exploreState.ts';
import type { ExploreAnswer } from './useExploreChart.ts';

interface PaneResultsProps {
  /** Tells this chart from the other one of the page. */
  readonly id: string;
  readonly pane: Pane;
  readonly panel: ExplorePanel;
  readonly queries: readonly PanelTarget[];
  readonly scope: DashboardScope;
  readonly answer: ExploreAnswer;
  readonly height: number;
  onQueries(queries: readonly PanelTarget[]): void;
  onChange(changes: Partial<Pane>): void;
  onWidth(pixels: number): void;
  onAbout(series: PanelSeries): void;
}

const nothing = { series: [], left: 0 };

/** What comes of a pane's queries: the chart and its values. Its code comes with the first query. */
export default function PaneResults(props: PaneResultsProps) {
  const { id, pane, panel, queries, scope, answer, height, onQueries, onChange, onWidth, onAbout } = props;
  const theme = useTheme();
  const { chart, asked } = answer;
  const { results } = chart;
  const { interpolate } = scope;
  const data = useMemo(() => {
    // What was answered before the last query was hidden is no answer any more.
    if (asked.length === 0) return nothing;
    if (!results) return null;
    return preparePanel({
      panel,
      answers: results.map(({ id: refId, columns }) => ({ refId, columns })),
      theme,
      interpolate: (text, more) => interpolate(text, more, 'text'),
      limit: mostSeries,
    });
  }, [asked, results, panel, theme, interpolate]);
  const shown = data?.series ?? nothing.series;
  const left = data?.left ?? 0;
  const matched = shown.filter((one) => one.comparedWith === undefined).length + left;
  // The query's own hint says more where the server has cut them.
  const cut = results?.some((result) => result.truncated) ?? false;
  return (
    <>
      {left > 0 && !cut && (
        <p className={styles['toomuch']} role="status">
          <span>
            {formatCount(matched)} series match. The {mostSeries} with the greatest newest values are drawn.
          </span>
          <Button onClick={() => onQueries(queries.map((query) => narrowed(query, mostSeries)))}>
            Keep the {mostSeries} highest on average
          </Button>
        </p>
      )}
      <section className={styles['card']} aria-label="Chart">
        <ExploreChart
          id={id}
          pane={pane}
          scope={scope}
          answer={answer}
          series={data?.series ?? null}
          left={left}
          height={height}
          onChange={onChange}
          onWidth={onWidth}
          onAbout={onAbout}
        >
          <ChartTools pane={pane} onChange={onChange} />
        </ExploreChart>
      </section>
      {shown.length > 0 && (
        <section className={styles['card']} aria-label="Values">
          <ChartDataTable series={shown} zone={scope.zone} until={chart.span.until} />
        </section>
      )}
    </>
  );
}
