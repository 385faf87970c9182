import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Problem } from '../../components/Problem.tsx';
import { DashboardView } from '../../dashboard/DashboardView.tsx';

/** A dashboard, or with `?panel=` one panel of it, alone for a frame in another page. */
export default function EmbedPage() {
  const { uid } = useParams<{ uid: string }>();
  const query = useQuery({
    queryKey: ['dashboard', uid],
    queryFn: ({ signal }) => dashboardsApi.get(uid, signal),
    refetchInterval: 60_000,
  });
  const { data } = query;
  const saved = useMemo(() => data && { dashboard: data.dashboard, version: data.meta.version }, [data]);
  if (!data || !saved)
    return query.error ? (
      <main id="content">
        <Problem error={query.error} retry={() => void query.refetch()} />
      </main>
    ) : null;
  return <DashboardView key={uid} kind="embed" saved={saved} meta={data.meta} draftKey={null} />;
}
