import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { DashboardView } from '../../dashboard/DashboardView.tsx';
import { DashboardWaiting } from './DashboardWaiting.tsx';

/** A dashboard with its data as they were. */
export default function SnapshotPage() {
  const { key } = useParams<{ key: string }>();
  const query = useQuery({
    queryKey: ['snapshot', key],
    queryFn: ({ signal }) => dashboardsApi.snapshot(key, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = query;
  const saved = useMemo(
    () => data && { dashboard: { ...data.content.dashboard, title: data.snapshot.title }, version: 0 },
    [data],
  );
  if (!data || !saved)
    return <DashboardWaiting error={query.error} retry={() => void query.refetch()} what="snapshot" />;
  return (
    <DashboardView
      key={key}
      kind="snapshot"
      saved={saved}
      meta={null}
      frozen={data.content}
      draftKey={null}
    />
  );
}
