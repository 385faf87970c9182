import type { Change } from '../../../../src/schema/dashboards.ts';
import styles from './Dialogs.module.css';

const signs: Record<Change['kind'], string> = { added: '+', removed: '−', changed: '~', moved: '↕' };
const words: Record<Change['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  moved: 'Moved',
};

/** Changes between two states, made for reading. */
export function ChangeList({ changes, none }: { changes: readonly Change[]; none: string }) {
  if (changes.length === 0) return <p className={styles['text']}>{none}</p>;
  return (
    <ul className={styles['changeList']}>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.path}`} data-kind={change.kind} title={change.path}>
          <span aria-hidden>{signs[change.kind]}</span>
          <div>
            <span className="visually-hidden">{words[change.kind]}: </span>
            {change.where}
            {change.kind === 'changed' && (
              <small>
                <del>{change.before ?? 'nothing'}</del> → <ins>{change.after ?? 'nothing'}</ins>
              </small>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
