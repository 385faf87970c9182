import type { Change, ConflictAnswer } from '../../../../src/schema/dashboards.ts';
import { serverNow } from '../../api/clock.ts';
import { Button } from '../../components/Button.tsx';
import { formatAgo } from '../../time/range.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Dialogs.module.css';

interface ConflictViewProps {
  readonly conflict: ConflictAnswer['conflict'];
  readonly busy: boolean;
  onMerge(): void;
  onTake(): void;
  onReplace(): void;
  onCopy(): void;
  onKeep(): void;
}

/** What both have changed since the same state, and what to do about it. */
export function ConflictView(props: ConflictViewProps) {
  const { conflict, busy, onMerge, onTake, onReplace, onCopy, onKeep } = props;
  const who = conflict.updatedBy ?? 'Somebody';
  const { overlaps, merged } = conflict;
  return (
    <div className={styles['form']} data-testid="conflict">
      <p className={styles['text']}>
        {who} saved version {conflict.version} {formatAgo(serverNow() - conflict.updatedSeconds)}. Nothing is
        overwritten until you decide.{' '}
        {merged === null
          ? 'The state that you began with is not known any more, so the changes cannot be merged.'
          : overlaps.length === 0
            ? 'Both changes can be kept.'
            : 'Where both changed the same thing, a merge keeps yours.'}
      </p>
      <div className={styles['two']}>
        <Side title={`What ${conflict.updatedBy ?? 'they'} changed`} changes={conflict.theirs} />
        <Side title="What you changed" changes={conflict.ours} />
      </div>
      {overlaps.length > 0 && <Side title="Changed by both" changes={overlaps} />}
      <div className={styles['buttons']}>
        <Button onClick={onKeep}>Keep editing</Button>
        <Button onClick={onCopy}>Save as a copy</Button>
        <Button onClick={onTake}>Take theirs</Button>
        {merged ? (
          <Button kind="primary" disabled={busy} data-testid="save-merged" onClick={onMerge}>
            Save merged
          </Button>
        ) : (
          <Button kind="danger" disabled={busy} onClick={onReplace}>
            Replace theirs
          </Button>
        )}
      </div>
    </div>
  );
}

function Side({ title, changes }: { title: string; changes: readonly Change[] }) {
  return (
    <section className={styles['changes']}>
      <h3>{title}</h3>
      <ChangeList changes={changes} none="Nothing" />
    </section>
  );
}
