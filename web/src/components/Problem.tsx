import { TriangleAlert } from 'lucide-react';
import { CallFailure } from '../api/client.ts';
import { Button } from './Button.tsx';
import styles from './Problem.module.css';

interface ProblemProps {
  readonly error: unknown;
  /** What is still shown in spite of it, such as "The values below are from 14:05." */
  readonly meanwhile?: string;
  readonly retry?: () => void;
  /** Of the button for that. */
  readonly retryLabel?: string;
}

/** What happened, what it means for what is on screen, and what to do. */
export function Problem({ error, meanwhile, retry, retryLabel = 'Try again' }: ProblemProps) {
  const message = error instanceof Error ? error.message : 'Something went wrong.';
  const hint = error instanceof CallFailure ? error.hint : undefined;
  return (
    <div className={styles['problem']} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <p className={styles['message']}>{message}</p>
        {(hint || meanwhile) && (
          <p className={styles['hint']}>{[meanwhile, hint].filter(Boolean).join(' ')}</p>
        )}
      </div>
      {retry && <Button onClick={retry}>{retryLabel}</Button>}
    </div>
  );
}
