import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { useCommands } from '../../app/useCommands.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import styles from './ApiPage.module.css';
import { type ApiDocument, endpointsOf, searchEndpoints } from './document.ts';
import { EndpointView } from './EndpointView.tsx';

const address = '/api/openapi.json';

/** What programs can ask of this server, made of its own description. */
export default function ApiPage() {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set([location.hash.slice(1)]));
  const query = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => call<ApiDocument>(address, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const document = query.data;
  const groups = useMemo(() => (document ? [...endpointsOf(document)] : []), [document]);
  const shown = groups
    .map(([group, endpoints]) => [group, searchEndpoints(endpoints, text)] as const)
    .filter(([, endpoints]) => endpoints.length > 0);
  useCommands([
    {
      id: 'filter-api',
      keys: ['/'],
      label: 'Search the calls',
      group: 'API',
      perform: () => field.current?.focus(),
    },
  ]);
  // The call that the address names, once it is there.
  useEffect(() => {
    if (!document || !location.hash) return;
    window.document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [document]);
  const toggle = (id: string, open: boolean) => {
    if (opened.has(id) === open) return;
    const next = new Set(opened);
    if (open) next.add(id);
    else next.delete(id);
    setOpened(next);
    if (open) history.replaceState(history.state, '', `#${id}`);
  };
  return (
    <>
      <TopBar
        title="API"
        parent={{ title: 'Settings', href: '/settings' }}
        note={document && <span className={styles['version']}>{document.info.version}</span>}
      >
        <SearchBox ref={field} value={text} onChange={setText} label="Search the calls" testId="api-search" />
      </TopBar>
      <div className={styles['page']}>
        <LoadingBar on={query.isPending} />
        <nav className={styles['groups']} aria-label="Groups of calls">
          {shown.map(([group, endpoints]) => (
            <a key={group} href={`#${groupId(group)}`}>
              {group} <small className="numbers">{endpoints.length}</small>
            </a>
          ))}
        </nav>
        <main id="content" className={styles['calls']}>
          {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
          {document && (
            <>
              {document.info.description && <p className={styles['about']}>{document.info.description}</p>}
              <p className={styles['about']}>
                The same for programs: <a href={address}>{address}</a> (OpenAPI {document.openapi}).
              </p>
              {shown.map(([group, endpoints]) => (
                <section key={group} aria-labelledby={groupId(group)}>
                  <h2 id={groupId(group)}>{group}</h2>
                  {endpoints.map((endpoint) => (
                    <EndpointView
                      key={endpoint.id}
                      document={document}
                      endpoint={endpoint}
                      open={opened.has(endpoint.id)}
                      onToggle={(open) => toggle(endpoint.id, open)}
                    />
                  ))}
                </section>
              ))}
              {shown.length === 0 && <p>No call has “{text.trim()}” in its path or summary.</p>}
            </>
          )}
        </main>
      </div>
    </>
  );
}

function groupId(group: string): string {
  return `group-${group.replace(/[^A-Za-z0-9]+/g, '-')}`;
}
