import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DashboardVersion } from '../../../../src/schema/dashboards.ts';
import { serverNow } from '../../api/clock.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatAgo, formatField } from '../../time/range.ts';
import { useActions } from '../actions.ts';
import { ChangeList } from '../dialogs/ChangeList.tsx';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { diffLines } from './diffLines.ts';
import styles from './SettingsDialog.module.css';

/** What was saved when and by whom, what changed, and the way back. */
export function VersionsSection({ editor, meta, scope, onClose }: DialogProps) {
  const uid = meta!.uid;
  const actions = useActions();
  const client = useQueryClient();
  const [older, setOlder] = useState<readonly DashboardVersion[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const first = useQuery({
    queryKey: ['versions', uid],
    queryFn: ({ signal }) => dashboardsApi.versions(uid, undefined, signal),
  });
  const versions = [...(first.data?.versions ?? []), ...older];
  const more = useMutation({
    mutationFn: () => dashboardsApi.versions(uid, versions.at(-1)!.version),
    onSuccess: (answer) => setOlder([...older, ...answer.versions]),
  });
  const newest = versions[0]?.version;
  const restore = useMutation({
    mutationFn: async (version: number) => {
      const saved = await dashboardsApi.restore(uid, version);
      return { saved, version, answer: await dashboardsApi.get(uid) };
    },
    onSuccess: ({ version, answer }) => {
      editor.rebase({ dashboard: answer.dashboard, version: answer.meta.version });
      client.setQueryData(['dashboard', uid], answer);
      void client.invalidateQueries({ queryKey: ['versions', uid] });
      actions.say(`Version ${version} is back.`);
      onClose();
    },
  });
  const last = versions.at(-1)?.version ?? 1;
  return (
    <div className={styles['versions']}>
      <LoadingBar on={first.isPending} />
      {first.error && <Problem error={first.error} retry={() => void first.refetch()} />}
      <ol className={styles['versionList']} data-testid="versions">
        {versions.map((one) => (
          <li key={one.version}>
            <button
              type="button"
              aria-pressed={chosen === one.version}
              onClick={() => setChosen(chosen === one.version ? null : one.version)}
            >
              <span className="numbers">{one.version}</span>
              <span>
                <strong>
                  {one.message ||
                    (one.restoredFrom === null ? 'Saved' : `Version ${one.restoredFrom} brought back`)}
                </strong>
                <small title={formatField(one.savedSeconds)}>
                  {one.savedBy ?? 'Somebody'}, {formatAgo(serverNow() - one.savedSeconds)}
                </small>
              </span>
              {one.version === newest && <em>now</em>}
            </button>
          </li>
        ))}
        {last > 1 && versions.length > 0 && versions.length % 50 === 0 && (
          <li>
            <Button disabled={more.isPending} onClick={() => more.mutate()}>
              Older versions
            </Button>
          </li>
        )}
      </ol>
      <div className={styles['versionDetail']}>
        {chosen === null || newest === undefined ? (
          <p className={styles['none']}>Choose a version to see what it changed.</p>
        ) : (
          <Detail
            key={chosen}
            uid={uid}
            version={chosen}
            newest={newest}
            busy={restore.isPending}
            onRestore={scope.editable && chosen !== newest ? () => restore.mutate(chosen) : undefined}
          />
        )}
        {restore.error && <Problem error={restore.error} />}
      </div>
    </div>
  );
}

interface DetailProps {
  readonly uid: string;
  readonly version: number;
  readonly newest: number;
  readonly busy: boolean;
  readonly onRestore: (() => void) | undefined;
}

function Detail({ uid, version, newest, busy, onRestore }: DetailProps) {
  const [against, setAgainst] = useState<'before' | 'now'>(version === newest ? 'before' : 'now');
  const [asText, setAsText] = useState<'list' | 'text'>('list');
  const [from, to] = against === 'before' ? [version - 1, version] : [version, newest];
  const nothingBefore = from < 1;
  const diff = useQuery({
    queryKey: ['versions', uid, 'diff', from, to],
    queryFn: ({ signal }) => dashboardsApi.diff(uid, from, to, signal),
    enabled: !nothingBefore,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <div className={styles['row']}>
        <Segmented<'before' | 'now'>
          label="Compared with"
          value={against}
          options={[
            { value: 'before', label: 'What it changed' },
            { value: 'now', label: 'Until now' },
          ]}
          onChange={setAgainst}
        />
        <Segmented<'list' | 'text'>
          label="Shown as"
          value={asText}
          options={[
            { value: 'list', label: 'List' },
            { value: 'text', label: 'Text' },
          ]}
          onChange={setAsText}
        />
        {onRestore && (
          <Button kind="primary" disabled={busy} data-testid="restore" onClick={onRestore}>
            Bring version {version} back
          </Button>
        )}
      </div>
      <LoadingBar on={diff.isFetching} />
      {diff.error && <Problem error={diff.error} />}
      {nothingBefore ? (
        <p className={styles['none']}>This is the first version.</p>
      ) : (
        diff.data &&
        (asText === 'list' ? (
          <ChangeList changes={diff.data.changes} none="Nothing is different." />
        ) : (
          <TextDiff before={diff.data.before} after={diff.data.after} />
        ))
      )}
    </>
  );
}

const signs = { same: ' ', added: '+', removed: '−', gap: '…' };

function TextDiff({ before, after }: { before: string; after: string }) {
  const lines = diffLines(before, after);
  if (lines.every((line) => line.kind === 'same' || line.kind === 'gap'))
    return <p className={styles['none']}>Nothing is different.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus
    <pre className={styles['diff']} tabIndex={0} data-testid="text-diff">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text are their places
        <span key={i} data-kind={line.kind}>
          {signs[line.kind]} {line.text}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
