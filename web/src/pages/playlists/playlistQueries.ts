import { dashboardsApi } from '../../api/dashboards.ts';

/** A wall screen follows what editors change within this long. */
const followMilliseconds = 5 * 60_000;

export const playlistsQuery = {
  queryKey: ['playlists'],
  queryFn: ({ signal }: { signal: AbortSignal }) => dashboardsApi.playlists(signal),
  refetchInterval: followMilliseconds,
} as const;

/** All dashboards that could be a stop. */
export const stopsQuery = {
  queryKey: ['dashboards', 'all'],
  queryFn: ({ signal }: { signal: AbortSignal }) => dashboardsApi.list({ limit: '10000' }, signal),
  refetchInterval: followMilliseconds,
} as const;
