import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { type FinderScope, scopeParameters } from '../../query/finderScope.ts';
import { HiddenNote } from './HiddenNote.tsx';
import styles from './MetricTree.module.css';
import { markMatches } from './markMatches.ts';
import { moveInTree } from './moveInTree.ts';

const limit = 100;

interface SearchResultsProps {
  readonly text: string;
  readonly scope: FinderScope;
  onShowStale(): void;
  onPick(path: string, add: boolean): void;
}

/** Full names that contain what was typed. */
export function SearchResults({ text, scope, onShowStale, onPick }: SearchResultsProps) {
  const parameters = scopeParameters(scope);
  const query = useQuery({
    queryKey: ['search', text, limit, parameters],
    queryFn: ({ signal }) => api.search(text, limit, parameters, signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (query.error) return <Problem error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingBar on />;
  const { names, truncated, hidden } = query.data;
  if (names.length === 0 && hidden > 0)
    return <HiddenNote hidden={hidden} nothingElse onShowStale={onShowStale} />;
  if (names.length === 0) return <p className={styles['note']}>No metric has “{text}” in its name.</p>;
  return (
    <>
      <div
        className={`${styles['tree']} ${styles['results']}`}
        role="tree"
        aria-label="Metrics found"
        onKeyDown={moveInTree}
      >
        {names.map((name, i) => (
          <div
            key={name}
            role="treeitem"
            className={styles['item']}
            tabIndex={i === 0 ? 0 : -1}
            aria-level={1}
            data-testid="tree-item"
            data-path={name}
            title={name}
            onClick={(event) => onPick(name, event.ctrlKey || event.metaKey || event.shiftKey)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              onPick(name, event.ctrlKey || event.metaKey || event.shiftKey);
            }}
          >
            <div className={styles['row']}>
              <i className={styles['leaf']} aria-hidden />
              <span className={styles['text']}>
                {markMatches(name, text).map((part) =>
                  part.matched ? (
                    <mark key={part.start}>{part.text}</mark>
                  ) : (
                    <span key={part.start}>{part.text}</span>
                  ),
                )}
              </span>
            </div>
          </div>
        ))}
      </div>
      {hidden > 0 && <HiddenNote hidden={hidden} />}
      {truncated && <p className={styles['note']}>The first {limit} are shown. Type more to narrow them.</p>}
    </>
  );
}
