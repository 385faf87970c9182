import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Column } from '../../../src/view/frame.ts';
import { serverNow } from '../api/clock.ts';
import { formatAgo, formatField } from './range.ts';
import styles from './StaleMark.module.css';
import { silenceOf } from './staleness.ts';

interface StaleMarkProps {
  readonly columns: readonly Pick<Column, 'start' | 'step' | 'values'>[];
  /** Only a range that follows the clock can be silent. */
  readonly live: boolean;
  /** IANA zone of the exact time. */
  readonly zone: string;
}

const tickMilliseconds = 5_000;

/** Says so when nothing arrives any more, although it should. */
export function StaleMark({ columns, live, zone }: StaleMarkProps) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => tick((count) => count + 1), tickMilliseconds);
    return () => clearInterval(timer);
  }, [live]);
  const now = serverNow();
  const silence = live ? silenceOf(columns, now) : null;
  if (silence === null) return null;
  return (
    <span
      className={styles['mark']}
      role="status"
      title={`The newest value is of ${formatField(now - silence, zone)}`}
      data-testid="stale-mark"
    >
      <TriangleAlert size={12} aria-hidden />
      Last point {formatAgo(silence)}
    </span>
  );
}
