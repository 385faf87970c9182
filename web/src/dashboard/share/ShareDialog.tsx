import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { serverNow } from '../../api/clock.ts';
import { dashboardsApi, exportAddress } from '../../api/dashboards.ts';
import { useSession } from '../../api/session.ts';
import { Button } from '../../components/Button.tsx';
import { CopyLine } from '../../components/CopyLine.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import { resolveRange } from '../../time/range.ts';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { findPanel } from '../edits.ts';
import { embedCode } from './embedCode.ts';
import { pictureAddress } from './pictureAddress.ts';
import styles from './ShareDialog.module.css';
import { shareAddress } from './shareAddress.ts';
import { takeSnapshot } from './takeSnapshot.ts';

/** Ways to show somebody else what one sees: a link, a frame in another page, a picture, a snapshot, a file. */
export default function ShareDialog(props: DialogProps & { readonly panelId?: string | undefined }) {
  const { scope, editor, meta, kind, variables, panelId, onClose } = props;
  const [path] = useLocation();
  const search = useSearch();
  const theme = useTheme();
  const role = useSession().data?.role;
  const [fixed, setFixed] = useState(!scope.page.live);
  const [span] = useState(() => resolveRange(scope.page.range, serverNow(), scope.zone));
  const panel = panelId ? findPanel(editor.dashboard, panelId)?.panel : undefined;
  const title = panel
    ? scope.interpolate(panel.title ?? '', undefined, 'text') || editor.dashboard.title
    : editor.dashboard.title;
  const wishes = { path, search: search && `?${search}`, panel: panelId, ...(fixed ? { span } : {}) };
  const here = window.location.origin;
  const pictured = fixed
    ? {
        ...scope,
        page: {
          ...scope.page,
          range: { from: String(Math.floor(span.from)), until: String(Math.ceil(span.until)) },
        },
      }
    : scope;
  const picture = (format: 'png' | 'svg' | 'pdf') =>
    here + pictureAddress(meta!.uid, pictured, { ...(panelId ? { panel: panelId } : {}), format, theme });
  const kept = kind === 'saved' && meta !== null;

  return (
    <Modal title={`Share ${title}`} size="wide" onClose={onClose}>
      <div className={styles['form']}>
        {editor.dirty && scope.editable && (
          <p className={styles['note']}>Your unsaved changes are not part of what others see.</p>
        )}
        <label className={styles['check']}>
          <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />
          Keep the time range as it is now
        </label>
        <section>
          <h3>Link</h3>
          <CopyLine label="Link" text={here + shareAddress(wishes)} />
        </section>
        {kept && (
          <>
            <section>
              <h3>In another page</h3>
              <CopyLine
                label="Embed code"
                text={embedCode(here + shareAddress({ ...wishes, embed: true }), title)}
              />
              <p className={styles['note']}>
                Other pages may show it only when the server's settings allow it to be framed.
              </p>
            </section>
            <section>
              <h3>Picture</h3>
              <CopyLine label="Address of a picture" text={picture('png')} />
              <p className={styles['links']}>
                <a href={picture('png')} target="_blank" rel="noreferrer">
                  PNG
                </a>
                {panelId && (
                  <a href={picture('svg')} target="_blank" rel="noreferrer">
                    SVG
                  </a>
                )}
                <a href={picture('pdf')} target="_blank" rel="noreferrer">
                  PDF
                </a>
              </p>
            </section>
          </>
        )}
        {!panelId && kind !== 'snapshot' && (role === 'editor' || role === 'admin') && (
          <SnapshotForm scope={scope} variables={variables} span={span} title={title} />
        )}
        {kept && !panelId && (
          <section>
            <h3>File</h3>
            <p className={styles['links']}>
              <a href={exportAddress(meta.uid, 'plumbago')} download>
                Plumbago's JSON
              </a>
              <a href={exportAddress(meta.uid, 'grafana')} download>
                JSON for Grafana
              </a>
            </p>
          </section>
        )}
      </div>
    </Modal>
  );
}

const day = 86_400;
const expiries = [
  { value: String(day), label: 'A day' },
  { value: String(7 * day), label: 'A week' },
  { value: String(30 * day), label: '30 days' },
  { value: '', label: 'For ever' },
] as const;

interface SnapshotFormProps extends Pick<DialogProps, 'scope' | 'variables'> {
  readonly span: { readonly from: number; readonly until: number };
  readonly title: string;
}

function SnapshotForm({ scope, variables, span, title }: SnapshotFormProps) {
  const [name, setName] = useState(title);
  const [expiry, setExpiry] = useState<string>(String(7 * day));
  const [progress, setProgress] = useState('');
  const take = useMutation({
    mutationFn: async () => {
      const values = new Map(
        [...variables.values].map(([key, value]) => [
          key,
          typeof value === 'object' && 'value' in value ? value.value : value,
        ]),
      );
      const content = await takeSnapshot({
        scope,
        values,
        span,
        nowSeconds: serverNow(),
        signal: new AbortController().signal,
        onProgress: (done, all) => setProgress(`${done} of ${all} panels`),
      });
      return dashboardsApi.createSnapshot({
        title: name.trim(),
        content,
        expiresSeconds: expiry ? Number(expiry) : null,
      });
    },
  });
  return (
    <section>
      <h3>Snapshot</h3>
      {take.data ? (
        <CopyLine
          label="Link to the snapshot"
          text={`${window.location.origin}/snapshots/${take.data.key}`}
        />
      ) : (
        <form
          className={styles['snapshot']}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) take.mutate();
          }}
        >
          <TextField label="Title" value={name} onChange={(event) => setName(event.target.value)} />
          <SelectField label="Kept for" value={expiry} options={expiries} onChange={setExpiry} />
          <Button type="submit" disabled={take.isPending || !name.trim()} data-testid="take-snapshot">
            {take.isPending ? progress || 'Reading' : 'Take a snapshot'}
          </Button>
        </form>
      )}
      {take.error && <Problem error={take.error} />}
      <p className={styles['note']}>
        The dashboard with its data as they are now. Whoever may look at dashboards here and has the link can
        open it.
      </p>
    </section>
  );
}
