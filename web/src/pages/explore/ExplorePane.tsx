import { Link2, Link2Off, ListTree, Play, X } from 'lucide-react';
import { type FocusEvent, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { PanelTarget } from '../../../../src/schema/dashboard.ts';
import type { PanelSeries } from '../../../../src/view/panelData.ts';
import type { RefreshMode } from '../../api/chartPlan.ts';
import { Button } from '../../components/Button.tsx';
import { QueriesPanel } from '../../editor/QueriesPanel.tsx';
import { addTarget } from '../../editor/targetEdits.ts';
import { RangePicker } from '../../time/RangePicker.tsx';
import type { PageRange } from '../../time/usePageRange.ts';
import styles from './ExplorePage.module.css';
import { ExploreStart } from './ExploreStart.tsx';
import { explorePanel } from './explorePanel.ts';
import { commonUnit, type Pane } from './exploreState.ts';
import { useExploreChart } from './useExploreChart.ts';
import { useExploreScope } from './useExploreScope.ts';

const loadResults = () => import('./PaneResults.tsx');
const PaneResults = lazy(loadResults);
// With an address that asks for something, the chart is fetched together with the page, not after it.
if (/[?&](b-)?target=/.test(location.search)) void loadResults();
const ExplainPanel = lazy(() =>
  import('../../query/ExplainPanel.tsx').then((module) => ({ default: module.ExplainPanel })),
);

export interface AboutSeries {
  readonly series: PanelSeries;
  /** The target that it came from, as it was asked. */
  readonly target: string;
}

interface ExplorePaneProps {
  readonly name: 'first' | 'second';
  readonly pane: Pane;
  /** With the blank queries that no address holds. */
  readonly queries: readonly PanelTarget[];
  readonly page: PageRange;
  readonly refresh: RefreshMode;
  readonly stale: boolean;
  /** Of two panes: whether this one is where metrics of the tree go to. */
  readonly split: { readonly active: boolean; readonly ownRange: boolean } | null;
  onQueries(queries: readonly PanelTarget[]): void;
  onChange(changes: Partial<Pane>): void;
  onActive(refId: string | null): void;
  /** The queries were answered, and at least one of them has series. */
  onAnswered(targets: readonly string[]): void;
  onUnit(unit: string | null): void;
  onAbout(about: AboutSeries): void;
  onOwnRange(own: boolean): void;
  onClose(): void;
}

/** A set of queries with what comes of it. */
export function ExplorePane(props: ExplorePaneProps) {
  const { name, pane, queries, page, refresh, stale, split } = props;
  const { onQueries, onChange, onActive, onAnswered, onUnit, onAbout, onOwnRange, onClose } = props;
  const [width, setWidth] = useState(0);
  const { compare, explained } = pane;
  const scope = useExploreScope({ page, compare, refresh });
  const [unit, setUnit] = useState<string | null>(null);
  const panel = useMemo(() => explorePanel(name, { ...pane, queries }, unit), [name, pane, queries, unit]);
  const answer = useExploreChart(panel, scope, width);
  const { chart, asked } = answer;
  const nothingAsked = queries.every(({ target }) => target.trim() === '');
  // The queries are told of what came, not of how it is drawn.
  const answerOfQueries = useMemo(() => ({ ...answer, data: null }), [answer]);

  // A unit for all, where names alone do not tell it but the targets do.
  const names = (chart.results ?? []).flatMap(({ columns }) => columns.map((column) => column.name));
  const common = commonUnit(
    names,
    asked.map(({ target }) => target),
  );
  const wanted = common === 'short' ? null : common;
  if (names.length > 0 && wanted !== unit) setUnit(wanted);
  useEffect(() => onUnit(unit), [unit, onUnit]);

  const answered = !chart.stale && (chart.results?.some(({ columns }) => columns.length > 0) ?? false);
  const written = asked.map(({ target }) => target).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question is told once, when its answer is there
  useEffect(() => {
    if (answered) onAnswered(queries.filter(({ target }) => target.trim()).map(({ target }) => target));
  }, [answered, written]);

  const focused = ({ target }: FocusEvent) =>
    onActive(target.closest('[data-ref]')?.getAttribute('data-ref') ?? null);
  const about = (series: PanelSeries) =>
    onAbout({ series, target: asked.find(({ id }) => id === series.refId)?.target ?? '' });
  return (
    <section
      className={styles['pane']}
      data-testid={`explore-${name}`}
      data-active={split?.active || undefined}
      aria-label={split ? (name === 'first' ? 'First set of queries' : 'Second set of queries') : 'Queries'}
      onFocusCapture={focused}
    >
      {split && (
        <header className={styles['paneHead']}>
          <span className={styles['side']}>{name === 'first' ? 'Left' : 'Right'}</span>
          {name === 'second' && (
            <>
              <Button
                kind="quiet"
                aria-pressed={split.ownRange}
                data-testid="explore-own-range"
                title={
                  split.ownRange ? 'Follow the range of the page again' : 'Give this side a range of its own'
                }
                onClick={() => onOwnRange(!split.ownRange)}
              >
                {split.ownRange ? <Link2Off size={14} aria-hidden /> : <Link2 size={14} aria-hidden />}
                {split.ownRange ? 'Own range' : 'Same range'}
              </Button>
              {split.ownRange && <RangePicker page={page} withZone={false} />}
            </>
          )}
          <Button
            kind="quiet"
            icon
            className={styles['close'] ?? ''}
            aria-label={`Close the ${name === 'first' ? 'left' : 'right'} side`}
            onClick={onClose}
          >
            <X size={14} aria-hidden />
          </Button>
        </header>
      )}
      <div data-testid={name === 'first' ? 'explore-query' : 'explore-query-second'}>
        <QueriesPanel
          panel={panel}
          scope={scope}
          answer={answerOfQueries}
          place="explore"
          stale={stale}
          onChange={onQueries}
          actions={
            <>
              <Button
                kind="primary"
                data-testid={name === 'first' ? 'explore-run' : undefined}
                title="Enter in a query"
                onClick={chart.retry}
              >
                <Play size={13} aria-hidden />
                Run
              </Button>
              {asked.length > 0 && (
                <Button
                  data-testid={name === 'first' ? 'explore-explain' : undefined}
                  aria-pressed={explained}
                  title="What each part of the queries does and costs"
                  onClick={() => onChange({ explained: !explained })}
                >
                  <ListTree size={14} aria-hidden />
                  Explain
                </Button>
              )}
            </>
          }
        />
      </div>
      {nothingAsked ? (
        <ExploreStart onRun={(target) => onQueries(addTarget([], target))} />
      ) : (
        <>
          {explained && (
            <Suspense fallback={null}>
              <ExplainPanel targets={asked} range={page.range} zone={page.zone} />
            </Suspense>
          )}
          <Suspense fallback={<div className={styles['waiting']} />}>
            <PaneResults
              id={name === 'first' ? 'explore' : 'explore-second'}
              pane={pane}
              panel={panel}
              queries={queries}
              scope={scope}
              answer={answer}
              height={split ? 260 : 320}
              onQueries={onQueries}
              onChange={onChange}
              onWidth={setWidth}
              onAbout={about}
            />
          </Suspense>
        </>
      )}
    </section>
  );
}
