import { type FormEvent, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useActions } from '../actions.ts';
import { removeRow, rowName, setRow } from '../edits.ts';
import styles from './Dialogs.module.css';

interface RowDialogProps {
  readonly rowId: string;
  onClose(): void;
}

/** Title of a row, whether it is folded at first, and for what it is repeated. */
export function RowDialog({ rowId, onClose }: RowDialogProps) {
  const actions = useActions();
  const dashboard = actions.current();
  const row = dashboard.rows.find((one) => one.id === rowId);
  const [title, setTitle] = useState(row?.title ?? '');
  const [collapsed, setCollapsed] = useState(row?.collapsed ?? false);
  const [variable, setVariable] = useState(row?.repeat?.variable ?? '');
  if (!row) return null;
  const repeatable = (dashboard.variables ?? []).filter(
    (one) => 'multi' in one || one.type === 'query' || one.type === 'custom',
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    actions.edit(
      setRow(row, {
        title: title.trim() || undefined,
        collapsed: collapsed || undefined,
        repeat: variable ? { variable } : undefined,
      }),
    );
    onClose();
  };
  return (
    <Modal title="Row" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <TextField
          label="Title"
          value={title}
          data-testid="row-title"
          onChange={(event) => setTitle(event.target.value)}
        />
        <SelectField
          label="Repeat for each value of"
          value={variable}
          options={[
            { value: '', label: 'No variable' },
            ...repeatable.map((one) => ({ value: one.name, label: one.label ?? one.name })),
          ]}
          note={
            repeatable.length === 0
              ? 'Only variables with a list of values can repeat a row; this dashboard has none.'
              : 'The whole row once for each value that is chosen.'
          }
          onChange={setVariable}
        />
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={collapsed}
            onChange={(event) => setCollapsed(event.target.checked)}
          />
          Folded when the dashboard opens
        </label>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Taking a row away, with its panels or without. */
export function RemoveRowDialog({ rowId, onClose }: RowDialogProps) {
  const actions = useActions();
  const { rows } = actions.current();
  const row = rows.find((one) => one.id === rowId);
  if (!row) return null;
  const remove = (panels: 'remove' | 'keep') => {
    actions.edit(removeRow(row, panels));
    actions.say(`Removed ${rowName(row)}.`, true);
    onClose();
  };
  const count = row.panels.length;
  return (
    <Modal title={`Remove ${rowName(row)}?`} onClose={onClose}>
      <p className={styles['text']}>
        {count === 0
          ? 'It has no panels.'
          : count === 1
            ? 'It has one panel, which can stay and go to the row beside it.'
            : `It has ${count} panels, which can stay and go to the row beside it.`}
      </p>
      <div className={styles['buttons']}>
        <Button onClick={onClose}>Cancel</Button>
        {count > 0 && <Button onClick={() => remove('keep')}>Keep the panels</Button>}
        <Button kind="danger" data-testid="remove-row" onClick={() => remove('remove')}>
          {count > 0 ? 'Remove with its panels' : 'Remove'}
        </Button>
      </div>
    </Modal>
  );
}
