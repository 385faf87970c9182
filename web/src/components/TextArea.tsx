import { type TextareaHTMLAttributes, useId } from 'react';
import styles from './TextField.module.css';

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  readonly problem?: string | undefined;
  readonly note?: string;
}

/** A labelled field of several lines. */
export function TextArea({ label, problem, note, rows = 3, ...rest }: TextAreaProps) {
  const id = useId();
  const below = problem ?? note;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']}>
        <textarea
          id={id}
          rows={rows}
          aria-invalid={problem ? true : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          {...rest}
        />
      </div>
      {below && (
        <p id={`${id}-below`} className={problem ? styles['problem'] : styles['note']}>
          {below}
        </p>
      )}
    </div>
  );
}
