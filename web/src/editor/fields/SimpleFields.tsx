/** Fields for one plain value: a choice, a switch, a number, a text, and lists of such. */

import { DraftInput } from '../../components/DraftInput.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { defaultOf } from '../optionValues.ts';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';
import { readNumber, readNumbers } from './numberText.ts';

/** Pixels that choices beside each other may take, and what each takes beside its letters. */
const roomBeside = 200;
const aroundEach = 25;
const letterWidth = 6.8;

function fitBeside(choices: readonly { readonly label: string }[]): boolean {
  const width = choices.reduce((sum, { label }) => sum + aroundEach + label.length * letterWidth, 0);
  return choices.length > 1 && width <= roomBeside;
}

export function ChoiceField({ field, value, id, onChange }: FieldProps<'choice'>) {
  const { choices } = field;
  const now = value ?? defaultOf(field);
  if (fitBeside(choices))
    return <Segmented label={field.label} options={choices} value={String(now)} onChange={onChange} />;
  return (
    <select
      id={id}
      className={styles['select']}
      value={String(now)}
      onChange={(event) => onChange(event.target.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

export function ChoicesField({ field, value, onChange }: FieldProps<'choices'>) {
  const now = (value ?? field.default ?? []) as readonly string[];
  return (
    <fieldset className={styles['checks']}>
      <legend className="visually-hidden">{field.label}</legend>
      {field.choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="checkbox"
            checked={now.includes(choice.value)}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              // In the order of the choices, whatever was clicked first.
              const next = field.choices
                .map((each) => each.value)
                .filter((each) => (each === choice.value ? on : now.includes(each)));
              onChange(next.length > 0 || field.default !== undefined ? next : undefined);
            }}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

export function SwitchField({ field, value, id, onChange }: FieldProps<'switch'>) {
  return (
    <input
      id={id}
      type="checkbox"
      className={styles['switch']}
      checked={(value ?? field.default ?? false) === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function NumberField({ field, value, id, onChange }: FieldProps<'number'>) {
  const { min, max, step, suffix, placeholder } = field;
  const problem = (text: string): string | null => {
    const number = readNumber(text);
    if (number === undefined) return null;
    if (number === null) return 'Not a number';
    if (min !== undefined && number < min) return `At least ${min}`;
    if (max !== undefined && number > max) return `At most ${max}`;
    if (step !== undefined && Number.isInteger(step) && !Number.isInteger(number)) return 'A whole number';
    return null;
  };
  const nudge = (by: number) => {
    const now =
      typeof value === 'number' ? value : typeof field.default === 'number' ? field.default : (min ?? 0);
    const next = Number((now + by * (step ?? 1)).toPrecision(12));
    onChange(Math.max(min ?? next, Math.min(max ?? next, next)));
  };
  return (
    <span className={styles['number']}>
      <DraftInput
        id={id}
        inputMode="decimal"
        value={typeof value === 'number' ? String(value) : ''}
        placeholder={placeholder ?? (field.default === undefined ? 'auto' : String(field.default))}
        problem={problem}
        whenLeft={field.whenLeft ?? false}
        onText={(text) => onChange(readNumber(text) ?? undefined)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          nudge((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
        }}
      />
      {suffix && <span>{suffix}</span>}
    </span>
  );
}

export function TextOption({ field, value, id, onChange }: FieldProps<'text'>) {
  const text = typeof value === 'string' ? value : '';
  const placeholder = field.placeholder ?? (typeof field.default === 'string' ? field.default : undefined);
  if ((field.lines ?? 1) > 1)
    return (
      <textarea
        id={id}
        className={styles['area']}
        rows={field.lines}
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    );
  return (
    <DraftInput
      id={id}
      value={text}
      placeholder={placeholder}
      whenLeft={field.whenLeft ?? false}
      onText={(next) => onChange(next || undefined)}
    />
  );
}

export function ListField({ field, value, id, onChange }: FieldProps<'list'>) {
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <DraftInput
      id={id}
      value={list.join(', ')}
      placeholder={field.placeholder ?? 'one, another'}
      whenLeft
      onText={(text) => {
        const parts = text.split(',').map((part) => part.trim());
        const next = [...new Set(parts.filter(Boolean))];
        onChange(next.length > 0 ? next : undefined);
      }}
    />
  );
}

export function NumbersField({ field, value, id, onChange }: FieldProps<'numbers'>) {
  const list = Array.isArray(value) ? (value as readonly number[]) : [];
  return (
    <DraftInput
      id={id}
      value={list.join(', ')}
      placeholder={field.placeholder ?? '50, 95, 99'}
      problem={(text) => (readNumbers(text) === null ? 'Numbers with commas between them' : null)}
      whenLeft
      onText={(text) => {
        const next = readNumbers(text) ?? [];
        onChange(next.length > 0 ? next : undefined);
      }}
    />
  );
}
