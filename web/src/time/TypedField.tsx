import { type FormEvent, type RefObject, useId, useState } from 'react';
import { serverNow } from '../api/clock.ts';
import styles from './RangePicker.module.css';
import { formatField, resolveRange, type TimeRange } from './range.ts';
import { readTypedRange, type WeekStart } from './typedRange.ts';
import type { PageRange } from './usePageRange.ts';

interface TypedFieldProps {
  readonly page: PageRange;
  readonly weekStart: WeekStart;
  readonly field: RefObject<HTMLInputElement | null>;
  onPick(range: TimeRange): void;
}

/** A range in words, with what it amounts to said below while it is typed. */
export function TypedField({ page, weekStart, field, onPick }: TypedFieldProps) {
  const id = useId();
  const [text, setText] = useState('');
  /** Told only once somebody has pressed Enter: half a word is no mistake. */
  const [problem, setProblem] = useState<string | null>(null);
  const context = { now: serverNow(), zone: page.zone, weekStart };
  const read = text.trim() === '' ? null : readTypedRange(text, context);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read && 'range' in read) onPick(read.range);
    else setProblem(read?.problem ?? null);
  };
  return (
    <form className={styles['typed']} onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        Range in words
      </label>
      <input
        id={id}
        ref={field}
        value={text}
        placeholder="yesterday 14-16, last week, 2h …"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-below`}
        data-testid="range-typed"
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
      />
      <p
        id={`${id}-below`}
        role="status"
        data-problem={problem !== null || undefined}
        data-testid="range-meaning"
      >
        {problem ??
          (read && 'range' in read ? (
            <>
              <span className="numbers">{meaning(read.range, context)}</span>
              <kbd>Enter</kbd>
            </>
          ) : (
            'Any range in words; Enter shows it.'
          ))}
      </p>
    </form>
  );
}

/** Both ends in full. */
function meaning(range: TimeRange, { now, zone }: { now: number; zone: string }): string {
  const { from, until } = resolveRange(range, now, zone);
  const tidy = (seconds: number) => formatField(seconds, zone).replace(/:00$/, '');
  return `${tidy(from)} – ${range.until === 'now' ? 'now' : tidy(until)}`;
}
