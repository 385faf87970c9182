import {
  Camera,
  Ellipsis,
  FileUp,
  FolderInput,
  FolderPlus,
  ListVideo,
  Plus,
  Search,
  Trash2,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { changeSeveral } from './changeSeveral.ts';
import { DashboardList, type ListHandle } from './DashboardList.tsx';
import styles from './DashboardsPage.module.css';
import { FirstSteps, NothingFound } from './EmptyList.tsx';
import type { ListDialog } from './FolderDialogs.tsx';
import { ListFilters } from './ListFilters.tsx';
import type { LineRequest } from './ListRow.tsx';
import { flatLines, treeLines, wayTo } from './listLines.ts';
import { isNarrowed, type ListState, readListState, writeListState } from './listState.ts';
import { OwnShelf } from './OwnShelf.tsx';
import { useOpenFolders } from './openFolders.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { TrashList } from './TrashList.tsx';
import { useListActions } from './useListActions.ts';
import { useListData, useSelectable } from './useListData.ts';
import { useSelection } from './useSelection.ts';

const FolderDialogs = lazy(() => import('./FolderDialogs.tsx'));

const nothing: readonly never[] = [];

/** All dashboards: by folders, or found by words and tags; and the trash. */
export default function DashboardsPage() {
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const session = useSession().data;
  const state = useMemo(() => readListState(params), [params]);
  const data = useListData(state);
  const { list, folders } = data;
  const activity = useListActions();
  const { actions } = activity;
  const [dialog, setDialog] = useState<ListDialog | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const handle = useRef<ListHandle>(null);

  const mayWrite = mayAs(session, 'editor');
  const own = Boolean(session?.user);
  const dashboards = list?.dashboards ?? nothing;
  const { isOpen, setOpen } = useOpenFolders(list?.total ?? 0);
  const narrowed = isNarrowed(state);
  const lines = useMemo(
    () =>
      narrowed || state.sort !== 'title'
        ? flatLines(dashboards, folders, state.folder)
        : treeLines({ dashboards, folders, root: state.folder, isOpen }),
    [narrowed, state.sort, state.folder, dashboards, folders, isOpen],
  );
  const shown = useMemo(
    () => lines.flatMap((line) => (line.kind === 'dashboard' ? [line.dashboard] : [])),
    [lines],
  );
  const inSight = state.trash ? dashboards : shown;
  const selection = useSelection(useSelectable(inSight, mayWrite));
  const selected = inSight.filter(({ uid }) => selection.has(uid));
  const way = wayTo(state.folder, new Map(folders.map((folder) => [folder.uid, folder])));
  const folder = way.at(-1);

  const set = (changes: Partial<ListState>, replace = true) =>
    setParams((before) => writeListState(before, changes), { replace });
  useDeletedElsewhere(params, setParams, activity.actions.say);

  useCommands([
    {
      id: 'filter-dashboards',
      keys: ['/'],
      label: 'Search dashboards',
      group: 'Dashboards',
      perform: () => field.current?.focus(),
    },
    ...(mayWrite
      ? [
          {
            id: 'new-dashboard',
            keys: ['n'],
            label: 'New dashboard',
            group: 'Dashboards',
            perform: () => navigate('/d/new'),
          },
        ]
      : []),
    ...(state.folder !== null || state.trash
      ? [
          {
            id: 'all-dashboards',
            keys: ['Escape'],
            label: 'Back to all dashboards',
            group: 'Dashboards',
            perform: () => set({ folder: null, trash: false }, false),
          },
        ]
      : []),
  ]);

  const onRequest = (request: LineRequest) => {
    if ('tag' in request) return set({ tags: [...new Set([...state.tags, request.tag])] });
    if ('dashboard' in request) {
      const { kind, dashboard } = request;
      if (kind === 'star') actions.star(dashboard);
      else if (kind === 'remove') actions.remove([dashboard]);
      else setDialog({ kind, dashboards: [dashboard] });
      return;
    }
    const { kind, folder: one } = request;
    if (kind === 'toggle-folder') setOpen(one, !isOpen(one));
    else if (kind === 'show-folder') set({ folder: one.uid }, false);
    else if (kind === 'new-folder') setDialog({ kind, parent: one.uid });
    else setDialog({ kind, folder: one });
  };

  const { title, parent } = state.trash
    ? { title: 'Trash', parent: all }
    : folder
      ? { title: folder.title, parent: way.length > 1 ? folderPlace(way[way.length - 2]) : all }
      : { title: 'Dashboards', parent: undefined };
  return (
    <>
      <TopBar
        title={title}
        {...(parent ? { parent } : {})}
        note={data.ready && <span className={styles['count']}>{inSight.length}</span>}
      >
        <SearchBox
          ref={field}
          value={state.text}
          onChange={(text) => set({ text })}
          label={state.trash ? 'Search the trash' : folder ? `Search ${folder.title}` : 'Search dashboards'}
          icon={Search}
          testId="dashboards-search"
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') handle.current?.enter();
            else if (event.key === 'Enter' && state.text.trim()) {
              const first = handle.current?.first();
              if (first) navigate(`/d/${first.uid}`);
            } else return;
            event.preventDefault();
          }}
        />
        {mayWrite && (
          <Button kind="primary" data-testid="new-dashboard" onClick={() => navigate('/d/new')}>
            <Plus size={15} aria-hidden />
            New
          </Button>
        )}
        <MenuButton label="More" icon testId="dashboards-menu" items={moreItems}>
          <Ellipsis size={16} aria-hidden />
        </MenuButton>
      </TopBar>
      <main id="content" className={styles['page']}>
        <LoadingBar on={!data.ready || data.behind || activity.busy} />
        {data.error && <Problem error={data.error} retry={data.retry} />}
        {activity.error && <Problem error={activity.error} retry={activity.closeError} retryLabel="Close" />}
        {data.ready && list && (
          <>
            {!narrowed && state.folder === null && state.sort === 'title' && !state.trash && (
              <OwnShelf starred={dashboards.filter(({ starred }) => starred)} recent={data.recent} />
            )}
            {selected.length > 0 ? (
              <SelectionBar count={selected.length} onClear={selection.clear}>
                {state.trash ? (
                  <Button onClick={() => actions.restore(selected)}>Restore</Button>
                ) : (
                  <>
                    <Button
                      data-testid="move-selected"
                      onClick={() => setDialog({ kind: 'move', dashboards: selected })}
                    >
                      <FolderInput size={14} aria-hidden /> Move
                    </Button>
                    <Button
                      kind="danger"
                      data-testid="delete-selected"
                      onClick={() => actions.remove(selected)}
                    >
                      <Trash2 size={14} aria-hidden /> Delete
                    </Button>
                  </>
                )}
              </SelectionBar>
            ) : (
              !state.trash && <ListFilters state={state} tags={list.tags} own={own} onChange={set} />
            )}
            {state.trash ? (
              <TrashList
                dashboards={dashboards}
                selection={selection}
                searched={state.text}
                onRestore={(one) => actions.restore([one])}
              />
            ) : (
              lines.length > 0 && (
                <DashboardList
                  // Another folder is another list: the keys begin at its first line.
                  key={state.folder}
                  ref={handle}
                  lines={lines}
                  selection={selection}
                  selectable={mayWrite && shown.some(({ access }) => access === 'edit')}
                  stars={own}
                  dimmed={data.behind}
                  onRequest={onRequest}
                />
              )
            )}
            {!state.trash && lines.length === 0 && (
              <NothingFound
                state={state}
                narrowed={narrowed}
                onShowAll={() => set({ text: '', tags: [], folder: null, starred: false, sort: 'title' })}
              />
            )}
            {!narrowed && !state.trash && state.folder === null && mayWrite && (
              <FirstSteps dashboards={dashboards} />
            )}
          </>
        )}
      </main>
      <Notice
        content={activity.notice}
        undoName={activity.undoName}
        onUndo={activity.undo}
        onClose={activity.closeNotice}
      />
      {dialog && (
        <Suspense fallback={null}>
          <FolderDialogs
            dialog={dialog}
            folders={folders}
            onMove={(moved, to, name) => {
              selection.clear();
              actions.move(moved, to, name);
            }}
            onChanged={activity.folderChanged}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </>
  );

  function moreItems() {
    return [
      ...(mayWrite
        ? [
            {
              label: 'New folder',
              icon: FolderPlus,
              testId: 'new-folder',
              onSelect: () => setDialog({ kind: 'new-folder', parent: state.folder }),
            },
            {
              label: 'Import',
              note: 'Of Grafana or Plumbago',
              icon: FileUp,
              testId: 'import',
              href: '/import',
            },
          ]
        : []),
      { label: 'Playlists', icon: ListVideo, divided: mayWrite, href: '/playlists' },
      ...(mayWrite
        ? [
            { label: 'Snapshots', icon: Camera, href: '/snapshots' },
            { label: 'Trash', icon: Trash2, testId: 'trash', href: '/dashboards?trash=1' },
          ]
        : []),
    ];
  }
}

const all = { title: 'Dashboards', href: '/dashboards' };
const folderPlace = ({ uid, title }: { uid: string; title: string }) => ({
  title,
  href: `/dashboards?folder=${uid}`,
});

/** A dashboard that was deleted on its own page a moment ago: said here, with the way back. */
function useDeletedElsewhere(
  params: URLSearchParams,
  setParams: ReturnType<typeof useSearchParams>[1],
  say: ReturnType<typeof useListActions>['actions']['say'],
): void {
  const uid = params.get('deleted');
  const title = params.get('title');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that was deleted
  useEffect(() => {
    if (!uid) return;
    say(`${title ? `"${title}"` : 'A dashboard'} was deleted. The trash keeps it for 30 days.`, () =>
      changeSeveral([{ uid }], () => dashboardsApi.undelete(uid)),
    );
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('deleted');
        next.delete('title');
        return next;
      },
      { replace: true },
    );
  }, [uid]);
}
