import { useId } from 'react';
import styles from './TextField.module.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly note?: string;
  readonly disabled?: boolean;
  readonly testId?: string;
  onChange(value: T): void;
}

/** A labelled choice of a short list; the system's own control, which every keyboard and phone knows. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, note, disabled, testId, onChange } = props;
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']}>
        <select
          id={id}
          value={value}
          disabled={disabled}
          data-testid={testId}
          aria-describedby={note ? `${id}-below` : undefined}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      {note && (
        <p id={`${id}-below`} className={styles['note']}>
          {note}
        </p>
      )}
    </div>
  );
}
