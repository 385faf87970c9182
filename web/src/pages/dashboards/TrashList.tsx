import { RotateCcw, Trash2 } from 'lucide-react';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { serverNow } from '../../api/clock.ts';
import { Button } from '../../components/Button.tsx';
import { formatAgo } from '../../time/range.ts';
import styles from './DashboardsPage.module.css';
import type { Selection } from './useSelection.ts';

/** Days that a deleted dashboard is kept. */
const keptDays = 30;

interface TrashListProps {
  readonly dashboards: readonly DashboardSummary[];
  readonly selection: Selection;
  readonly searched: string;
  onRestore(dashboard: DashboardSummary): void;
}

/** What was deleted, for as long as it can be had back. */
export function TrashList({ dashboards, selection, searched, onRestore }: TrashListProps) {
  if (dashboards.length === 0)
    return (
      <div className={styles['empty']}>
        <Trash2 size={20} aria-hidden />
        <p>
          {searched.trim() ? `Nothing in the trash has “${searched.trim()}” in it.` : 'The trash is empty.'}
        </p>
        <p>A deleted dashboard stays here for {keptDays} days, with its versions.</p>
      </div>
    );
  return (
    <ul className={styles['trash']} data-testid="trash-list">
      {dashboards.map((dashboard) => (
        <li
          key={dashboard.uid}
          className={styles['line']}
          data-selected={selection.has(dashboard.uid) || undefined}
        >
          <span className={styles['check']}>
            <input
              type="checkbox"
              checked={selection.has(dashboard.uid)}
              aria-label={`Select ${dashboard.title}`}
              onChange={(event) =>
                selection.toggle(dashboard.uid, (event.nativeEvent as MouseEvent).shiftKey)
              }
            />
          </span>
          <span className={styles['name']}>
            <strong>{dashboard.title}</strong>
            <small>{deletedText(dashboard)}</small>
          </span>
          <Button data-testid="restore" onClick={() => onRestore(dashboard)}>
            <RotateCcw size={14} aria-hidden /> Restore
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Such as "Deleted 2 h ago by ann from Team. 29 days left." */
function deletedText({ trashed, folderTitle }: DashboardSummary): string {
  if (!trashed) return '';
  const ago = serverNow() - trashed.seconds;
  const left = Math.max(0, Math.ceil(keptDays - ago / 86_400));
  const by = trashed.by === null ? '' : ` by ${trashed.by}`;
  const from = folderTitle === null ? '' : ` from ${folderTitle}`;
  return `Deleted ${formatAgo(ago)}${by}${from}. ${left === 1 ? 'One day' : `${left} days`} left.`;
}
