import { Compass, FileUp, LayoutPanelTop } from 'lucide-react';
import { Link } from 'wouter';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { keyLabel } from '../../app/keyLabel.ts';
import { Button } from '../../components/Button.tsx';
import styles from './DashboardsPage.module.css';
import type { ListState } from './listState.ts';

interface NothingFoundProps {
  readonly state: ListState;
  readonly narrowed: boolean;
  onShowAll(): void;
}

/** Instead of the list, when there is nothing to put into it. */
export function NothingFound({ state, narrowed, onShowAll }: NothingFoundProps) {
  const words = state.text.trim();
  if (!narrowed)
    return (
      <div className={styles['empty']}>
        <p>
          {state.sort === 'recent'
            ? 'No dashboard was opened here yet.'
            : state.folder !== null
              ? 'Nothing is in this folder.'
              : 'There are no dashboards.'}
        </p>
        {(state.folder !== null || state.sort !== 'title') && <Button onClick={onShowAll}>Show all</Button>}
      </div>
    );
  return (
    <div className={styles['empty']}>
      <p>
        {words
          ? `No dashboard has “${words}” in its title, tags, panels or targets.`
          : 'No dashboard matches.'}
      </p>
      <div className={styles['buttons']}>
        <Button onClick={onShowAll}>Show all</Button>
        {words && <p>{keyLabel('Ctrl-K')} looks for it among hosts and metrics as well.</p>}
      </div>
    </div>
  );
}

/** Below the list for as long as nobody has made a dashboard: the ways to the first one. */
export function FirstSteps({ dashboards }: { dashboards: readonly DashboardSummary[] }) {
  if (dashboards.some(({ origin }) => origin !== 'builtin')) return null;
  return (
    <section className={styles['first']} aria-label="First steps">
      <h2>Make one of your own</h2>
      <ul>
        <li>
          <Link href="/d/new">
            <LayoutPanelTop size={18} strokeWidth={1.75} aria-hidden />
            <strong>New dashboard</strong>
            <span>Charts, tables and figures of your choice, from nothing.</span>
          </Link>
        </li>
        <li>
          <Link href="/import">
            <FileUp size={18} strokeWidth={1.75} aria-hidden />
            <strong>Import from Grafana</strong>
            <span>Drop the JSON of your dashboards, and see what becomes of them.</span>
          </Link>
        </li>
        <li>
          <Link href="/explore">
            <Compass size={18} strokeWidth={1.75} aria-hidden />
            <strong>Begin with the metrics</strong>
            <span>Look at a few in Explore and keep what you see as a dashboard.</span>
          </Link>
        </li>
      </ul>
    </section>
  );
}
