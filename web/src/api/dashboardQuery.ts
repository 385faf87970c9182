import { queryOptions } from '@tanstack/react-query';
import { dashboardsApi } from './dashboards.ts';

/** The question for a dashboard that is kept on the server. */
export const dashboardQuery = (uid: string) =>
  queryOptions({
    queryKey: ['dashboard', uid],
    queryFn: ({ signal }) => dashboardsApi.get(uid, signal),
    staleTime: 5_000,
  });
