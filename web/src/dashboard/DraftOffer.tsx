import { serverNow } from '../api/clock.ts';
import { Button } from '../components/Button.tsx';
import { formatAgo } from '../time/range.ts';
import styles from './DashboardView.module.css';
import type { Editor } from './useEditor.ts';

/** Changes of an earlier visit that were not saved. */
export function DraftOffer({ editor }: { editor: Editor }) {
  const { offered, base } = editor;
  if (!offered) return null;
  return (
    <div className={styles['offer']} role="status" data-testid="draft-offer">
      <p>
        You have unsaved changes from {formatAgo(serverNow() - offered.savedSeconds)}.
        {offered.baseVersion < base.version &&
          ' The dashboard was saved by somebody since; saving will merge.'}
      </p>
      <Button kind="primary" onClick={editor.takeOffered}>
        Continue with them
      </Button>
      <Button onClick={editor.refuseOffered}>Discard them</Button>
    </div>
  );
}
