import { ListTree, Play, Plus, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { formatCount } from '../../../../src/view/units/units.ts';
import type { ChartData } from '../../api/useChartData.ts';
import { Button } from '../../components/Button.tsx';
import type { FinderScope } from '../../query/finderScope.ts';
import styles from './ExplorePage.module.css';

const QueryEditor = lazy(() => import('../../query/QueryEditor.tsx'));

interface QueryLinesProps {
  readonly drafts: readonly string[];
  readonly data: ChartData;
  /** The targets that the data belongs to, in order. */
  readonly ran: readonly string[];
  /** What completion offers. */
  readonly scope: FinderScope;
  onDraft(index: number, text: string): void;
  onRun(index: number, text: string): void;
  onAdd(): void;
  onRemove(index: number): void;
  onActive(index: number): void;
  /** What the query costs is shown below it. */
  readonly explained: boolean;
  onExplain(on: boolean): void;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The targets of the query, one editor each, with what went wrong below the one at fault. */
export function QueryLines({
  drafts,
  data,
  ran,
  scope,
  onDraft,
  onRun,
  onAdd,
  onRemove,
  onActive,
  explained,
  onExplain,
}: QueryLinesProps) {
  const errorOf = (draft: string) => {
    if (data.stale) return undefined;
    const index = ran.indexOf(draft.trim());
    return index < 0 ? undefined : data.results?.[index]?.error;
  };
  return (
    <div className={styles['query']}>
      {drafts.map((draft, i) => {
        const error = errorOf(draft);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; its text changes as one types
          <div key={i} className={styles['line']}>
            {drafts.length > 1 && (
              <span className={styles['letter']} aria-hidden>
                {letters[i % letters.length]}
              </span>
            )}
            <div className={styles['editor']} data-failed={error ? true : undefined}>
              <Suspense fallback={<div className={styles['waiting']}>{draft}</div>}>
                <QueryEditor
                  value={draft}
                  scope={scope}
                  label={drafts.length > 1 ? `Query ${letters[i % letters.length]}` : 'Query'}
                  fault={error?.column ?? null}
                  autoFocus={drafts.length === 1 ? draft === '' : i === drafts.length - 1 && draft === ''}
                  onChange={(text) => onDraft(i, text)}
                  onRun={(text) => onRun(i, text)}
                  onFocus={() => onActive(i)}
                />
              </Suspense>
            </div>
            {drafts.length > 1 && (
              <Button
                kind="quiet"
                icon
                aria-label={`Remove query ${letters[i % letters.length]}`}
                onClick={() => onRemove(i)}
              >
                <X size={14} aria-hidden />
              </Button>
            )}
            {error && (
              <p className={styles['error']} role="alert">
                {error.column !== undefined && <span>Column {error.column + 1}: </span>}
                {error.message}
                {error.hint && <span className={styles['hint']}> {error.hint}</span>}
              </p>
            )}
          </div>
        );
      })}
      <div className={styles['run']}>
        <Button
          kind="primary"
          data-testid="explore-run"
          onClick={() => onRun(-1, '')}
          title="Enter in the query"
        >
          <Play size={13} aria-hidden />
          Run
        </Button>
        <Button kind="quiet" onClick={onAdd}>
          <Plus size={14} aria-hidden />
          Add query
        </Button>
        {ran.length > 0 && (
          <Button
            data-testid="explore-explain"
            aria-pressed={explained}
            title="What each part of the query does and costs"
            onClick={() => onExplain(!explained)}
          >
            <ListTree size={14} aria-hidden />
            Explain
          </Button>
        )}
        {data.stats && ran.length > 0 && (
          <p className={styles['counts']}>
            {formatCount(data.stats.series)} series · {formatCount(data.stats.points)} points ·{' '}
            {data.stats.milliseconds < 10
              ? data.stats.milliseconds.toFixed(1)
              : Math.round(data.stats.milliseconds)}{' '}
            ms
          </p>
        )}
      </div>
    </div>
  );
}
