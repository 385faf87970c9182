import { Link } from 'wouter';
import { CallFailure } from '../../api/client.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import styles from './DashboardWaiting.module.css';

interface DashboardWaitingProps {
  readonly error: Error | null;
  /** Such as "dashboard" or "snapshot". */
  readonly what: string;
  retry(): void;
}

/** Before a dashboard is there: the frame stands still; or why it will not come. */
export function DashboardWaiting({ error, what, retry }: DashboardWaitingProps) {
  const missing = error instanceof CallFailure && error.status === 404;
  return (
    <>
      <TopBar title={missing ? 'Not found' : ''} parent={{ title: 'Dashboards', href: '/dashboards' }} />
      <main id="content" className={styles['page']}>
        <LoadingBar on={error === null} />
        {missing ? (
          <div className={styles['missing']}>
            <h2>There is no such {what}</h2>
            <p>{error.hint ?? 'It may have been deleted, or its address was mistyped.'}</p>
            <Link href="/dashboards">All dashboards</Link>
          </div>
        ) : (
          error && <Problem error={error} retry={retry} />
        )}
      </main>
    </>
  );
}
