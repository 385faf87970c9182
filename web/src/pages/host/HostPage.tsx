import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { DashboardView } from '../../dashboard/DashboardView.tsx';
import { defaultRange, type TimeRange } from '../../time/range.ts';
import { DashboardWaiting } from '../dashboard/DashboardWaiting.tsx';
import { firstRange } from './firstRange.ts';
import styles from './HostPage.module.css';
import { hostBoard } from './hostBoard.ts';
import { StateMark } from './StateMark.tsx';
import { useHost } from './useHost.ts';

/** The dashboard of hosts that comes with the program. */
const boardUid = 'host';
const parent = { title: 'Hosts', href: '/' };

/** The charts of one machine: the dashboard of hosts, of this one alone. */
export default function HostPage() {
  const name = useParams<{ name: string }>().name;
  return <OneHost key={name} name={name} />;
}

function OneHost({ name }: { name: string }) {
  const { host, failed } = useHost(name);
  // Decided once: the range must not jump while somebody looks, because the host has grown older.
  const [first, setFirst] = useState<TimeRange | null>(null);
  const range = first ?? (failed ? defaultRange : firstRange(host));
  if (range !== first) setFirst(range);
  const query = useQuery({
    queryKey: ['dashboard', boardUid],
    queryFn: ({ signal }) => dashboardsApi.get(boardUid, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [, navigate] = useLocation();
  useCommands([
    { id: 'back', keys: ['Escape'], label: 'Back to all hosts', group: 'Host', perform: () => navigate('/') },
  ]);
  const { data } = query;
  const saved = useMemo(
    () => data && range && { dashboard: hostBoard(data.dashboard, name, range), version: data.meta.version },
    [data, name, range],
  );
  const place = useMemo(() => ({ parent, note: <StateMark name={name} /> }), [name]);
  if (host === null) return <UnknownHost name={name} />;
  if (!data || !saved)
    return <DashboardWaiting error={query.error} retry={() => void query.refetch()} what="dashboard" />;
  return <DashboardView kind="saved" saved={saved} meta={data.meta} draftKey={null} place={place} />;
}

function UnknownHost({ name }: { name: string }) {
  return (
    <>
      <TopBar title={name} parent={parent} />
      <main id="content" className={styles['page']}>
        <p className={styles['unknown']}>
          No host called <strong>{name}</strong> is heard from. Points named <code>hosts.{name}.…</code> would
          appear here.
        </p>
      </main>
    </>
  );
}
