import { useQueryClient } from '@tanstack/react-query';
import { Columns2, History, LayoutDashboard, Share2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { PanelTarget } from '../../../../src/schema/dashboard.ts';
import { serverNow } from '../../api/clock.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Notice, type NoticeContent } from '../../components/Notice.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { nextRefId } from '../../dashboard/refIds.ts';
import { addTarget } from '../../editor/targetEdits.ts';
import { readStale, writeStale } from '../../query/finderScope.ts';
import { RangePicker } from '../../time/RangePicker.tsx';
import { RefreshPicker } from '../../time/RefreshPicker.tsx';
import { writeRange } from '../../time/range.ts';
import { refreshModeOf } from '../../time/refresh.ts';
import { usePageRange } from '../../time/usePageRange.ts';
import styles from './ExplorePage.module.css';
import { type AboutSeries, ExplorePane } from './ExplorePane.tsx';
import { keptPanel, titleOf } from './explorePanel.ts';
import {
  closePane,
  hasOwnRange,
  isSplit,
  type Pane,
  readPane,
  secondPrefix,
  splitPanes,
  withoutOwnRange,
  withParameter,
  writePane,
} from './exploreState.ts';
import { MetricTree } from './MetricTree.tsx';
import { keepHistory, queryHistory, withQuery } from './queryHistory.ts';
import { SearchResults } from './SearchResults.tsx';
import { StaleToggle } from './StaleToggle.tsx';
import { shareItems } from './shareItems.ts';

const HistoryDialog = lazy(() => import('./HistoryDialog.tsx'));
const SeriesDialog = lazy(() => import('./SeriesDialog.tsx'));
const AddToDashboard = lazy(() => import('./AddToDashboard.tsx'));

type Side = 'first' | 'second';
type OpenDialog =
  | { readonly kind: 'history' }
  | { readonly kind: 'add' }
  | { readonly kind: 'about'; readonly about: AboutSeries; readonly side: Side };

/** Any metric: find it, ask for it, see it; beside another one, if need be. */
export default function ExplorePage() {
  const location = useSearch();
  const search = location && `?${location}`;
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const session = useSession();
  const split = isSplit(search);
  const ownRange = split && hasOwnRange(search);
  const page = usePageRange();
  const otherPage = usePageRange(page.range, { prefix: secondPrefix, keys: false });
  const refresh = new URLSearchParams(search).get('refresh');
  const stale = readStale(search);

  const [active, setActive] = useState<{ side: Side; refId: string | null }>({ side: 'first', refId: null });
  const [units, setUnits] = useState<Readonly<Record<Side, string | null>>>({ first: null, second: null });
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [notice, setNotice] = useState<NoticeContent | null>(null);
  const [text, setText] = useState('');
  const [browse, setBrowse] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);

  /** Goes on from the newest address, also when several things change before the page is drawn again. */
  const latest = useRef(search);
  latest.current = search;
  const go = useCallback(
    (next: string, replace = false) => {
      if (next === latest.current) return;
      latest.current = next;
      navigate(`/explore${next}`, { replace });
    },
    [navigate],
  );
  const first = usePane(search, 'first', go, latest);
  const second = usePane(search, 'second', go, latest);
  const sides = { first, second };
  const side: Side = split ? active.side : 'first';
  const current = sides[side];
  const askedTargets = (pane: Pane) => pane.queries.filter((one) => !one.hidden).map(({ target }) => target);

  const pick = (path: string, add: boolean) => {
    setBrowse(false);
    const { queries } = current;
    const chosen = queries.find(({ refId }) => refId === active.refId) ?? queries[0];
    if (add && queries.some(({ target }) => target.trim())) {
      const blank = queries.find(({ target }) => !target.trim());
      current.setQueries(
        blank
          ? queries.map((one) => (one === blank ? { ...one, target: path } : one))
          : addTarget(queries, path),
      );
    } else current.setQueries(queries.map((one) => (one === chosen ? { ...one, target: path } : one)));
  };
  const runIn = (where: Side, targets: readonly string[]) => {
    setDialog(null);
    sides[where].setQueries(targets.reduce<PanelTarget[]>((list, target) => addTarget(list, target), []));
  };
  const refreshAll = () => void client.invalidateQueries({ queryKey: ['query'] });
  const toggleSplit = () => go(split ? closePane(latest.current, 'second') : splitPanes(latest.current));
  const remember = useCallback(
    (targets: readonly string[]) => keepHistory(withQuery(queryHistory(), targets, serverNow())),
    [],
  );
  const [onUnit] = useState(() => ({
    first: (unit: string | null) => setUnits((before) => ({ ...before, first: unit })),
    second: (unit: string | null) => setUnits((before) => ({ ...before, second: unit })),
  }));
  const say = (words: string) => setNotice({ text: words, undo: false, at: Date.now() });

  const editor = mayAs(session.data, 'editor');
  const asks = askedTargets(current.pane).length > 0;
  const group = 'Explore';
  useCommands([
    {
      id: 'search',
      keys: ['/'],
      label: 'Search metrics',
      group,
      perform: () => {
        setBrowse(true);
        searchField.current?.focus();
      },
    },
    { id: 'refresh', keys: ['r'], label: 'Refresh', group, perform: refreshAll },
    {
      id: 'split',
      keys: ['s'],
      label: split ? 'One side again' : 'Split: two sets of queries side by side',
      group,
      perform: toggleSplit,
    },
    {
      id: 'history',
      keys: ['y'],
      label: 'Query history',
      group,
      perform: () => setDialog({ kind: 'history' }),
    },
    ...(editor && asks
      ? [
          {
            id: 'keep',
            keys: ['a'],
            label: 'Keep it on a dashboard',
            group,
            perform: () => setDialog({ kind: 'add' }),
          },
        ]
      : []),
  ]);

  const treeRange = side === 'second' && ownRange ? otherPage.range : page.range;
  const scope = useMemo(
    () => ({ stale, from: treeRange.from, until: treeRange.until, zone: page.zone }),
    [stale, treeRange.from, treeRange.until, page.zone],
  );
  const setStale = (on: boolean) => go(writeStale(latest.current, on), true);

  const paneOf = (which: Side) => {
    const { pane, queries, setQueries, setPane } = sides[which];
    return (
      <ExplorePane
        key={which}
        name={which}
        pane={pane}
        queries={queries}
        page={which === 'second' && ownRange ? otherPage : page}
        refresh={refreshModeOf(refresh)}
        stale={stale}
        split={split ? { active: side === which, ownRange } : null}
        onQueries={setQueries}
        onChange={setPane}
        onActive={(refId) =>
          setActive((before) => ({
            side: which,
            refId: refId ?? (before.side === which ? before.refId : null),
          }))
        }
        onAnswered={remember}
        onUnit={onUnit[which]}
        onAbout={(about) => setDialog({ kind: 'about', about, side: which })}
        onOwnRange={(own) => {
          go(own ? writeRange(latest.current, page.range, secondPrefix) : withoutOwnRange(latest.current));
        }}
        onClose={() => go(closePane(latest.current, which))}
      />
    );
  };

  return (
    <>
      <TopBar title="Explore">
        <div className={styles['tools']}>
          <Button
            title="Query history (y)"
            data-testid="explore-history"
            onClick={() => setDialog({ kind: 'history' })}
          >
            <History size={14} aria-hidden />
            <span>History</span>
          </Button>
          <Button
            title={split ? 'One side again (s)' : 'Two sets of queries side by side (s)'}
            aria-pressed={split}
            data-testid="explore-split"
            onClick={toggleSplit}
          >
            <Columns2 size={14} aria-hidden />
            <span>Split</span>
          </Button>
          <MenuButton
            label="Share"
            testId="explore-share"
            items={() =>
              shareItems({
                search: latest.current,
                targets: askedTargets(first.pane),
                page,
                now: serverNow(),
                say,
              })
            }
          >
            <Share2 size={14} aria-hidden />
            <span>Share</span>
          </MenuButton>
          {editor && asks && (
            <Button
              title="Keep it on a dashboard (a)"
              data-testid="explore-keep"
              onClick={() => setDialog({ kind: 'add' })}
            >
              <LayoutDashboard size={14} aria-hidden />
              <span>Add to dashboard</span>
            </Button>
          )}
        </div>
        <RefreshPicker
          page={page}
          value={refresh}
          onChange={(value) => go(withParameter(latest.current, 'refresh', value), true)}
          onRefresh={refreshAll}
        />
        <RangePicker page={page} />
      </TopBar>
      <div className={styles['page']}>
        <aside className={styles['tree']} data-open={browse || undefined} aria-label="Metrics">
          <div className={styles['treeHead']}>
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
            <StaleToggle stale={stale} onChange={setStale} />
          </div>
          <div className={styles['treeBody']}>
            {text.trim() ? (
              <SearchResults
                text={text.trim()}
                scope={scope}
                onShowStale={() => setStale(true)}
                onPick={pick}
              />
            ) : (
              <MetricTree
                targets={current.targets}
                scope={scope}
                onShowStale={() => setStale(true)}
                onPick={pick}
              />
            )}
          </div>
        </aside>
        <main id="content" className={styles['main']}>
          <Button className={styles['browse']} aria-expanded={browse} onClick={() => setBrowse(!browse)}>
            {browse ? 'Close the metrics' : 'Browse metrics'}
          </Button>
          <div className={styles['panes']} data-split={split || undefined}>
            {paneOf('first')}
            {split && paneOf('second')}
          </div>
        </main>
      </div>
      <Notice content={notice} undoName={null} onUndo={() => {}} onClose={() => setNotice(null)} />
      <Suspense fallback={null}>
        {dialog?.kind === 'history' && (
          <HistoryDialog
            zone={page.zone}
            onRun={(targets) => runIn(side, targets)}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog?.kind === 'about' && (
          <SeriesDialog
            about={dialog.about}
            range={dialog.side === 'second' && ownRange ? otherPage.range : page.range}
            onRun={(target) => runIn(dialog.side, [target])}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog?.kind === 'add' && (
          <AddToDashboard
            panel={keptPanel(current.pane, units[side], '')}
            title={titleOf(current.pane)}
            range={treeRange}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </>
  );
}

interface PaneControl {
  readonly pane: Pane;
  /** With those that are blank, which the address does not hold. */
  readonly queries: readonly PanelTarget[];
  /** Of the address: the same list for as long as it says the same. */
  readonly targets: readonly string[];
  setQueries(queries: readonly PanelTarget[]): void;
  setPane(changes: Partial<Pane>): void;
}

/** A pane as the address says, with the queries that are only begun. */
function usePane(
  search: string,
  side: Side,
  go: (next: string, replace?: boolean) => void,
  latest: { readonly current: string },
): PaneControl {
  const prefix = side === 'first' ? '' : secondPrefix;
  const read = readPane(search, prefix);
  const text = JSON.stringify({ ...read, hidden: [...read.hidden] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same text is the same pane
  const pane = useMemo(() => read, [text]);
  const written = JSON.stringify(pane.queries);
  const [drafts, setDrafts] = useState<readonly PanelTarget[]>(pane.queries);
  // Back and forward bring other queries with them; what is only begun stays for as long as the others are the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the queries themselves
  useEffect(() => {
    setDrafts((before) => (JSON.stringify(asked(before)) === written ? before : pane.queries));
  }, [written]);
  const queries = useMemo(
    () => (drafts.length > 0 ? drafts : [{ refId: nextRefId([]), target: '' }]),
    [drafts],
  );
  const targets = useMemo(() => pane.queries.map(({ target }) => target), [pane.queries]);
  const setQueries = useCallback(
    (next: readonly PanelTarget[]) => {
      setDrafts(next);
      go(writePane(latest.current, { ...readPane(latest.current, prefix), queries: next }, prefix));
    },
    [go, latest, prefix],
  );
  const setPane = useCallback(
    (changes: Partial<Pane>) =>
      go(writePane(latest.current, { ...readPane(latest.current, prefix), ...changes }, prefix), true),
    [go, latest, prefix],
  );
  return { pane, queries, targets, setQueries, setPane };
}

/** Queries as an address holds them. */
function asked(queries: readonly PanelTarget[]): PanelTarget[] {
  return queries
    .filter(({ target }) => target.trim() !== '')
    .map((one) => ({ ...one, target: one.target.trim() }));
}
