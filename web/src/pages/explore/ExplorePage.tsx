import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { formatCount } from '../../../../src/view/units/units.ts';
import { useChartData } from '../../api/useChartData.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { ChartDataTable } from '../../chart/ChartDataTable.tsx';
import { chooseSeries, mostSeries } from '../../chart/chooseSeries.ts';
import { TimeChart } from '../../chart/TimeChart.tsx';
import { deviceZone } from '../../chart/zone.ts';
import { Button } from '../../components/Button.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { ExplainPanel } from '../../query/ExplainPanel.tsx';
import { readStale, writeStale } from '../../query/finderScope.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { LiveSwitch } from '../../time/LiveSwitch.tsx';
import { RangePicker } from '../../time/RangePicker.tsx';
import { usePageRange } from '../../time/usePageRange.ts';
import styles from './ExplorePage.module.css';
import { ExploreStart } from './ExploreStart.tsx';
import { commonUnit, narrowTarget, readTargets, writeTargets } from './exploreState.ts';
import { MetricTree } from './MetricTree.tsx';
import { QueryLines } from './QueryLines.tsx';
import { SearchResults } from './SearchResults.tsx';
import { StaleToggle } from './StaleToggle.tsx';

/** Any metric: find it, ask for it, see it. */
export default function ExplorePage() {
  const page = usePageRange();
  const theme = useTheme();
  const search = useSearch();
  const [, navigate] = useLocation();
  const ran = useMemo(() => readTargets(search), [search]);
  const stacked = new URLSearchParams(search).get('stack') === '1';
  const explained = new URLSearchParams(search).get('explain') === '1';
  const [drafts, setDrafts] = useState<readonly string[]>(() => (ran.length > 0 ? ran : ['']));
  const [active, setActive] = useState(0);
  const [text, setText] = useState('');
  const [browse, setBrowse] = useState(false);
  const [width, setWidth] = useState(0);
  const searchField = useRef<HTMLInputElement>(null);

  // Back and forward bring other targets with them.
  const written = ran.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the targets themselves
  useEffect(() => setDrafts(ran.length > 0 ? ran : ['']), [written]);

  const scope = useStable({ stale: readStale(search), ...page.range });
  const setStale = (stale: boolean) => navigate(`/explore${writeStale(search, stale)}`, { replace: true });

  const targets = useStable(ran.map((target, i) => ({ id: String(i), target })));
  const data = useChartData({ targets, range: page.range, width, visible: true, paused: page.paused });
  const columns = useMemo(() => data.results?.flatMap((result) => result.columns) ?? [], [data.results]);
  const unit = commonUnit(
    columns.map((column) => column.name),
    ran,
  );
  const { series, left } = useMemo(
    () => chooseSeries(columns, unit, theme, stacked ? { field: { stacking: { mode: 'normal' } } } : {}),
    [columns, unit, theme, stacked],
  );
  const cut = data.results?.some((result) => result.truncated) ?? false;

  const show = (next: readonly string[], newDrafts: readonly string[] = next) => {
    setDrafts(newDrafts.length > 0 ? newDrafts : ['']);
    const to = `/explore${writeTargets(search, next)}`;
    if (next.join('\n') === written) data.retry();
    else navigate(to);
  };
  const run = (list: readonly string[]) => show(list.map((draft) => draft.trim()).filter(Boolean), list);
  const pick = (path: string, add: boolean) => {
    setBrowse(false);
    const kept = drafts.filter((draft) => draft.trim());
    if (add && kept.length > 0) run([...kept, path]);
    else run(drafts.map((draft, i) => (i === Math.min(active, drafts.length - 1) ? path : draft)));
  };
  const setFlag = (name: 'stack' | 'explain', on: boolean) => {
    const params = new URLSearchParams(search);
    if (on) params.set(name, '1');
    else params.delete(name);
    navigate(`/explore?${params}`, { replace: true });
  };
  useCommands([
    {
      id: 'search',
      keys: ['/'],
      label: 'Search metrics',
      group: 'Explore',
      perform: () => {
        setBrowse(true);
        searchField.current?.focus();
      },
    },
  ]);

  return (
    <>
      <TopBar title="Explore">
        <LiveSwitch page={page} />
        <RangePicker page={page} />
      </TopBar>
      <div className={styles['page']}>
        <aside className={styles['side']} data-open={browse || undefined} aria-label="Metrics">
          <div className={styles['sideHead']}>
            <SearchBox
              ref={searchField}
              value={text}
              onChange={setText}
              label="Search metrics"
              testId="explore-search"
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown') return;
                event.preventDefault();
                event.currentTarget
                  .closest('aside')
                  ?.querySelector<HTMLElement>('[role="treeitem"]')
                  ?.focus();
              }}
            />
            <StaleToggle stale={scope.stale} onChange={setStale} />
          </div>
          <div className={styles['sideBody']}>
            {text.trim() ? (
              <SearchResults
                text={text.trim()}
                scope={scope}
                onShowStale={() => setStale(true)}
                onPick={pick}
              />
            ) : (
              <MetricTree targets={ran} scope={scope} onShowStale={() => setStale(true)} onPick={pick} />
            )}
          </div>
        </aside>
        <main id="content" className={styles['main']}>
          <Button className={styles['browse']} aria-expanded={browse} onClick={() => setBrowse(!browse)}>
            {browse ? 'Close the metrics' : 'Browse metrics'}
          </Button>
          <QueryLines
            drafts={drafts}
            data={data}
            ran={ran}
            scope={scope}
            onDraft={(index, draft) => setDrafts((list) => list.map((one, i) => (i === index ? draft : one)))}
            onRun={(index, draft) => run(drafts.map((one, i) => (i === index ? draft : one)))}
            onAdd={() => {
              setDrafts([...drafts, '']);
              setActive(drafts.length);
            }}
            onRemove={(index) => run(drafts.filter((_, i) => i !== index))}
            onActive={setActive}
            explained={explained}
            onExplain={(on) => setFlag('explain', on)}
          />
          {ran.length === 0 ? (
            <ExploreStart onRun={(target) => run([target])} />
          ) : (
            <>
              {explained && <ExplainPanel targets={targets} range={page.range} />}
              {(left > 0 || cut) && (
                <p className={styles['toomuch']} role="status">
                  <span>
                    {cut ? 'More than ' : ''}
                    {formatCount(series.length + left)} series match. The {mostSeries} with the greatest
                    newest values are drawn.
                  </span>
                  <Button onClick={() => run(ran.map((target) => narrowTarget(target, mostSeries)))}>
                    Keep the {mostSeries} highest on average
                  </Button>
                </p>
              )}
              <section className={styles['card']} aria-label="Chart">
                <TimeChart
                  panel="explore"
                  title="Chart"
                  series={series}
                  data={data}
                  height={320}
                  page={page}
                  wideLegend
                  onWidth={setWidth}
                  actions={
                    <Segmented
                      label="How series are drawn"
                      value={stacked ? 'stacked' : 'lines'}
                      options={[
                        { value: 'lines', label: 'Lines' },
                        { value: 'stacked', label: 'Stacked' },
                      ]}
                      onChange={(value) => setFlag('stack', value === 'stacked')}
                    />
                  }
                />
              </section>
              {columns.length > 0 && (
                <section className={styles['card']} aria-label="Values">
                  <ChartDataTable series={series} zone={deviceZone} />
                </section>
              )}
            </>
          )}
        </main>
      </div>
    </>
  );
}

/** The same list object for as long as its content is the same: a change of range is no change of targets. */
function useStable<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
