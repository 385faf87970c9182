import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../api/client.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { CopyLine } from '../../components/CopyLine.tsx';
import { carbonAddress } from './carbonAddress.ts';
import styles from './HostsPage.module.css';

/** How to send a first point of one's own; above it, when nothing is heard yet, what this page is for. */
export function FirstPoint({ empty }: { empty: boolean }) {
  const session = useSession();
  // Where points are received is known to those who may see the server's state; the default does for others.
  const status = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.status(signal),
    enabled: mayAs(session.data, 'editor'),
    staleTime: 60_000,
  });
  const { host, port } = carbonAddress(status.data?.listeners['carbon'], window.location.hostname);
  return (
    <section className={styles['first']}>
      {empty && (
        <>
          <h2>No host is heard from yet</h2>
          <p>
            Machines appear here as soon as points arrive whose names start with <code>hosts.</code> The agent
            of this machine sends them every second when it runs.
          </p>
        </>
      )}
      <h2>Send a number of your own</h2>
      <CopyLine
        label="Line to send a point"
        text={`echo "test.nc 42 $(date +%s)" | nc -q0 ${host} ${port}`}
      />
      <p>
        Paste it in a terminal, then look at{' '}
        <Link href="/explore?target=test.nc&from=-15min&until=now">test.nc in Explore</Link>.
      </p>
    </section>
  );
}
