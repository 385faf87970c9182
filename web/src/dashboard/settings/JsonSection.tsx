import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Dashboard } from '../../../../src/schema/dashboard.ts';
import { dashboardsApi, exportAddress } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { CopyLine } from '../../components/CopyLine.tsx';
import JsonEditor from '../../components/JsonEditor.tsx';
import { Problem } from '../../components/Problem.tsx';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { replaceWith } from '../edits.ts';
import { lineOfPath } from './lineOfPath.ts';
import styles from './SettingsDialog.module.css';

/** The dashboard as it is stored. What is changed here is checked by the server, and becomes one edit. */
export default function JsonSection({ editor, scope, kind, meta, onClose }: DialogProps) {
  const [text, setText] = useState(() => `${JSON.stringify(editor.dashboard, null, 2)}\n`);
  const [line, setLine] = useState<number | undefined>(undefined);
  const apply = useMutation({
    mutationFn: async () => {
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch (error) {
        return {
          problems: [{ path: '', message: `This is no JSON: ${(error as Error).message}` }],
          dashboard: null,
        };
      }
      return dashboardsApi.check(json);
    },
    onSuccess: ({ dashboard }) => {
      if (!dashboard) return;
      const uid = editor.dashboard.uid;
      const next: Dashboard = uid === undefined ? dashboard : { ...dashboard, uid };
      editor.edit(replaceWith(next, 'Change the JSON'));
      onClose();
    },
  });
  const problems = apply.data?.problems ?? [];
  return (
    <div className={styles['json']}>
      <JsonEditor
        label="The dashboard as JSON"
        value={text}
        readOnly={!scope.editable}
        line={line}
        onChange={(next) => {
          setText(next);
          if (apply.data) apply.reset();
        }}
      />
      {problems.length > 0 && (
        <ul className={styles['problems']} aria-label="What is wrong" data-testid="json-problems">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              <button type="button" onClick={() => setLine(lineOfPath(text, problem.path))}>
                {problem.path && <code>{problem.path}</code>} {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
      {apply.error && <Problem error={apply.error} />}
      <div className={styles['buttons']}>
        {kind === 'saved' && meta && (
          <>
            <a className={styles['download']} href={exportAddress(meta.uid, 'plumbago')} download>
              Download
            </a>
            <a className={styles['download']} href={exportAddress(meta.uid, 'grafana')} download>
              Download for Grafana
            </a>
          </>
        )}
        {scope.editable ? (
          <Button
            kind="primary"
            disabled={apply.isPending}
            data-testid="json-apply"
            onClick={() => apply.mutate()}
          >
            Check and apply
          </Button>
        ) : (
          <CopyLine label="JSON" text={text.length > 200 ? `${text.slice(0, 60)}…` : text} />
        )}
      </div>
    </div>
  );
}
