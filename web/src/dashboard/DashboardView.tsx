import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import type { Panel, VariableValue } from '../../../src/schema/dashboard.ts';
import type { DashboardMeta, SnapshotContent } from '../../../src/schema/dashboards.ts';
import { builtinValues, plainValues } from '../../../src/view/variables/values.ts';
import { serverNow } from '../api/clock.ts';
import { useSession } from '../api/session.ts';
import { Notice, type NoticeContent } from '../components/Notice.tsx';
import { defaultRange, resolveRange, type TimeRange } from '../time/range.ts';
import { usePageRange } from '../time/usePageRange.ts';
import { ActionsContext, type OpenDialog } from './actions.ts';
import { DashboardBar, type DashboardPlace } from './bar/DashboardBar.tsx';
import { FilterBar } from './bar/FilterBar.tsx';
import { copiedPanel } from './clipboard.ts';
import styles from './DashboardView.module.css';
import { DraftOffer } from './DraftOffer.tsx';
import type { DashboardKind } from './dashboardKind.ts';
import { type FoundPanel, findPanel, setPanel } from './edits.ts';
import { FirstPanel } from './FirstPanel.tsx';
import { DashboardGrid } from './grid/DashboardGrid.tsx';
import { readPageState, toggled } from './pageState.ts';
import { PanelFrame } from './panel/PanelFrame.tsx';
import { createCopyScopes } from './scopeOfCopy.ts';
import { useAnnotations } from './useAnnotations.ts';
import { useDashboardActions } from './useDashboardActions.ts';
import { useDashboardScope } from './useDashboardScope.ts';
import { type SavedState, useEditor } from './useEditor.ts';
import { usePageKeys } from './usePageKeys.ts';
import { usePanelKeys } from './usePanelKeys.ts';
import { createInterpolation, useSteadyRange } from './useScope.ts';
import { useVariables } from './variables/useVariables.ts';

const Dialogs = lazy(() => import('./dialogs/Dialogs.tsx'));
const PanelEditor = lazy(() => import('../editor/PanelEditor.tsx'));
const Inspector = lazy(() => import('../editor/Inspector.tsx'));

export interface DashboardViewProps {
  readonly kind: DashboardKind;
  /** The newest state that the server has. */
  readonly saved: SavedState;
  /** Of one that is kept on the server. */
  readonly meta: DashboardMeta | null;
  /** Data of a snapshot. */
  readonly frozen?: SnapshotContent;
  /** Name of the draft in this browser; null keeps none. */
  readonly draftKey: string | null;
  /** Where it stands, when that is not among the dashboards. */
  readonly place?: DashboardPlace;
}

const noPanel: ReadonlySet<string> = new Set();

