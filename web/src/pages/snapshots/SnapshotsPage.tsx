import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { SnapshotSummary } from '../../../../src/schema/dashboards.ts';
import { formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { serverNow } from '../../api/clock.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Notice, type NoticeContent } from '../../components/Notice.tsx';
import { Problem } from '../../components/Problem.tsx';
import { formatAgo, formatField } from '../../time/range.ts';
import styles from './SnapshotsPage.module.css';

const queryKey = ['snapshots'];

/** All snapshots that were taken: where they are, how long they last, and the way to be rid of them. */
export default function SnapshotsPage() {
  const client = useQueryClient();
  const mayList = mayAs(useSession().data, 'editor');
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => dashboardsApi.snapshots(signal),
    enabled: mayList,
  });
  const [removing, setRemoving] = useState<SnapshotSummary | null>(null);
  const [notice, setNotice] = useState<NoticeContent | null>(null);
  const snapshots = query.data?.snapshots;
  const copy = async ({ key, title }: SnapshotSummary) => {
    const address = `${location.origin}/snapshots/${key}`;
    const text = await navigator.clipboard.writeText(address).then(
      () => `The link to "${title}" was copied.`,
      // Without the clipboard (a page on plain http) it can still be marked and copied by hand.
      () => address,
    );
    setNotice({ text, undo: false, at: Date.now() });
  };
  return (
    <>
      <TopBar title="Snapshots" parent={{ title: 'Dashboards', href: '/dashboards' }} />
      <main id="content" className={styles['page']}>
        <LoadingBar on={mayList && query.isPending} />
        {!mayList && <p>The list of snapshots is for editors. Whoever has the link to one may look at it.</p>}
        {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
        {snapshots && snapshots.length > 0 && (
          <ul className={styles['list']} data-testid="snapshots">
            {snapshots.map((snapshot) => (
              <li key={snapshot.key}>
                <Link href={`/snapshots/${snapshot.key}`} className={styles['name']}>
                  <strong>{snapshot.title}</strong>
                  <small title={formatField(snapshot.createdSeconds)}>{aboutText(snapshot)}</small>
                </Link>
                <Button
                  kind="quiet"
                  aria-label={`Copy link to ${snapshot.title}`}
                  onClick={() => void copy(snapshot)}
                >
                  <Link2 size={14} aria-hidden /> <span className={styles['word']}>Copy link</span>
                </Button>
                <Button
                  kind="quiet"
                  icon
                  aria-label={`Delete ${snapshot.title}`}
                  data-testid="delete-snapshot"
                  onClick={() => setRemoving(snapshot)}
                >
                  <Trash2 size={14} aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        )}
        {snapshots?.length === 0 && (
          <div className={styles['empty']}>
            <h2>No snapshots yet</h2>
            <p>
              A snapshot keeps a dashboard with its data as they are. Take one under Share on a dashboard.
            </p>
          </div>
        )}
      </main>
      <Notice content={notice} undoName={null} onUndo={() => {}} onClose={() => setNotice(null)} />
      {removing && (
        <ConfirmDialog
          title={`Delete the snapshot ${removing.title}`}
          text="Links to it will lead nowhere. The dashboard itself stays; the data of that moment are gone with the snapshot."
          confirm="Delete"
          act={() => dashboardsApi.removeSnapshot(removing.key)}
          onDone={() => {
            void client.invalidateQueries({ queryKey });
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

/** Such as "2 h ago by ann, 1.2 MiB, for 7 d more". */
function aboutText({ createdSeconds, createdBy, expiresAt, bytes }: SnapshotSummary): string {
  const now = serverNow();
  return [
    `${formatAgo(now - createdSeconds)}${createdBy === null ? '' : ` by ${createdBy}`}`,
    formatValue(bytes, 'bytes'),
    expiresAt === null ? 'kept for ever' : `for ${formatDuration(Math.max(0, expiresAt - now))} more`,
  ].join(', ');
}
