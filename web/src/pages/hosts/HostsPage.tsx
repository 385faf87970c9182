import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowDown, Search } from 'lucide-react';
import { useRef } from 'react';
import { useSearchParams } from 'wouter';
import { arrangeHosts, type HostSort, readSort } from '../../../../src/view/hosts/hostList.ts';
import { api } from '../../api/client.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { formatMoment } from '../../chart/moment.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { FirstPoint } from './FirstPoint.tsx';
import { HostRow } from './HostRow.tsx';
import styles from './HostsPage.module.css';

const refreshMilliseconds = 3_000;
/** More hosts than this are drawn only after a filter or a click. */
const mostHosts = 300;

const columns: readonly { readonly sort: HostSort; readonly label: string }[] = [
  { sort: 'name', label: 'Host' },
  { sort: 'cpu', label: 'CPU' },
  { sort: 'memory', label: 'Memory' },
  { sort: 'load', label: 'Load' },
  { sort: 'disk', label: 'Fullest disk' },
  { sort: 'network', label: 'Network' },
  { sort: 'uptime', label: 'Up' },
];

/** The machines that points are heard from. */
export default function HostsPage() {
  const [params, setParams] = useSearchParams();
  const filter = params.get('q') ?? '';
  const sort = readSort(params.get('sort'));
  const field = useRef<HTMLInputElement>(null);
  const query = useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => api.hosts(signal),
    refetchInterval: refreshMilliseconds,
    placeholderData: keepPreviousData,
  });
  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  useCommands([
    {
      id: 'filter',
      keys: ['/'],
      label: 'Filter hosts',
      group: 'Hosts',
      perform: () => field.current?.focus(),
    },
  ]);

  const answer = query.data;
  const arranged = answer ? arrangeHosts(answer.hosts, filter, sort) : [];
  const shown = arranged.slice(0, mostHosts);
  const count = answer?.hosts.length ?? 0;

  return (
    <>
      <TopBar title="Hosts" note={count > 1 ? <span className={styles['count']}>{count}</span> : null}>
        {count > 1 && (
          <SearchBox
            ref={field}
            value={filter}
            onChange={(text) => set('q', text)}
            label="Filter hosts"
            icon={Search}
          />
        )}
      </TopBar>
      <main id="content" className={styles['page']}>
        <LoadingBar on={query.isPending} />
        {query.error && (
          <Problem
            error={query.error}
            {...(answer ? { meanwhile: `What you see is from ${formatMoment(answer.nowSeconds)}.` } : {})}
            retry={() => void query.refetch()}
          />
        )}
        {query.isPending && <div className={styles['table']} aria-busy style={{ minHeight: 320 }} />}
        {answer && count > 0 && (
          <div className={styles['table']} data-dimmed={query.error ? true : undefined}>
            <div className={styles['head']}>
              {columns.map((column) => (
                <button
                  key={column.sort}
                  type="button"
                  aria-pressed={column.sort === sort}
                  title={`Sort by ${column.label.toLowerCase()}`}
                  onClick={() => set('sort', column.sort === 'name' ? '' : column.sort)}
                >
                  {column.label}
                  {column.sort === sort && <ArrowDown size={12} aria-hidden />}
                </button>
              ))}
            </div>
            <ul>
              {shown.map((host) => (
                <HostRow key={host.name} host={host} nowSeconds={answer.nowSeconds} />
              ))}
            </ul>
            {arranged.length === 0 && (
              <p className={styles['none']}>
                No host is called that.{' '}
                <button type="button" onClick={() => set('q', '')}>
                  Show all {count}
                </button>
              </p>
            )}
            {arranged.length > shown.length && (
              <p className={styles['none']}>
                {arranged.length} hosts; the first {shown.length} are shown. Filter by name to see the others.
              </p>
            )}
          </div>
        )}
        {answer && count <= 2 && <FirstPoint empty={count === 0} />}
      </main>
    </>
  );
}
