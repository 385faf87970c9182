import { useVirtualizer } from '@tanstack/react-virtual';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { allChosen } from '../../../../src/view/variables/values.ts';
import styles from './VariableControl.module.css';

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** Typed by hand rather than found. */
  readonly own: boolean;
}

interface ChoiceListProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Place of the one that Enter chooses. */
  readonly active: number;
  readonly picked: readonly string[];
  readonly multi: boolean;
  /** What is said where there is nothing. */
  readonly none: string;
  onChoose(value: string, only: boolean): void;
}

const lineHeight = 28;

/** Choices by the ten thousand: only those in sight are drawn. The field above it has the keys. */
export function ChoiceList(props: ChoiceListProps) {
  const { id, label, choices, active, picked, multi, none, onChoose } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: choices.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  useEffect(() => {
    if (active >= 0) lines.scrollToIndex(active);
  }, [lines, active]);
  return (
    <div
      ref={scroller}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={multi}
      className={styles['list']}
    >
      <div style={{ height: lines.getTotalSize(), position: 'relative' }}>
        {lines.getVirtualItems().map((line) => {
          const choice = choices[line.index];
          const on = picked.includes(choice.value);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <div
              key={line.key}
              id={`${id}-${line.index}`}
              role="option"
              tabIndex={-1}
              aria-selected={on}
              aria-setsize={choices.length}
              aria-posinset={line.index + 1}
              data-active={line.index === active || undefined}
              className={styles['option']}
              style={{ transform: `translateY(${line.start}px)` }}
              onClick={(event) =>
                onChoose(
                  choice.value,
                  event.target instanceof Element && event.target.closest('[data-only]') !== null,
                )
              }
            >
              <span className={styles['box']} data-multi={multi || undefined} data-on={on || undefined}>
                {on && <Check size={12} strokeWidth={3} aria-hidden />}
              </span>
              <span className={styles['optionText']} title={choice.value}>
                {choice.own ? `Use "${choice.text}"` : choice.text}
              </span>
              {multi && !choice.own && choice.value !== allChosen && (
                <span className={styles['only']} data-only aria-hidden title="Only this one (Ctrl-Enter)">
                  only
                </span>
              )}
            </div>
          );
        })}
      </div>
      {choices.length === 0 && none && <p className={styles['none']}>{none}</p>}
    </div>
  );
}
