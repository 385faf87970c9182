import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { Link, useParams } from 'wouter';
import type { DashboardAnswer } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { sessionQuery } from '../../api/session.ts';
import { Problem } from '../../components/Problem.tsx';
import { DashboardView } from '../../dashboard/DashboardView.tsx';
import { PlayControls } from './PlayControls.tsx';
import styles from './PlayPage.module.css';
import { playlistsQuery, stopsQuery } from './playlistQueries.ts';
import { type Stop, stopAt, stopsOf } from './stops.ts';
import { type Turns, useTurns } from './useTurns.ts';

/** The next dashboard is asked for so long before its turn. */
const aheadMilliseconds = 3_000;
/** Of a list that is not there yet. */
const anyInterval = 60;

/** A playlist on a screen: nothing but dashboards, for weeks. */
export default function PlayPage() {
  const { uid } = useParams<{ uid: string }>();
  const playlists = useQuery(playlistsQuery);
  const dashboards = useQuery(stopsQuery);
  const playlist = playlists.data?.playlists.find((one) => one.uid === uid);
  const all = dashboards.data?.dashboards;
  const stops = useMemo(() => (playlist && all ? stopsOf(playlist.items, all) : null), [playlist, all]);
  const interval = playlist?.interval ?? anyInterval;
  const turns = useTurns(interval);
  useNewVersion();
  useAhead(stops?.[stopAt(turns.turn + 1, stops.length || 1)]?.uid, interval, turns);

  useEffect(() => {
    if (playlist) document.title = `${playlist.title} · Plumbago`;
  }, [playlist]);

  const error = playlists.error ?? dashboards.error;
  if (!stops && !error && !playlists.data) return null;
  if (!stops || !playlist || stops.length === 0)
    return (
      <main id="content" className={styles['message']}>
        {error ? (
          <Problem error={error} retry={() => void playlists.refetch()} />
        ) : playlists.data && !playlist ? (
          <p>There is no such playlist. Somebody may have deleted it.</p>
        ) : (
          stops && <p>No dashboard of this playlist is there any more.</p>
        )}
        <Link href="/playlists">All playlists</Link>
      </main>
    );
  const at = stopAt(turns.turn, stops.length);
  const stop = stops[at];
  return (
    <StopView
      key={stop.uid}
      stop={stop}
      place={`${at + 1} of ${stops.length}`}
      interval={interval}
      turns={turns}
    />
  );
}

interface StopViewProps {
  readonly stop: Stop;
  readonly place: string;
  readonly interval: number;
  readonly turns: Turns;
}

function StopView({ stop, place, interval, turns }: StopViewProps) {
  const query = useQuery({
    queryKey: ['dashboard', stop.uid],
    queryFn: ({ signal }) => dashboardsApi.get(stop.uid, signal),
    staleTime: aheadMilliseconds * 2,
  });
  const { data } = query;
  const saved = useMemo(() => data && { dashboard: data.dashboard, version: data.meta.version }, [data]);
  return (
    <>
      {data && saved ? (
        <DashboardView kind="embed" saved={saved} meta={data.meta} draftKey={null} />
      ) : (
        <main id="content" className={styles['message']}>
          {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
        </main>
      )}
      {/* After the dashboard, and anew with it: of two commands for a key the one that came last goes first. */}
      <PlayControls
        key={saved ? 'shown' : 'waiting'}
        title={stop.title}
        place={place}
        interval={interval}
        turns={turns}
      />
    </>
  );
}

/** Fetches the next dashboard a moment before it is shown. */
function useAhead(uid: string | undefined, interval: number, { turn, paused }: Turns): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a turn
  useEffect(() => {
    if (uid === undefined || paused) return;
    const timer = setTimeout(
      () =>
        void client.prefetchQuery<DashboardAnswer>({
          queryKey: ['dashboard', uid],
          queryFn: ({ signal }) => dashboardsApi.get(uid, signal),
          staleTime: aheadMilliseconds * 2,
        }),
      Math.max(0, interval * 1000 - aheadMilliseconds),
    );
    return () => clearTimeout(timer);
  }, [uid, interval, turn, paused, client]);
}

/** After an upgrade of the server the app is loaded anew: the parts of the old one are not there any more. */
function useNewVersion(): void {
  const { data } = useQuery({ ...sessionQuery, refetchInterval: playlistsQuery.refetchInterval });
  const first = useRef<string | null>(null);
  useEffect(() => {
    if (!data) return;
    first.current ??= data.version;
    if (data.version !== first.current) location.reload();
  }, [data]);
}
