import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Asker, RunningQuery, SlowQuery } from '../../../../src/schema/queries.ts';
import { formatCount, formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { api } from '../../api/client.ts';
import { serverNow } from '../../api/clock.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { formatMoment } from '../../chart/moment.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { formatAgo } from '../../time/range.ts';
import styles from './QueriesPage.module.css';
// Follows the system's theme while the page is open.
import '../../theme/theme.ts';

const runningKey = ['queries', 'running'];
const runningMilliseconds = 2_000;
const othersMilliseconds = 10_000;

/** What is asked of the server: now, what was slow, and by whom. For administrators. */
export default function QueriesPage() {
  return (
    <>
      <TopBar title="Queries" parent={{ title: 'Settings', href: '/settings' }} />
      <main id="content" className={styles['page']}>
        <RunningNow />
        <SlowOnes />
        <Clients />
      </main>
    </>
  );
}

function RunningNow() {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: runningKey,
    queryFn: ({ signal }) => api.queriesRunning(signal),
    refetchInterval: runningMilliseconds,
  });
  const cancel = useMutation({
    mutationFn: (id: string) => api.cancelQuery(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: runningKey }),
  });
  const queries = query.data?.queries;
  return (
    <Card title="Running now" waiting={query.isPending} error={query.error ?? cancel.error}>
      {queries?.length === 0 && <p className={styles['quiet']}>Nothing runs at this moment.</p>}
      {queries && queries.length > 0 && (
        <Table heads={['Query', 'Asked by', 'Range', 'State', 'Time', '']}>
          {queries.map((each) => (
            <tr key={each.id}>
              <TargetCell query={each} />
              <AskerCell asker={each.asker} />
              <td data-label="Range">{rangeText(each)}</td>
              <td data-label="State">{each.state}</td>
              <td data-label="Time">{seconds(each.milliseconds)}</td>
              <td>
                <Button
                  kind="danger"
                  aria-label={`Cancel ${each.targets[0] ?? each.id}`}
                  onClick={() => cancel.mutate(each.id)}
                >
                  Cancel
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function SlowOnes() {
  const query = useQuery({
    queryKey: ['queries', 'slow'],
    queryFn: ({ signal }) => api.queriesSlow(signal),
    refetchInterval: othersMilliseconds,
  });
  const answer = query.data;
  return (
    <Card
      title="Slow"
      note={answer && `longer than ${seconds(answer.slowMilliseconds)}, the last hundred`}
      waiting={query.isPending}
      error={query.error}
    >
      {answer?.queries.length === 0 && (
        <p className={styles['quiet']}>No query was slow since the server was started.</p>
      )}
      {answer && answer.queries.length > 0 && (
        <Table heads={['Query', 'Asked by', 'Range', 'Series', 'Values', 'Time', 'Waited', 'When']}>
          {answer.queries.map((each) => (
            <tr key={`${each.id} ${each.asked}`}>
              <TargetCell query={each} outcome={each.outcome} />
              <AskerCell asker={each.asker} />
              <td data-label="Range">{rangeText(each)}</td>
              <td data-label="Series">{formatCount(each.series)}</td>
              <td data-label="Values">{formatCount(each.points)}</td>
              <td data-label="Time">{seconds(each.milliseconds)}</td>
              <td data-label="Waited">{seconds(each.waitedMilliseconds)}</td>
              <When seconds={each.asked} />
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

function Clients() {
  const query = useQuery({
    queryKey: ['queries', 'clients'],
    queryFn: ({ signal }) => api.queriesClients(signal),
    refetchInterval: othersMilliseconds,
  });
  const answer = query.data;
  return (
    <Card title="Who asks" note="since the server was started" waiting={query.isPending} error={query.error}>
      {answer?.clients.length === 0 && <p className={styles['quiet']}>Nobody has asked anything yet.</p>}
      {answer && answer.clients.length > 0 && (
        <Table
          heads={[
            'Client',
            'With',
            'Requests',
            'Errors',
            'Shared',
            'Series',
            'Values',
            'Time',
            'Answers',
            'Last',
          ]}
        >
          {answer.clients.map((each) => (
            <tr key={JSON.stringify([each.asker])}>
              <th scope="row" title={each.asker.address}>
                {each.asker.name}
                {each.asker.kind !== 'user' && <span className={styles['quiet']}> {each.asker.kind}</span>}
              </th>
              <td className={styles['with']} title={each.asker.userAgent}>
                {withText(each.asker)}
              </td>
              <td data-label="Requests">{formatCount(each.requests)}</td>
              <td data-label="Errors">{formatCount(each.errors)}</td>
              <td data-label="Shared">{formatCount(each.shared)}</td>
              <td data-label="Series">{formatCount(each.series)}</td>
              <td data-label="Values">{formatCount(each.points)}</td>
              <td data-label="Time">{seconds(each.milliseconds)}</td>
              <td data-label="Answers">{formatValue(each.bytes, 'bytes')}</td>
              <When seconds={each.lastAsked} />
            </tr>
          ))}
        </Table>
      )}
      {answer && answer.forgotten.clients > 0 && (
        <p className={styles['quiet']}>
          {formatCount(answer.forgotten.clients)} clients that have not asked for long are no longer listed;
          they made {formatCount(answer.forgotten.requests)} requests.
        </p>
      )}
    </Card>
  );
}

interface CardProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly waiting: boolean;
  readonly error: Error | null;
  readonly children: ReactNode;
}

function Card({ title, note, waiting, error, children }: CardProps) {
  return (
    <section className={styles['card']} aria-label={title}>
      <LoadingBar on={waiting} />
      <header className={styles['head']}>
        <h2>{title}</h2>
        {note && <span className={styles['quiet']}>{note}</span>}
      </header>
      {error && <Problem error={error} />}
      {children}
    </section>
  );
}

function Table({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head || <span className="visually-hidden">Actions</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function TargetCell({
  query: { targets, targetCount },
  outcome = 'answered',
}: {
  query: RunningQuery | SlowQuery;
  outcome?: SlowQuery['outcome'];
}) {
  return (
    <th scope="row" title={targets.join('\n')}>
      <code>{targets[0] ?? '(no target)'}</code>
      {targetCount > 1 && <span className={styles['quiet']}> and {formatCount(targetCount - 1)} more</span>}
      {outcome !== 'answered' && <span className={styles['mark']}>{outcome}</span>}
    </th>
  );
}

function AskerCell({ asker }: { asker: Asker }) {
  return (
    <td className={styles['with']} title={`${asker.kind} at ${asker.address}\n${asker.userAgent}`}>
      {asker.name}
      <span className={styles['quiet']}> {withText(asker)}</span>
    </td>
  );
}

function When({ seconds: when }: { seconds: number }) {
  return (
    <td data-label="When" title={formatMoment(when)}>
      {formatAgo(serverNow() - when)}
    </td>
  );
}

/** The program that asks, as short as it is known, and Grafana's dashboard and panel. */
function withText({ userAgent, dashboard, panel }: Asker): string {
  const program = /^Mozilla/.test(userAgent) ? 'browser' : userAgent.split(/[ /]/, 1)[0];
  return [program, dashboard && `dashboard ${dashboard}`, panel && `panel ${panel}`]
    .filter(Boolean)
    .join(', ');
}

function rangeText({ from, until }: { readonly from: number; readonly until: number }): string {
  return formatDuration(until - from);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}
