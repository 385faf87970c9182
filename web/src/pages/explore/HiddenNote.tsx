import { hiddenInWords } from '../../query/finderScope.ts';
import styles from './MetricTree.module.css';

interface HiddenNoteProps {
  readonly hidden: number;
  /** Nothing is left to show: then there is a way out right here. */
  readonly nothingElse?: boolean;
  /** Levels to stand in, as the items above. */
  readonly depth?: number;
  readonly onShowStale?: () => void;
}

/** Says how many metrics are left out because they have no point in the range. */
export function HiddenNote({ hidden, nothingElse = false, depth = 1, onShowStale }: HiddenNoteProps) {
  const words = hiddenInWords(hidden, nothingElse);
  if (!nothingElse) {
    return (
      <p className={styles['note']} style={{ paddingLeft: 8 + (depth - 1) * 14 }} data-testid="tree-hidden">
        {words}
      </p>
    );
  }
  return (
    <div data-testid="tree-hidden">
      <p className={styles['note']}>{words}</p>
      <button type="button" className={styles['more']} onClick={onShowStale}>
        Show stale metrics
      </button>
    </div>
  );
}
