import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react';
import styles from './DraftInput.module.css';

interface DraftInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly value: string;
  /** What is wrong with the text; it is then shown as it was typed and not handed on. */
  problem?(text: string): string | null;
  /** Waits for Enter or for the field to be left, where every letter would cost a question to the server. */
  readonly whenLeft?: boolean;
  onText(text: string): void;
}

/** A field whose text stands as it is typed, also while it makes no sense yet; Esc takes back what was not handed on. */
export function DraftInput({
  value,
  problem,
  whenLeft = false,
  onText,
  onBlur,
  onKeyDown,
  ...rest
}: DraftInputProps) {
  const [text, setText] = useState(value);
  const focused = useRef(false);
  useEffect(() => {
    if (!focused.current) setText(value);
  }, [value]);
  const wrong = problem?.(text) ?? null;
  const hand = (next: string) => {
    if ((problem?.(next) ?? null) === null && next !== value) onText(next);
  };
  return (
    <input
      className={styles['input']}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      {...rest}
      value={text}
      aria-invalid={wrong !== null || undefined}
      title={wrong ?? rest.title}
      onChange={(event) => {
        focused.current = true;
        setText(event.target.value);
        if (!whenLeft) hand(event.target.value);
      }}
      onFocus={() => {
        focused.current = true;
      }}
      onBlur={(event) => {
        focused.current = false;
        if (wrong === null) hand(text);
        else setText(value);
        onBlur?.(event);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') hand(text);
        if (event.key === 'Escape' && text !== value) {
          event.stopPropagation();
          setText(value);
        }
        onKeyDown?.(event);
      }}
    />
  );
}
