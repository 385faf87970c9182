import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { DashboardList, DashboardSummary, Folder } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { useSession } from '../../api/session.ts';
import type { ListState } from './listState.ts';

/** All there are: the list draws what is in sight alone. */
const limit = '10000';
const recentAsked = '8';

interface ListData {
  readonly list: DashboardList | undefined;
  readonly folders: readonly Folder[];
  /** Opened last, the newest first. */
  readonly recent: readonly DashboardSummary[];
  /** Everything that the first picture is made of is there. */
  readonly ready: boolean;
  /** What is shown is of an earlier question. */
  readonly behind: boolean;
  readonly error: Error | null;
  retry(): void;
}

const nothing: readonly never[] = [];

/** What the server has for the list. */
export function useListData(state: ListState): ListData {
  const signedIn = Boolean(useSession().data?.user);
  const text = useDeferredValue(state.text).trim();
  const { tags, starred, sort, trash } = state;
  const wanted = {
    text: text || undefined,
    tag: tags.length > 0 ? tags : undefined,
    starred: starred ? ('1' as const) : undefined,
    sort: sort === 'title' ? (text ? undefined : ('title' as const)) : sort,
    trash: trash ? ('1' as const) : undefined,
    limit,
  };
  const list = useQuery({
    queryKey: ['dashboards', wanted],
    queryFn: ({ signal }) => dashboardsApi.list(wanted, signal),
    placeholderData: keepPreviousData,
  });
  const folders = useQuery({
    queryKey: ['folders'],
    queryFn: ({ signal }) => dashboardsApi.folders(signal),
    staleTime: 60_000,
  });
  const recent = useQuery({
    queryKey: ['dashboards', 'recent'],
    queryFn: ({ signal }) => dashboardsApi.list({ sort: 'recent', limit: recentAsked }, signal),
    enabled: signedIn && !trash,
  });
  return {
    list: list.data,
    folders: folders.data?.folders ?? nothing,
    recent: recent.data?.dashboards ?? nothing,
    ready: !list.isPending && !folders.isPending && (recent.isFetched || !signedIn || trash),
    behind: list.isPlaceholderData,
    error: list.error ?? folders.error,
    retry: () => void Promise.all([list.refetch(), folders.refetch()]),
  };
}

/** Uids of what can be selected, in the order of the list. */
export function useSelectable(dashboards: readonly DashboardSummary[], enabled: boolean): readonly string[] {
  return useMemo(
    () => (enabled ? dashboards.filter(({ access }) => access === 'edit').map(({ uid }) => uid) : nothing),
    [dashboards, enabled],
  );
}
