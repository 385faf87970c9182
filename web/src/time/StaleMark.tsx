import { TriangleAlert } from 'lucide-react';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import { serverNow } from '../api/clock.ts';
import { formatAgo, formatField } from './range.ts';
import styles from './StaleMark.module.css';
import { silenceOf } from './staleness.ts';

interface StaleMarkProps {
  /** Copies that are compared with say nothing of the present. */
  readonly series: readonly PanelSeries[];
  /** Seconds since 1970 up to which values have been asked for. What came later nobody can miss yet. */
  readonly until: number;
  /** IANA zone of the exact time. */
  readonly zone: string;
}

/** Says so when nothing arrives any more, although it should. Only for ranges that follow the clock. */
export function StaleMark({ series, until, zone }: StaleMarkProps) {
  const silence = silenceOf(
    series.filter(({ comparedWith }) => comparedWith === undefined),
    until,
  );
  if (silence === null) return null;
  const newest = until - silence;
  return (
    <span
      className={styles['mark']}
      role="status"
      title={`The newest value is of ${formatField(newest, zone)}`}
      data-testid="stale-mark"
    >
      <TriangleAlert size={12} aria-hidden />
      Last point {formatAgo(serverNow() - newest)}
    </span>
  );
}
