import { Search, X } from 'lucide-react';
import type { ComponentType, KeyboardEvent, Ref } from 'react';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  readonly value: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
  readonly testId?: string;
  readonly icon?: ComponentType<{ size?: number }>;
  onChange(text: string): void;
  onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void;
}

/** A field that narrows what is beside it as one types; Esc empties it, then leaves it. */
export function SearchBox({
  value,
  label,
  placeholder,
  ref,
  testId,
  icon: Icon = Search,
  onChange,
  onKeyDown,
}: SearchBoxProps) {
  return (
    <div className={styles['box']}>
      <Icon size={14} />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (value) onChange('');
          else event.currentTarget.blur();
        }}
      />
      {value ? (
        <button type="button" aria-label="Clear" onClick={() => onChange('')}>
          <X size={14} aria-hidden />
        </button>
      ) : (
        <kbd aria-hidden>/</kbd>
      )}
    </div>
  );
}
