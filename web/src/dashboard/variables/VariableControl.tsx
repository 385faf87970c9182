import { ChevronDown, TriangleAlert } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import type { VariableState } from '../../../../src/view/variables/resolve.ts';
import { isAll } from '../../../../src/view/variables/values.ts';
import styles from './VariableControl.module.css';

const load = () => import('./VariablePopup.tsx');
const VariablePopup = lazy(load);

interface VariableControlProps {
  readonly state: VariableState;
  readonly label: string;
  readonly problem: Error | null;
  onChange(value: VariableValue): void;
}

/** One variable in the bar: a field for a text, else a button that says what is chosen and opens the choices. */
export function VariableControl(props: VariableControlProps) {
  const { state, label, problem } = props;
  const { variable } = state;
  const id = useId();
  const labelled = variable.hide !== 'label';
  return (
    <div className={styles['control']} data-testid={`variable-${variable.name}`} title={variable.description}>
      {labelled && (
        <label htmlFor={id} className={styles['label']}>
          {label}
        </label>
      )}
      {variable.type === 'text' ? (
        <TextValue id={id} {...props} name={labelled ? undefined : label} />
      ) : (
        <Choice id={id} {...props} />
      )}
      {problem && (
        <span className={styles['problem']} title={`Its choices are not known: ${problem.message}`}>
          <TriangleAlert size={13} aria-hidden />
          <span className="visually-hidden">Its choices are not known: {problem.message}</span>
        </span>
      )}
    </div>
  );
}

function TextValue({
  id,
  state,
  name,
  onChange,
}: VariableControlProps & { id: string; name: string | undefined }) {
  const value = typeof state.chosen === 'string' ? state.chosen : '';
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text !== value) onChange(text);
  };
  return (
    <form onSubmit={submit}>
      <input
        id={id}
        className={styles['text']}
        aria-label={name}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => submit()}
      />
    </form>
  );
}

function Choice({ id, state, label, onChange }: VariableControlProps & { id: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const words = describeChoice(state);
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        className={styles['choice']}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${label}: ${words}`}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(!open)}
      >
        <span>{words}</span>
        <ChevronDown size={14} aria-hidden />
      </button>
      {open && (
        <Suspense fallback={null}>
          <VariablePopup
            state={state}
            label={label}
            anchor={button}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** What the button says: the choice in words, or how many when they are too many to read. */
export function describeChoice({ chosen, options, variable }: VariableState): string {
  if (chosen === undefined) return '…';
  if (isAll(chosen)) return 'All';
  const textOf = (value: string) => options?.find((option) => option.value === value)?.text ?? value;
  if (typeof chosen === 'string')
    return textOf(chosen) || (options?.length === 0 ? 'Nothing to choose' : '–');
  if (chosen.length === 0) return options?.length === 0 ? 'Nothing to choose' : 'None';
  const listed = chosen.map(textOf).join(', ');
  if (chosen.length <= 3 || listed.length <= 40 || !('multi' in variable)) return listed;
  return `${textOf(chosen[0])} and ${chosen.length - 1} more`;
}
