import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ConflictAnswer, DashboardAnswer, Saved } from '../../../../src/schema/dashboards.ts';
import { conflictOf, dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useActions } from '../actions.ts';
import { ConflictView } from './ConflictView.tsx';
import styles from './Dialogs.module.css';
import type { DialogProps } from './dialogProps.ts';
import { FolderField } from './FolderField.tsx';
import { listChanges } from './listChanges.ts';

/** Saves what was changed, with a word about it for the list of versions. Somebody else's change in between is never lost. */
export function SaveDialog({ editor, meta, onClose }: DialogProps) {
  const actions = useActions();
  const client = useQueryClient();
  const uid = meta!.uid;
  const [message, setMessage] = useState('');
  const [folder, setFolder] = useState<string | null>(meta!.folder);
  const [conflict, setConflict] = useState<ConflictAnswer['conflict'] | null>(null);
  const save = useMutation({
    mutationFn: async (what: { dashboard: typeof editor.dashboard; baseVersion: number }) => {
      const saved = await dashboardsApi.save(uid, {
        ...what,
        ...(message.trim() ? { message: message.trim() } : {}),
        ...(folder === meta!.folder ? {} : { folder }),
      });
      return { saved, dashboard: what.dashboard };
    },
    onSuccess: ({ saved, dashboard }) => {
      editor.rebase({ dashboard, version: saved.version }, dashboard);
      noteSaved(saved, dashboard);
      actions.say('Saved.');
      onClose();
    },
    onError: (error) => setConflict(conflictOf(error)),
  });
  const noteSaved = (saved: Saved, dashboard: typeof editor.dashboard) => {
    client.setQueryData<DashboardAnswer>(['dashboard', uid], { dashboard, meta: saved.meta });
    void client.invalidateQueries({ queryKey: ['dashboards'] });
    void client.invalidateQueries({ queryKey: ['versions', uid] });
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    save.mutate({ dashboard: editor.dashboard, baseVersion: editor.base.version });
  };

  if (conflict)
    return (
      <Modal title="Somebody else has saved this dashboard" size="wide" onClose={onClose}>
        <ConflictView
          conflict={conflict}
          busy={save.isPending}
          onMerge={() => save.mutate({ dashboard: conflict.merged!, baseVersion: conflict.version })}
          onTake={() => {
            editor.rebase({ dashboard: conflict.dashboard, version: conflict.version });
            void client.invalidateQueries({ queryKey: ['dashboard', uid] });
            actions.say('This is their state. Undo brings yours back.', true);
            onClose();
          }}
          onReplace={() => save.mutate({ dashboard: editor.dashboard, baseVersion: conflict.version })}
          onCopy={() => actions.open({ kind: 'save-as' })}
          onKeep={onClose}
        />
      </Modal>
    );
  const changes = listChanges(editor.changes);
  return (
    <Modal title="Save the dashboard" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        {changes.length > 0 && (
          <section className={styles['changes']} aria-label="What was changed">
            <h3>What was changed</h3>
            <ul>
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </section>
        )}
        <TextArea
          label="A word about it"
          placeholder="For the list of versions; may stay empty"
          rows={2}
          value={message}
          maxLength={1000}
          data-testid="save-message"
          onChange={(event) => setMessage(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
        <FolderField value={folder} onChange={setFolder} />
        {save.error && !conflictOf(save.error) && <Problem error={save.error} />}
        <div className={styles['buttons']}>
          <Button onClick={() => actions.open({ kind: 'save-as' })}>Save as …</Button>
          <Button kind="primary" type="submit" disabled={save.isPending} data-testid="save-confirm">
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
