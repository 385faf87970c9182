import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import styles from './DashboardsPage.module.css';

interface SelectionBarProps {
  readonly count: number;
  /** What can be done to all of them. */
  readonly children: ReactNode;
  onClear(): void;
}

/** Stands in the place of the filters while something is selected. */
export function SelectionBar({ count, children, onClear }: SelectionBarProps) {
  return (
    <div className={styles['filters']} data-testid="selection">
      <div className={styles['chips']}>
        <strong className="numbers">{count} selected</strong>
        {children}
      </div>
      <Button kind="quiet" onClick={onClear}>
        <X size={14} aria-hidden /> Clear
      </Button>
    </div>
  );
}
