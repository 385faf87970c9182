import { Clock, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import styles from './DashboardsPage.module.css';

const mostShown = 6;

interface OwnShelfProps {
  readonly starred: readonly DashboardSummary[];
  readonly recent: readonly DashboardSummary[];
}

/** What one looks at often, above the list of everything. */
export function OwnShelf({ starred, recent }: OwnShelfProps) {
  // What has a star is in sight already.
  const others = recent.filter(({ uid }) => !starred.slice(0, mostShown).some((one) => one.uid === uid));
  if (starred.length + others.length === 0) return null;
  return (
    <div className={styles['shelf']}>
      <Shelf title="Starred" icon={<Star size={13} aria-hidden />} dashboards={starred} />
      <Shelf title="Opened lately" icon={<Clock size={13} aria-hidden />} dashboards={others} />
    </div>
  );
}

interface ShelfProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly dashboards: readonly DashboardSummary[];
}

function Shelf({ title, icon, dashboards }: ShelfProps) {
  if (dashboards.length === 0) return null;
  return (
    <section>
      <h2>
        {icon} {title}
      </h2>
      <ul>
        {dashboards.slice(0, mostShown).map(({ uid, title: name, folderTitle }) => (
          <li key={uid}>
            <Link href={`/d/${uid}`} title={folderTitle === null ? name : `${folderTitle} / ${name}`}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
