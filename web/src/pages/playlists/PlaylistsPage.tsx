import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Link2, Pencil, Play, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { Playlist } from '../../../../src/schema/dashboards.ts';
import { formatDuration } from '../../../../src/view/units/units.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Problem } from '../../components/Problem.tsx';
import styles from './PlaylistsPage.module.css';
import { playlistsQuery, stopsQuery } from './playlistQueries.ts';
import { stopsOf } from './stops.ts';

const PlaylistDialog = lazy(() => import('./PlaylistDialog.tsx'));

type Open =
  | { readonly kind: 'edit'; readonly playlist: Playlist | null }
  | { readonly kind: 'remove'; readonly playlist: Playlist };

/** Dashboards one after the other, for a screen on the wall. */
export default function PlaylistsPage() {
  const client = useQueryClient();
  const mayWrite = mayAs(useSession().data, 'editor');
  const query = useQuery(playlistsQuery);
  const dashboards = useQuery(stopsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const playlists = query.data?.playlists;
  useCommands(
    mayWrite
      ? [
          {
            id: 'new-playlist',
            keys: ['n'],
            label: 'New playlist',
            group: 'Playlists',
            perform: () => setOpen({ kind: 'edit', playlist: null }),
          },
        ]
      : [],
  );
  const done = () => {
    void client.invalidateQueries({ queryKey: playlistsQuery.queryKey });
    setOpen(null);
  };
  const add = (
    <Button
      kind="primary"
      data-testid="new-playlist"
      onClick={() => setOpen({ kind: 'edit', playlist: null })}
    >
      <Plus size={15} aria-hidden /> New playlist
    </Button>
  );
  return (
    <>
      <TopBar title="Playlists" parent={{ title: 'Dashboards', href: '/dashboards' }}>
        {mayWrite && playlists && playlists.length > 0 && add}
      </TopBar>
      <main id="content" className={styles['page']}>
        <LoadingBar on={query.isPending} />
        {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
        {playlists && playlists.length > 0 && (
          <ul className={styles['list']} data-testid="playlists">
            {playlists.map((playlist) => (
              <li key={playlist.uid}>
                <div>
                  <strong>{playlist.title}</strong>
                  <small>
                    {dashboards.data && countText(stopsOf(playlist.items, dashboards.data.dashboards).length)}
                    {formatDuration(playlist.interval)} each
                  </small>
                </div>
                <Link
                  href={`/playlists/${playlist.uid}/play`}
                  className={styles['play']}
                  aria-label={`Play ${playlist.title}`}
                >
                  <Play size={14} aria-hidden /> Play
                </Link>
                <MenuButton
                  label={`Actions for ${playlist.title}`}
                  icon
                  kind="quiet"
                  items={() => [
                    {
                      label: 'Copy the link',
                      icon: Link2,
                      onSelect: () =>
                        void navigator.clipboard?.writeText(
                          `${location.origin}/playlists/${playlist.uid}/play`,
                        ),
                    },
                    ...(mayWrite
                      ? [
                          {
                            label: 'Edit',
                            icon: Pencil,
                            testId: 'edit-playlist',
                            onSelect: () => setOpen({ kind: 'edit' as const, playlist }),
                          },
                          {
                            label: 'Delete',
                            icon: Trash2,
                            danger: true,
                            testId: 'delete-playlist',
                            onSelect: () => setOpen({ kind: 'remove' as const, playlist }),
                          },
                        ]
                      : []),
                  ]}
                >
                  <Ellipsis size={15} aria-hidden />
                </MenuButton>
              </li>
            ))}
          </ul>
        )}
        {playlists?.length === 0 && (
          <div className={styles['empty']}>
            <h2>No playlists yet</h2>
            <p>A playlist shows dashboards one after the other, for a screen on the wall.</p>
            {mayWrite ? add : <p>An editor can make one.</p>}
          </div>
        )}
      </main>
      {open?.kind === 'edit' && (
        <Suspense fallback={null}>
          <PlaylistDialog playlist={open.playlist} onDone={done} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={`Delete the playlist ${open.playlist.title}`}
          text="Its dashboards stay. Screens that play it will find it gone."
          confirm="Delete"
          act={() => dashboardsApi.removePlaylist(open.playlist.uid)}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 dashboard, ' : `${count} dashboards, `;
}