/** A dashboard on its page, with all that can be done to it. */
export function DashboardView({ kind, saved, meta, frozen, draftKey, place }: DashboardViewProps) {
  const search = useSearch();
  const role = useSession().data?.role ?? 'none';
  const editor = useEditor(saved, draftKey);
  const { dashboard } = editor;
  const state = useMemo(() => readPageState(search), [search]);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [notice, setNotice] = useState<NoticeContent | null>(null);

  const mayEdit = role === 'editor' || role === 'admin';
  const editable =
    (kind === 'saved'
      ? meta?.access === 'edit' && meta.origin !== 'builtin'
      : kind === 'new' || kind === 'instant') &&
    mayEdit &&
    !state.kiosk;

  // The range: the address', else the dashboard's own as it was when the page was opened.
  const [own] = useState((): TimeRange => {
    if (frozen) return { from: String(frozen.from), until: String(frozen.until) };
    return saved.dashboard.time ?? defaultRange;
  });
  const pageRange = usePageRange(own, { zone: dashboard.timeZone });
  const page = useSteadyRange(pageRange);
  const { zone } = page;
  const { title, uid } = dashboard;
  const span = useMemo(() => resolveRange(page.range, serverNow(), zone), [page.range, zone]);
  const builtins = useMemo(
    () =>
      builtinValues({
        ...span,
        maxDataPoints: 1000,
        dashboard: { title, uid: uid ?? '' },
      }),
    [span, title, uid],
  );
  const chosen = useMemo(
    () => (frozen ? new Map(Object.entries(frozen.variables)) : state.variables),
    [frozen, state.variables],
  );
  const variables = useVariables({
    variables: frozen ? undefined : dashboard.variables,
    chosen: useSteadyMap(chosen),
    builtins,
    range: page.range,
    rangeSeconds: span.until - span.from,
    zone,
  });
  const interpolation = useMemo(
    () => createInterpolation(frozen ? new Map([...builtins, ...chosen]) : variables.values, zone),
    [frozen, builtins, chosen, variables.values, zone],
  );
  const annotations = useAnnotations({
    dashboard,
    range: page.range,
    live: page.live,
    zone,
    toggled: state.toggledAnnotations,
    enabled: !frozen && variables.waiting.size === 0,
    interpolation,
  });
  const actions = useDashboardActions({ editor, page, interpolation, setDialog, setNotice });
  const scope = useDashboardScope({
    dashboard,
    page,
    zone,
    variables: frozen ? chosen : variables.chosen,
    compare: state.compare,
    refresh: state.refresh,
    hidden: state.hidden,
    annotations,
    interpolation,
    editable,
    annotates: mayEdit && kind === 'saved',
    actions,
  });
  const listed = useMemo(() => plainValues(variables.values), [variables.values]);
  const scopes = useMemo(() => createCopyScopes(scope), [scope]);

  usePanelKeys({ actions, scope, enabled: dialog === null && state.edit === null && !pageRange.pickerOpen });
  usePageKeys({ kind, state, editable, editor, actions });

  const editing = state.edit === null ? null : findPanel(dashboard, state.edit);
  const alone = state.view ?? (kind === 'embed' ? new URLSearchParams(search).get('panel') : null);
  const viewed = alone === null ? null : findPanel(dashboard, alone.split('@')[0]);
  const inspected = state.inspect === null ? null : findPanel(dashboard, state.inspect);
  const empty = dashboard.rows.every((row) => row.panels.length === 0 && !row.title);
  const { toggledRows } = state;
  const onFold = useCallback(
    (rowId: string) => actions.setState({ toggledRows: toggled(toggledRows, rowId) }, { replace: true }),
    [actions, toggledRows],
  );

  const filters = !state.kiosk && !frozen && kind !== 'embed' && (
    <FilterBar variables={variables} scope={scope} state={state} kind={kind} />
  );

  return (
    <ActionsContext value={actions}>
      {!state.kiosk && kind !== 'embed' && (
        <DashboardBar
          kind={kind}
          editor={editor}
          meta={meta}
          scope={scope}
          state={state}
          page={pageRange}
          place={place}
        />
      )}
      {editing && editable ? (
        <Suspense fallback={null}>
          <PanelEditor
            dashboard={dashboard}
            panel={editing.panel}
            scope={scope}
            filters={filters}
            onChange={(panel: Panel) => actions.edit(setPanel(panel))}
            onClose={() => actions.setState({ edit: null })}
          />
        </Suspense>
      ) : (
        <main
          id="content"
          className={styles['page']}
          data-kiosk={state.kiosk || kind === 'embed' || undefined}
          data-testid="dashboard"
        >
          {filters}
          {editor.offered && <DraftOffer editor={editor} />}
          {meta?.problem && (
            <p className={styles['problem']} role="status">
              The file {meta.file} cannot be read as it is now, so its last good state is shown:{' '}
              {meta.problem}
            </p>
          )}
          {viewed ? (
            <div className={styles['alone']}>
              <PanelFrame
                id={alone!}
                panel={viewed.panel}
                scope={scopes(copyValues(alone!, viewed))}
                waiting={variables.waiting}
                frozen={frozen}
                alone
              />
            </div>
          ) : empty ? (
            <FirstPanel editable={editable} hasCopied={editable && copiedPanel() !== null} />
          ) : (
            <DashboardGrid
              dashboard={dashboard}
              scope={scope}
              values={frozen ? chosen : listed}
              waiting={frozen ? noPanel : variables.waiting}
              toggledRows={state.toggledRows}
              frozen={frozen}
              showsEmpty={editor.dirty}
              onFold={onFold}
            />
          )}
        </main>
      )}
      <Notice
        content={notice}
        undoName={editor.undoName}
        onUndo={() => {
          editor.undo();
          setNotice(null);
        }}
        onClose={() => setNotice(null)}
      />
      {inspected && (
        <Suspense fallback={null}>
          <Inspector
            panel={inspected.panel}
            scope={scope}
            onChange={editable ? (panel: Panel) => actions.edit(setPanel(panel)) : undefined}
            onClose={() => actions.setState({ inspect: null })}
          />
        </Suspense>
      )}
      {dialog && (
        <Suspense fallback={null}>
          <Dialogs
            dialog={dialog}
            kind={kind}
            editor={editor}
            meta={meta}
            scope={scope}
            variables={variables}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </ActionsContext>
  );
}

/** What a repeated panel is repeated for, or the row that it stands in, from its id on the page (`p3@web01`). */
function copyValues(id: string, { panel, row }: FoundPanel): ReadonlyMap<string, VariableValue> {
  const names = [row.repeat?.variable, panel.repeat?.variable].filter((name) => name !== undefined);
  const values = id.split('@').slice(1);
  return new Map(names.slice(0, values.length).map((name, i) => [name, values[i]]));
}

function useSteadyMap(map: ReadonlyMap<string, VariableValue>): ReadonlyMap<string, VariableValue> {
  const text = JSON.stringify([...map]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same content is the same map
  return useMemo(() => map, [text]);
}
