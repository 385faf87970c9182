import { lazy, Suspense, useEffect, useState } from 'react';
import { Segmented } from '../components/Segmented.tsx';
import { builderReason } from './builderReason.ts';
import type { TargetWord } from './completionSources.ts';
import { printTarget } from './printTarget.ts';
import type { BuilderContext } from './TargetBuilder.tsx';
import styles from './TargetField.module.css';
import { pathNode, type TargetNode } from './targetTree.ts';
import type { TargetTree } from './useTargetTree.ts';

// Only the one that is looked at is loaded: each brings a good deal with it.
const loadEditor = () => import('./QueryEditor.tsx');
const QueryEditor = lazy(loadEditor);
const TargetBuilder = lazy(() => import('./TargetBuilder.tsx'));

export type TargetView = 'builder' | 'text';

interface TargetFieldProps {
  readonly label: string;
  readonly target: string;
  /** Of `useTargetTree`. */
  readonly read: TargetTree | null;
  readonly context: BuilderContext;
  readonly words: readonly TargetWord[];
  readonly view: TargetView;
  /** What went wrong when it was run: shown at its column. */
  readonly error: {
    readonly message: string;
    readonly hint?: string | undefined;
    readonly column?: number | undefined;
  } | null;
  readonly autoFocus?: boolean;
  /** The text is there at once, what edits it only when somebody reaches for it, or the charts have had their turn. */
  readonly later?: boolean;
  onView(view: TargetView): void;
  onChange(target: string): void;
}

/** One target, built or written: both show the same text, and whatever is changed in one is seen in the other. */
export function TargetField({
  label,
  target,
  read,
  context,
  words,
  view,
  error,
  autoFocus = false,
  later = false,
  onView,
  onChange,
}: TargetFieldProps) {
  // What the builder has just made is shown at once; the server's reading of it follows.
  const [made, setMade] = useState<{ text: string; tree: TargetNode } | null>(null);
  const blank = target.trim() === '';
  const tree = blank
    ? pathNode('')
    : made?.text === target
      ? made.tree
      : read?.of === target
        ? read.tree
        : null;
  const shown = tree ?? (read?.of !== target ? (read?.tree ?? null) : null);
  const faulty = !blank && read?.of === target ? read.error : null;
  const reason = shown ? builderReason(shown) : null;
  const built = view === 'builder' && !faulty && reason === null;
  const problem = faulty ?? error;
  const editor = useTurn(later && !blank && !autoFocus);
  return (
    <div className={styles['field']}>
      <div className={styles['head']}>
        <Segmented
          label={`How ${label.toLowerCase()} is edited`}
          value={view}
          options={[
            { value: 'builder', label: 'Builder' },
            { value: 'text', label: 'Text' },
          ]}
          onChange={onView}
        />
      </div>
      {built && shown ? (
        <Suspense fallback={<div className={styles['waiting']}>{target}</div>}>
          <TargetBuilder
            tree={shown}
            context={context}
            onChange={(next) => {
              const text = isBlank(next) ? '' : printTarget(next);
              setMade({ text, tree: next });
              onChange(text);
            }}
          />
        </Suspense>
      ) : (
        <div className={styles['editor']} data-failed={problem ? true : undefined}>
          {editor.turn === 'waits' ? (
            <button
              type="button"
              className={styles['waiting']}
              aria-label={`${label}: ${target}. Edit it`}
              onPointerEnter={() => void loadEditor()}
              onFocus={editor.take}
              onClick={editor.take}
            >
              {target}
            </button>
          ) : (
            <Suspense fallback={<div className={styles['waiting']}>{target}</div>}>
              <QueryEditor
                value={target}
                label={label}
                testId="target-text"
                fault={problem?.column ?? null}
                autoFocus={autoFocus || editor.turn === 'taken'}
                scope={context.scope}
                words={words}
                onChange={() => {}}
                onRun={onChange}
                onLeave={(text) => text !== target && onChange(text)}
              />
            </Suspense>
          )}
        </div>
      )}
      {view === 'builder' && reason !== null && <p className={styles['note']}>{reason}</p>}
      {view === 'builder' && faulty && (
        <p className={styles['note']}>The builder shows it as soon as it can be read.</p>
      )}
      {problem && (
        <p className={styles['error']} role="alert">
          {problem.column !== undefined && <span>Column {problem.column + 1}: </span>}
          {problem.message}
          {problem.hint && <span className={styles['hint']}> {problem.hint}</span>}
        </p>
      )}
    </div>
  );
}

function isBlank(tree: TargetNode): boolean {
  return tree.kind === 'path' && tree.text === '';
}

const turnMilliseconds = 2_500;

/** Whether something still waits for its turn, has it because the time has come, or was taken by somebody's wish. */
function useTurn(waits: boolean): { readonly turn: 'waits' | 'came' | 'taken'; take(): void } {
  const [turn, setTurn] = useState<'waits' | 'came' | 'taken'>(waits ? 'waits' : 'came');
  useEffect(() => {
    if (turn !== 'waits') return;
    const timer = setTimeout(() => setTurn('came'), turnMilliseconds);
    return () => clearTimeout(timer);
  }, [turn]);
  return { turn, take: () => setTurn('taken') };
}
