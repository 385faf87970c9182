import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { DashboardView } from '../../dashboard/DashboardView.tsx';
import { DashboardWaiting } from './DashboardWaiting.tsx';

/** A dashboard of all metrics below a branch, which nobody had to build. */
export default function InstantPage() {
  const path = decodeURIComponent(useParams<{ path: string }>().path);
  const query = useQuery({
    queryKey: ['dashboard', 'instant', path],
    queryFn: ({ signal }) => dashboardsApi.instant(path, signal),
    staleTime: 300_000,
  });
  const dashboard = query.data?.dashboard;
  const saved = useMemo(() => dashboard && { dashboard, version: 0 }, [dashboard]);
  if (!saved)
    return <DashboardWaiting error={query.error} retry={() => void query.refetch()} what="branch" />;
  return <DashboardView key={path} kind="instant" saved={saved} meta={null} draftKey={`instant ${path}`} />;
}
