import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { DashboardAnswer } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useActions } from '../actions.ts';
import styles from './Dialogs.module.css';
import type { DialogProps } from './dialogProps.ts';
import { FolderField } from './FolderField.tsx';

/** Saves a dashboard under a name of its own: a new one, or a copy. */
export function SaveAsDialog({ editor, kind, meta, onClose }: DialogProps) {
  const actions = useActions();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const search = useSearch();
  const isCopy = kind === 'saved';
  const [title, setTitle] = useState(isCopy ? `${editor.dashboard.title}, copy` : editor.dashboard.title);
  const [folder, setFolder] = useState<string | null>(meta?.folder ?? null);
  const save = useMutation({
    mutationFn: async () => {
      const { uid: _uid, ...rest } = editor.dashboard;
      const dashboard = { ...rest, title: title.trim() };
      const saved = await dashboardsApi.create({ dashboard, folder });
      return { saved, dashboard: { ...dashboard, uid: saved.uid } };
    },
    onSuccess: ({ saved, dashboard }) => {
      client.setQueryData<DashboardAnswer>(['dashboard', saved.uid], { dashboard, meta: saved.meta });
      void client.invalidateQueries({ queryKey: ['dashboards'] });
      // The changes are in the new one; nothing of them is left to be offered again.
      editor.forgetDraft();
      const params = new URLSearchParams(search);
      for (const name of ['target', 'title', 'edit', 'view']) params.delete(name);
      const text = params.toString();
      navigate(`/d/${saved.uid}${text && `?${text}`}`, { replace: kind === 'new' });
      actions.say('Saved.');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim()) save.mutate();
  };
  return (
    <Modal title={isCopy ? 'Save a copy' : 'Save the dashboard'} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <TextField
          label="Title"
          value={title}
          maxLength={500}
          data-testid="save-title"
          problem={title.trim() ? undefined : 'A dashboard needs a title.'}
          onChange={(event) => setTitle(event.target.value)}
        />
        <FolderField value={folder} onChange={setFolder} />
        {save.error && <Problem error={save.error} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabled={save.isPending || !title.trim()}
            data-testid="save-confirm"
          >
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
