import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Folder as FolderIcon, Plus, Search, Star } from 'lucide-react';
import { useDeferredValue, useRef } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { serverNow } from '../../api/clock.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { folderPaths } from '../../dashboard/dialogs/folderPaths.ts';
import { formatAgo, formatField } from '../../time/range.ts';
import styles from './DashboardsPage.module.css';

/** More than this are drawn only after a search. */
const mostShown = '500';

/** All dashboards: found by words, tag and folder. */
export default function DashboardsPage() {
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const session = useSession().data;
  const field = useRef<HTMLInputElement>(null);
  const text = params.get('q') ?? '';
  const tag = params.get('tag') ?? '';
  const folder = params.get('folder') ?? '';
  const starred = params.get('starred') === '1';
  const wanted = {
    text: useDeferredValue(text).trim() || undefined,
    tag: tag || undefined,
    folder: folder || undefined,
    starred: starred ? ('1' as const) : undefined,
    limit: mostShown,
  };
  const query = useQuery({
    queryKey: ['dashboards', wanted],
    queryFn: ({ signal }) => dashboardsApi.list(wanted, signal),
    placeholderData: keepPreviousData,
  });
  const folders = useQuery({
    queryKey: ['folders'],
    queryFn: ({ signal }) => dashboardsApi.folders(signal),
    staleTime: 60_000,
  });
  const set = (changes: Readonly<Record<string, string>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const mayWrite = mayAs(session, 'editor');
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
  ]);
  const answer = query.data;
  const paths = folderPaths(folders.data?.folders ?? []);
  const narrowed = text !== '' || tag !== '' || folder !== '' || starred;
  return (
    <>
      <TopBar
        title="Dashboards"
        note={answer && answer.total > 0 ? <span className={styles['count']}>{answer.total}</span> : null}
      >
        <SearchBox
          ref={field}
          value={text}
          onChange={(next) => set({ q: next })}
          label="Search dashboards"
          icon={Search}
          testId="dashboards-search"
        />
        {mayWrite && (
          <Button kind="primary" data-testid="new-dashboard" onClick={() => navigate('/d/new')}>
            <Plus size={15} aria-hidden />
            New
          </Button>
        )}
      </TopBar>
      <main id="content" className={styles['page']}>
        <LoadingBar on={query.isPending || query.isPlaceholderData} />
        <Deleted
          uid={params.get('deleted')}
          title={params.get('title')}
          onDone={() => set({ deleted: '', title: '' })}
        />
        {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
        {answer && (answer.tags.length > 0 || paths.length > 0 || session?.user) && (
          <div className={styles['filters']}>
            {session?.user && (
              <button
                type="button"
                aria-pressed={starred}
                onClick={() => set({ starred: starred ? '' : '1' })}
              >
                <Star size={13} aria-hidden /> Starred
              </button>
            )}
            {paths.map((one) => (
              <button
                key={one.uid}
                type="button"
                aria-pressed={folder === one.uid}
                onClick={() => set({ folder: folder === one.uid ? '' : one.uid })}
              >
                <FolderIcon size={13} aria-hidden /> {one.path}
              </button>
            ))}
            {answer.tags.map((one) => (
              <button
                key={one.tag}
                type="button"
                aria-pressed={tag === one.tag}
                onClick={() => set({ tag: tag === one.tag ? '' : one.tag })}
              >
                {one.tag} <small>{one.count}</small>
              </button>
            ))}
          </div>
        )}
        {answer && answer.dashboards.length > 0 && (
          <ul className={styles['list']} data-testid="dashboards">
            {answer.dashboards.map((one) => (
              <Line key={one.uid} dashboard={one} />
            ))}
          </ul>
        )}
        {answer && answer.dashboards.length < answer.total && (
          <p className={styles['none']}>
            {answer.total} dashboards; the first {answer.dashboards.length} are shown. Search to see the
            others.
          </p>
        )}
        {answer?.dashboards.length === 0 && (
          <div className={styles['empty']}>
            {narrowed ? (
              <>
                <p>No dashboard matches.</p>
                <Button onClick={() => set({ q: '', tag: '', folder: '', starred: '' })}>Show all</Button>
              </>
            ) : (
              <>
                <h2>No dashboards yet</h2>
                <p>A dashboard is a page of charts and tables of your own choice.</p>
                {mayWrite && (
                  <Button kind="primary" onClick={() => navigate('/d/new')}>
                    Make the first one
                  </Button>
                )}
              </>
            )}
          </div>
        )}
      </main>
    </>
  );
}

function Line({ dashboard }: { dashboard: DashboardSummary }) {
  const { uid, title, description, tags, folderTitle, starred, origin, panels } = dashboard;
  return (
    <li>
      <Link href={`/d/${uid}`} className={styles['line']}>
        <span className={styles['name']}>
          {starred && <Star size={13} fill="currentColor" aria-label="Starred" />}
          <strong>{title}</strong>
          {description && <small>{description}</small>}
        </span>
        <span className={styles['tags']}>
          {origin === 'builtin' && <em>Built in</em>}
          {tags.map((tag) => (
            <span key={tag}>{tag}</span>
          ))}
        </span>
        <span className={styles['where']}>{folderTitle ?? ''}</span>
        <span className={styles['figure']}>{panels === 1 ? '1 panel' : `${panels} panels`}</span>
        <time className={styles['when']} title={formatField(dashboard.updatedSeconds)}>
          {origin === 'builtin' ? '' : formatAgo(serverNow() - dashboard.updatedSeconds)}
        </time>
      </Link>
    </li>
  );
}

interface DeletedProps {
  readonly uid: string | null;
  readonly title: string | null;
  onDone(): void;
}

/** What was deleted a moment ago, and the way to have it back. */
function Deleted({ uid, title, onDone }: DeletedProps) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const back = useMutation({
    mutationFn: (which: string) => dashboardsApi.undelete(which),
    onSuccess: (_, which) => {
      void client.invalidateQueries({ queryKey: ['dashboards'] });
      navigate(`/d/${which}`);
    },
  });
  if (!uid) return null;
  return (
    <div className={styles['deleted']} role="status">
      <p>
        {title ? `"${title}" was deleted.` : 'A dashboard was deleted.'} It stays in the trash for 30 days.
      </p>
      <Button disabled={back.isPending} data-testid="undelete" onClick={() => back.mutate(uid)}>
        Undo
      </Button>
      <Button kind="quiet" onClick={onDone}>
        Close
      </Button>
      {back.error && <Problem error={back.error} />}
    </div>
  );
}
