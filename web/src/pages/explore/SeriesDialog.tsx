import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { dashboardsApi } from '../../api/dashboards.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import type { TimeRange } from '../../time/range.ts';
import styles from './ExploreDialogs.module.css';
import type { AboutSeries } from './ExplorePane.tsx';
import { branchesOf, hostOf, seriesPath, siblingsOf, taggedSiblings } from './siblings.ts';

interface SeriesDialogProps {
  readonly about: AboutSeries;
  readonly range: TimeRange;
  onRun(target: string): void;
  onClose(): void;
}

/** Where to go from one series: to what stands beside it, the same elsewhere, its host, and the dashboards that use it. */
export default function SeriesDialog({ about, range, onRun, onClose }: SeriesDialogProps) {
  const { name, label } = about.series;
  const path = seriesPath(name, about.target);
  const tagged = taggedSiblings(name);
  const siblings = tagged.length > 0 ? tagged : path ? siblingsOf(path) : [];
  const host = path ? hostOf(path) : null;
  const time = `from=${encodeURIComponent(range.from)}&until=${encodeURIComponent(range.until)}`;
  return (
    <Modal title={label} onClose={onClose}>
      {path && path !== label && (
        <p className={styles['path']}>
          <code>{path}</code>
        </p>
      )}
      {siblings.length > 0 && (
        <section className={styles['section']} aria-label="Siblings">
          <h3>Siblings</h3>
          <ul className={styles['list']}>
            {siblings.map((sibling) => (
              <li key={sibling.target} className={styles['entry']}>
                <button type="button" data-testid="sibling" onClick={() => onRun(sibling.target)}>
                  {sibling.label}
                  <code>{sibling.target}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {path && tagged.length === 0 && (
        <section className={styles['section']} aria-label="As a dashboard">
          <h3>As a dashboard</h3>
          {host && (
            <Link href={`/hosts/${encodeURIComponent(host)}?${time}`} className={styles['link']}>
              Host {host}
            </Link>
          )}
          {branchesOf(path).map((branch) => (
            <Link
              key={branch}
              href={`/instant/${encodeURIComponent(branch)}?${time}`}
              className={styles['link']}
            >
              All below <code>{branch}</code>
            </Link>
          ))}
        </section>
      )}
      {path && <Using path={path} time={time} />}
      {!path && siblings.length === 0 && (
        <p className={styles['note']}>
          This series is made of others, or has a name that hides where it comes from: there is nothing beside
          it.
        </p>
      )}
    </Modal>
  );
}

/** Dashboards with a panel that asks for the metric. */
function Using({ path, time }: { path: string; time: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['dashboards-using', path],
    queryFn: ({ signal }) => dashboardsApi.using(path, signal),
    staleTime: 30_000,
  });
  return (
    <section className={styles['section']} aria-label="Dashboards that use it">
      <h3>Dashboards that use it</h3>
      <LoadingBar on={!data && !error} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data?.dashboards.length === 0 && <p className={styles['note']}>None.</p>}
      {data?.dashboards.map(({ uid, title, panels }) => (
        <Link
          key={uid}
          href={`/d/${uid}?${panels.length === 1 ? `view=${encodeURIComponent(panels[0].id)}&` : ''}${time}`}
          className={styles['link']}
        >
          {title}
          <small>{panels.map((panel) => panel.title || panel.id).join(', ')}</small>
        </Link>
      ))}
    </section>
  );
}
