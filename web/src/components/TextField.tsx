import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, useId, useState } from 'react';
import styles from './TextField.module.css';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  /** What is wrong with what was typed; shown below the field and read with it. */
  readonly problem?: string | undefined;
  /** Help that is always there. */
  readonly note?: string;
}

/** A labelled input. A password can be shown while it is typed. */
export function TextField({ label, problem, note, type = 'text', ...rest }: TextFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  const below = problem ?? note;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']}>
        <input
          id={id}
          type={secret && shown ? 'text' : type}
          aria-invalid={problem ? true : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          spellCheck={false}
          autoCapitalize="none"
          {...rest}
        />
        {secret && (
          <button
            type="button"
            className={styles['reveal']}
            onClick={() => setShown(!shown)}
            aria-label={shown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
          >
            {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          </button>
        )}
      </div>
      {below && (
        <p id={`${id}-below`} className={problem ? styles['problem'] : styles['note']}>
          {below}
        </p>
      )}
    </div>
  );
}
