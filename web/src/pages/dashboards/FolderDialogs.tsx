import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { DashboardSummary, Folder } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { FolderField } from '../../dashboard/dialogs/FolderField.tsx';
import styles from './DashboardsPage.module.css';
import { withAllBelow } from './listLines.ts';

/** What is asked before folders or places change; one at a time. */
export type ListDialog =
  | { readonly kind: 'new-folder'; readonly parent: string | null }
  | { readonly kind: 'rename-folder' | 'move-folder' | 'remove-folder'; readonly folder: Folder }
  | { readonly kind: 'move'; readonly dashboards: readonly DashboardSummary[] };

interface FolderDialogsProps {
  readonly dialog: ListDialog;
  readonly folders: readonly Folder[];
  /** Moves dashboards; the folder's title stands beside its uid. */
  onMove(dashboards: readonly DashboardSummary[], folder: string | null, title: string | null): void;
  /** A folder was changed, in a sentence. */
  onChanged(sentence: string): void;
  onClose(): void;
}

export default function FolderDialogs({ dialog, folders, onMove, onChanged, onClose }: FolderDialogsProps) {
  const titleOf = (uid: string | null) => folders.find((folder) => folder.uid === uid)?.title ?? null;
  const done = (sentence: string) => {
    onChanged(sentence);
    onClose();
  };
  if (dialog.kind === 'new-folder')
    return (
      <NameDialog
        title={dialog.parent === null ? 'New folder' : `New folder in ${titleOf(dialog.parent)}`}
        confirm="Make the folder"
        save={(title) => dashboardsApi.createFolder({ title, parent: dialog.parent })}
        onDone={(title) => done(`The folder ${title} was made.`)}
        onClose={onClose}
      />
    );
  if (dialog.kind === 'move') {
    const { dashboards } = dialog;
    const what = dashboards.length === 1 ? dashboards[0].title : `${dashboards.length} dashboards`;
    return (
      <PlaceDialog
        title={`Move ${what}`}
        label="To the folder"
        confirm="Move"
        initial={dashboards[0]?.folder ?? null}
        save={async (folder) => onMove(dashboards, folder, titleOf(folder))}
        onDone={onClose}
        onClose={onClose}
      />
    );
  }
  const { folder } = dialog;
  const { uid, title } = folder;
  if (dialog.kind === 'rename-folder')
    return (
      <NameDialog
        title={`Rename the folder ${title}`}
        confirm="Rename"
        initial={title}
        save={(next) => dashboardsApi.changeFolder(uid, { title: next })}
        onDone={(next) => done(`The folder ${title} is now called ${next}.`)}
        onClose={onClose}
      />
    );
  if (dialog.kind === 'move-folder')
    return (
      <PlaceDialog
        title={`Move the folder ${title}`}
        label="Into the folder"
        confirm="Move"
        initial={folder.parent}
        without={withAllBelow(uid, folders)}
        save={(parent) => dashboardsApi.changeFolder(uid, { title, parent })}
        onDone={() => done(`The folder ${title} was moved.`)}
        onClose={onClose}
      />
    );
  return (
    <PlaceDialog
      title={`Delete the folder ${title}`}
      about="No dashboard is deleted with it: what is in the folder goes to another one."
      label="What is in it goes to"
      confirm="Delete the folder"
      danger
      initial={folder.parent}
      without={withAllBelow(uid, folders)}
      save={(place) => dashboardsApi.removeFolder(uid, place ?? 'general')}
      onDone={() => done(`The folder ${title} was deleted.`)}
      onClose={onClose}
    />
  );
}

interface DialogFormProps {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly children: ReactNode;
  onSubmit(): void;
  onClose(): void;
}

function DialogForm(props: DialogFormProps) {
  const { title, confirm, danger = false, ready, pending, error, children, onSubmit, onClose } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !pending) onSubmit();
  };
  return (
    <Modal title={title} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        {children}
        {error && <Problem error={error} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            type="submit"
            disabled={!ready || pending}
            data-testid="dialog-confirm"
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly initial?: string;
  save(name: string): Promise<unknown>;
  onDone(name: string): void;
  onClose(): void;
}

function NameDialog({ title, confirm, initial = '', save, onDone, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const change = useMutation({ mutationFn: save, onSuccess: (_, saved) => onDone(saved) });
  return (
    <DialogForm
      title={title}
      confirm={confirm}
      ready={name.trim() !== '' && name.trim() !== initial}
      pending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(name.trim())}
      onClose={onClose}
    >
      <TextField
        label="Title"
        value={name}
        maxLength={200}
        data-testid="folder-title"
        onChange={(event) => setName(event.target.value)}
      />
    </DialogForm>
  );
}

interface PlaceDialogProps {
  readonly title: string;
  readonly about?: string;
  readonly label: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly initial: string | null;
  readonly without?: ReadonlySet<string>;
  save(folder: string | null): Promise<unknown>;
  onDone(): void;
  onClose(): void;
}

function PlaceDialog(props: PlaceDialogProps) {
  const { title, about, label, confirm, danger = false, initial, without, save, onDone, onClose } = props;
  const [folder, setFolder] = useState(initial);
  const change = useMutation({ mutationFn: save, onSuccess: onDone });
  return (
    <DialogForm
      title={title}
      confirm={confirm}
      danger={danger}
      ready
      pending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(folder)}
      onClose={onClose}
    >
      {about && <p className={styles['about']}>{about}</p>}
      <FolderField label={label} value={folder} onChange={setFolder} {...(without ? { without } : {})} />
    </DialogForm>
  );
}
