import { Lightbulb, TriangleAlert } from 'lucide-react';
import styles from './HintList.module.css';
import type { Hint, HintFix } from './hints.ts';

/** What there is to say about a query, each with its ways out. */
export function HintList({ hints, onFix }: { hints: readonly Hint[]; onFix: (fix: HintFix) => void }) {
  if (hints.length === 0) return null;
  return (
    <ul className={styles['hints']} data-testid="hints">
      {hints.map((hint) => (
        <li key={hint.rule} data-level={hint.level} data-rule={hint.rule}>
          {hint.level === 'warn' ? (
            <TriangleAlert size={13} aria-hidden />
          ) : (
            <Lightbulb size={13} aria-hidden />
          )}
          <span>{hint.message}</span>
          {hint.fixes.map((fix) => (
            <button key={fix.label} type="button" onClick={() => onFix(fix)}>
              {fix.label}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}
