import { ChevronRight, CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ImportRemark } from '../../../../src/schema/dashboards.ts';
import styles from './ImportPage.module.css';
import { groupRemarks } from './summary.ts';

const levels: readonly {
  readonly level: ImportRemark['level'];
  readonly title: string;
  readonly icon: LucideIcon;
}[] = [
  { level: 'lost', title: 'Without a counterpart here', icon: TriangleAlert },
  { level: 'changed', title: 'Changed', icon: CircleAlert },
  { level: 'info', title: 'Good to know', icon: Info },
];

/** Places that are named in a line; the others are counted. */
const mostPlaces = 6;

/** What was changed or left out on the way in, what weighs most first. */
export function ImportReport({ report }: { report: readonly ImportRemark[] }) {
  if (report.length === 0)
    return (
      <p className={styles['fine']}>
        <CircleCheck size={14} aria-hidden /> Everything was taken over.
      </p>
    );
  return (
    <div className={styles['report']} data-testid="import-report">
      {levels.map(({ level, title, icon: Icon }) => {
        const groups = groupRemarks(report, level);
        if (groups.length === 0) return null;
        return (
          <details key={level} data-level={level} open={level === 'lost'}>
            <summary>
              <Icon size={14} aria-hidden /> {title} <small className="numbers">{groups.length}</small>
              <ChevronRight size={14} aria-hidden className={styles['chevron']} />
            </summary>
            <ul>
              {groups.map(({ message, places }) => (
                <li key={message}>
                  {message}
                  {places.length > 0 && (
                    <small title={places.join('\n')}>
                      {places.slice(0, mostPlaces).join(', ')}
                      {places.length > mostPlaces && ` and ${places.length - mostPlaces} more`}
                    </small>
                  )}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
