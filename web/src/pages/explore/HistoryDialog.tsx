import { Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { serverNow } from '../../api/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { formatAgo, formatField } from '../../time/range.ts';
import styles from './ExploreDialogs.module.css';
import {
  type HistoryEntry,
  keepHistory,
  queryHistory,
  searchHistory,
  withoutQuery,
  withStar,
} from './queryHistory.ts';

interface HistoryDialogProps {
  readonly zone: string;
  onRun(targets: readonly string[]): void;
  onClose(): void;
}

/** What was asked lately, to be asked again. */
export default function HistoryDialog({ zone, onRun, onClose }: HistoryDialogProps) {
  const [list, setList] = useState(queryHistory);
  const [text, setText] = useState('');
  const change = (next: HistoryEntry[]) => {
    keepHistory(next);
    setList(next);
  };
  const found = searchHistory(list, text);
  return (
    <Modal title="Query history" size="wide" onClose={onClose}>
      <div className={styles['search']}>
        <SearchBox value={text} onChange={setText} label="Find a query" testId="history-search" />
      </div>
      {found.length === 0 && (
        <p className={styles['note']}>
          {list.length === 0
            ? 'Queries that found something are listed here. They are kept in this browser.'
            : 'No query fits.'}
        </p>
      )}
      <ul className={styles['list']}>
        {found.map(({ targets, seconds, starred }) => (
          <li key={targets.join('\n')} className={styles['entry']} data-testid="history-entry">
            <button type="button" title={targets.join('\n')} onClick={() => onRun(targets)}>
              {targets.map((target, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same target may stand there twice
                <code key={i}>{target}</code>
              ))}
            </button>
            <small title={formatField(seconds, zone)}>{formatAgo(serverNow() - seconds)}</small>
            <Button
              kind="quiet"
              icon
              className={styles['star'] ?? ''}
              aria-pressed={starred}
              aria-label={starred ? 'Take the star away' : 'Star: keep it for good'}
              title={starred ? 'Take the star away' : 'Keep it for good'}
              onClick={() => change(withStar(list, targets, !starred))}
            >
              <Star size={14} fill={starred ? 'currentColor' : 'none'} aria-hidden />
            </Button>
            <Button
              kind="quiet"
              icon
              aria-label="Forget it"
              title="Forget it"
              onClick={() => change(withoutQuery(list, targets))}
            >
              <Trash2 size={14} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
