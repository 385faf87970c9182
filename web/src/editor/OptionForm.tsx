import { ChevronRight, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { OptionField, OptionGroup } from '../panels/optionFields.ts';
import { FieldControl, wideKinds } from './fields/FieldControl.tsx';
import type { FieldContext } from './fields/fieldProps.ts';
import styles from './OptionForm.module.css';
import { isChanged, type OptionValues, shownGroups, valueAt, withField, withValue } from './optionValues.ts';

interface OptionFormProps {
  readonly groups: readonly OptionGroup[];
  readonly values: OptionValues;
  readonly context: FieldContext;
  /** Shows only what has these words; groups are then open. */
  readonly search: string;
  onChange(values: OptionValues): void;
}

/** A form made of declared fields: groups that fold, each field with a dot and a way back where it was changed. */
export function OptionForm({ groups, values, context, search, onChange }: OptionFormProps) {
  return shownGroups(groups, values, search).map((group) => (
    <FoldedGroup
      key={group.title}
      title={group.title}
      changed={group.fields.filter((field) => isChanged(values, field)).length}
      forceOpen={search.trim() !== ''}
    >
      {group.fields.map((field) => (
        <FieldRow
          key={field.path}
          field={field}
          value={valueAt(values, field.path)}
          context={context}
          onChange={(value) => onChange(withField(values, field, value))}
          onReset={() => onChange(withValue(values, field.path, undefined))}
        />
      ))}
    </FoldedGroup>
  ));
}

interface FoldedGroupProps {
  readonly title: string;
  /** How many of its fields somebody decided about. */
  readonly changed?: number;
  readonly forceOpen?: boolean;
  /** Stays folded on the next visit, where it was folded. */
  readonly remember?: boolean;
  readonly children: ReactNode;
}

const foldedKey = 'plumbago.editor.folded';

/** Which groups somebody has folded, in this browser. */
function readFolded(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(foldedKey) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []);
  } catch {
    return new Set();
  }
}

function rememberFolded(title: string, folded: boolean): void {
  const titles = new Set(readFolded());
  if (folded) titles.add(title);
  else titles.delete(title);
  try {
    localStorage.setItem(foldedKey, JSON.stringify([...titles]));
  } catch {
    // Without storage the group is open again next time.
  }
}

export function FoldedGroup({
  title,
  changed = 0,
  forceOpen = false,
  remember = true,
  children,
}: FoldedGroupProps) {
  const [open, setOpen] = useState(() => !remember || !readFolded().has(title));
  const id = useId();
  const shown = open || forceOpen;
  return (
    <section className={styles['group']} data-testid="option-group">
      <h3>
        <button
          type="button"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => {
            setOpen(!shown);
            if (remember) rememberFolded(title, shown);
          }}
        >
          <ChevronRight size={14} className={styles['chevron']} aria-hidden />
          {title}
          {changed > 0 && (
            <span className={styles['count']} title={`${changed} changed`}>
              {changed}
            </span>
          )}
        </button>
      </h3>
      <div id={id} hidden={!shown} className={styles['fields']}>
        {shown && children}
      </div>
    </section>
  );
}

interface FieldRowProps {
  readonly field: OptionField;
  readonly value: unknown;
  readonly context: FieldContext;
  onChange(value: unknown): void;
  onReset(): void;
}

export function FieldRow({ field, value, context, onChange, onReset }: FieldRowProps) {
  const id = useId();
  const changed = value !== undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a label with its control is no set of fields
    <div
      role="group"
      aria-label={field.label}
      className={styles['field']}
      data-wide={wideKinds.has(field.kind) || (field.kind === 'text' && (field.lines ?? 1) > 1) || undefined}
      data-option={field.path}
    >
      <div className={styles['label']}>
        <label htmlFor={id} title={field.help}>
          {field.label}
        </label>
        {changed && (
          <button
            type="button"
            className={styles['reset']}
            aria-label={`Reset ${field.label}`}
            title="Back to the default"
            onClick={onReset}
          >
            <i aria-hidden />
            <RotateCcw size={12} aria-hidden />
          </button>
        )}
      </div>
      <div className={styles['control']}>
        <FieldControl field={field} value={value} id={id} context={context} onChange={onChange} />
        {field.help && <p className={styles['help']}>{field.help}</p>}
      </div>
    </div>
  );
}
