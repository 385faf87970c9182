import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams, useSearch } from 'wouter';
import { dashboardQuery } from '../../api/dashboardQuery.ts';
import { DashboardView } from '../../dashboard/DashboardView.tsx';
import { newDashboard } from '../../dashboard/newDashboard.ts';
import { DashboardWaiting } from './DashboardWaiting.tsx';

/** Somebody else's change, and one of a file, is seen after this long at the latest. */
const watchMilliseconds = 20_000;

/** A dashboard that is kept on the server, or at `/d/new` one that is only begun. */
export default function DashboardPage() {
  const { uid } = useParams<{ uid: string }>();
  return uid === 'new' ? <NewDashboard /> : <SavedDashboard key={uid} uid={uid} />;
}

function SavedDashboard({ uid }: { uid: string }) {
  const query = useQuery({
    ...dashboardQuery(uid),
    refetchInterval: watchMilliseconds,
    refetchOnWindowFocus: true,
  });
  const { data } = query;
  const saved = useMemo(() => data && { dashboard: data.dashboard, version: data.meta.version }, [data]);
  if (!data || !saved)
    return <DashboardWaiting error={query.error} retry={() => void query.refetch()} what="dashboard" />;
  return <DashboardView kind="saved" saved={saved} meta={data.meta} draftKey={uid} />;
}

function NewDashboard() {
  const search = useSearch();
  // What Explore hands over is read once: later changes of the address are those of the page itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const saved = useMemo(() => ({ dashboard: newDashboard(search), version: 0 }), []);
  return <DashboardView kind="new" saved={saved} meta={null} draftKey="new" />;
}
