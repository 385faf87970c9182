import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from './Button.tsx';
import styles from './Notice.module.css';

export interface NoticeContent {
  readonly text: string;
  /** Offer to undo what it says. */
  readonly undo: boolean;
  /** Milliseconds: another notice of the same words is another notice. */
  readonly at: number;
}

interface NoticeProps {
  readonly content: NoticeContent | null;
  /** What would be undone; null when there is nothing. */
  readonly undoName: string | null;
  onUndo(): void;
  onClose(): void;
}

const shownMilliseconds = 8_000;

/** One sentence at the lower edge, for a while. */
export function Notice({ content, undoName, onUndo, onClose }: NoticeProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time begins anew with each notice alone
  useEffect(() => {
    if (!content) return;
    const timer = setTimeout(onClose, shownMilliseconds);
    return () => clearTimeout(timer);
  }, [content]);
  return (
    <div role="status" className={styles['place']}>
      {content && (
        <div className={styles['notice']} data-testid="notice">
          <span>{content.text}</span>
          {content.undo && undoName && (
            <Button kind="quiet" onClick={onUndo} data-testid="notice-undo">
              Undo
            </Button>
          )}
          <Button kind="quiet" icon aria-label="Close" onClick={onClose}>
            <X size={14} aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
