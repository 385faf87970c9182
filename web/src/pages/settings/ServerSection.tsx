import { useQuery } from '@tanstack/react-query';
import { formatCount, formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { api } from '../../api/client.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { refusedByPrefix, refusedInWords } from './refusedWords.ts';
import { Section } from './Section.tsx';
import styles from './SettingsPage.module.css';

const refreshMilliseconds = 5_000;
const prefixesShown = 10;

/** What the server listens on, holds and refuses. */
export function ServerSection() {
  const query = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.status(signal),
    refetchInterval: refreshMilliseconds,
  });
  const status = query.data;
  const refused = status ? refusedInWords(status.store.refused) : [];
  const prefixes = refusedByPrefix(status?.store.refusedByPrefix ?? {}, prefixesShown);
  return (
    <Section
      title="Server"
      about={
        status
          ? `Version ${status.version}, up for ${formatDuration(status.uptimeSeconds)}.`
          : 'What it holds and does.'
      }
    >
      {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
      {!status && !query.error && <LoadingBar on />}
      {status && (
        <>
          {(!status.store.writable || status.store.problem) && (
            <Problem
              error={new Error(status.store.problem ?? 'The disk refuses writes: new points are not stored.')}
            />
          )}
          <dl className={styles['facts']}>
            {Object.entries(status.listeners).map(([name, address]) =>
              address !== null || worthNaming.has(name) ? (
                <Fact
                  key={name}
                  name={listenerNames[name] ?? name}
                  value={address ?? 'off'}
                  mono={address !== null}
                />
              ) : null,
            )}
            <Fact name="Series" value={formatCount(status.store.series)} />
            <Fact name="Points stored" value={formatCount(status.store.pointsStored)} />
            <Fact name="Lines received" value={formatCount(status.store.linesReceived)} />
            <Fact name="Bytes received" value={formatValue(status.store.bytesReceived, 'bytes')} />
            <Fact name="Connections" value={formatCount(status.store.connections)} />
            <Fact name="Write-ahead log" value={formatValue(status.store.walBytes, 'bytes')} />
            <Fact
              name="Blocks"
              value={`${formatCount(status.store.blocks)}, ${formatValue(status.store.blockBytes, 'bytes')}`}
            />
          </dl>
          {status.store.activity !== null && (
            <p className={styles['quiet']} role="status">
              In the background: {status.store.activity}
            </p>
          )}
          <h3 className={styles['sub']}>Refused</h3>
          {refused.length === 0 ? (
            <p className={styles['quiet']}>Nothing was refused since the start.</p>
          ) : (
            <dl className={styles['facts']}>
              {refused.map(({ reason, words, count }) => (
                <Fact key={reason} name={words} value={formatCount(count)} />
              ))}
            </dl>
          )}
          {prefixes.shown.length > 0 && (
            <div className={styles['refusals']}>
              <table className={styles['table']} data-testid="refused-by-prefix">
                <colgroup>
                  <col />
                  <col style={{ width: '50%' }} />
                  <col style={{ width: 72 }} />
                </colgroup>
                <thead>
                  <tr>
                    <th scope="col">Names that begin with</th>
                    <th scope="col">Mostly</th>
                    <th scope="col">Refused</th>
                  </tr>
                </thead>
                <tbody>
                  {prefixes.shown.map(({ prefix, count, reasons }) => (
                    <tr key={prefix}>
                      <th scope="row" title={prefix}>
                        <code>{prefix}</code>
                      </th>
                      <td>
                        {reasons[0].words}
                        {reasons.length > 1 && ` and ${reasons.length - 1} more`}
                      </td>
                      <td>{formatCount(count)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          {prefixes.left > 0 && (
            <p className={styles['quiet']}>{formatCount(prefixes.left)} more beginnings have fewer.</p>
          )}
        </>
      )}
    </Section>
  );
}

function Fact({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{mono ? <code>{value}</code> : value}</dd>
    </div>
  );
}

const listenerNames: Readonly<Record<string, string>> = {
  http: 'Web and API',
  carbon: 'Plaintext, TCP',
  carbonUdp: 'Plaintext, UDP',
  pickle: 'Pickle',
  statsd: 'StatsD',
  statsdAdmin: 'StatsD, administration',
};

/** Listeners that are worth a line also when they are off. */
const worthNaming: ReadonlySet<string> = new Set(['http', 'carbon', 'carbonUdp']);
