import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useActions } from '../actions.ts';
import { findPanel } from '../edits.ts';
import {
  canBecomeVariable,
  type Level,
  levelsOf,
  makeSelectable,
  pathsOf,
  suggestName,
} from '../selectable.ts';
import styles from './Dialogs.module.css';

interface SelectableDialogProps {
  readonly panelId: string;
  onClose(): void;
}

/** Choose a level of a metric's name; it becomes a variable for the whole dashboard. */
export function SelectableDialog({ panelId, onClose }: SelectableDialogProps) {
  const actions = useActions();
  const dashboard = actions.current();
  const targets = (findPanel(dashboard, panelId)?.panel.targets ?? []).map((one) => one.target);
  const taken = (dashboard.variables ?? []).map((variable) => variable.name);
  const [level, setLevel] = useState<Level | null>(null);
  const [name, setName] = useState('');
  const { data, error, isPending } = useQuery({
    queryKey: ['paths', targets],
    queryFn: async ({ signal }) => {
      const parsed = await Promise.all(targets.map((target) => api.parseTarget(target, signal)));
      return [...new Set(parsed.flatMap(({ tree }) => (tree ? pathsOf(tree) : [])))];
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problem = !/^\w{1,100}$/.test(name)
    ? 'Letters, digits and underscores.'
    : taken.includes(name)
      ? 'There is a variable of this name.'
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!level || problem) return;
    actions.edit(makeSelectable(level, name));
    actions.say(`$${name} can be chosen at the top.`, true);
    onClose();
  };
  return (
    <Modal title="Make a part selectable" size="wide" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p className={styles['text']}>
          Choose the level of the name that should be chosen at the top of the dashboard. All panels that name
          the same branch follow.
        </p>
        <LoadingBar on={isPending} />
        {error && <Problem error={error} />}
        {data?.length === 0 && <p className={styles['text']}>No metric is named in these queries.</p>}
        {data?.map((path) => (
          <div key={path} className={styles['path']}>
            {levelsOf(path).map((one) => {
              const chosen = level?.before === one.before && level.text === one.text;
              return (
                <button
                  key={one.before}
                  type="button"
                  aria-pressed={chosen}
                  disabled={!canBecomeVariable(one)}
                  onClick={() => {
                    setLevel(one);
                    setName(suggestName(one, taken));
                  }}
                >
                  {one.text}
                </button>
              );
            })}
          </div>
        ))}
        {level && (
          <TextField
            label="Name of the variable"
            value={name}
            problem={problem}
            note={`${level.before}${level.text} becomes ${level.before}$${name}`}
            data-testid="selectable-name"
            onChange={(event) => setName(event.target.value.trim())}
          />
        )}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabled={!level || problem !== undefined}
            data-testid="make-selectable"
          >
            Make it selectable
          </Button>
        </div>
      </form>
    </Modal>
  );
}
