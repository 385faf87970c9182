import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronRight, LayoutDashboard } from 'lucide-react';
import { createContext, type KeyboardEvent, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { TreeNode } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { type FinderScope, scopeParameters } from '../../query/finderScope.ts';
import { HiddenNote } from './HiddenNote.tsx';
import styles from './MetricTree.module.css';
import { moveInTree } from './moveInTree.ts';
import { treePaths } from './treePaths.ts';

const pageSize = 200;
const refreshMilliseconds = 15_000;

interface TreeState {
  readonly scope: FinderScope;
  readonly expanded: ReadonlySet<string>;
  /** Series that the query names. */
  readonly asked: ReadonlySet<string>;
  toggle(path: string, open?: boolean): void;
  pick(path: string, add: boolean): void;
}
const TreeContext = createContext<TreeState | null>(null);

interface MetricTreeProps {
  /** What is being shown: its branches are opened, and its series marked. */
  readonly targets: readonly string[];
  readonly scope: FinderScope;
  onShowStale(): void;
  onPick(path: string, add: boolean): void;
}

/** All metrics by the segments of their names; branches are fetched as they are opened. */
export function MetricTree({ targets, scope, onShowStale, onPick }: MetricTreeProps) {
  const { open, leaves } = useMemo(() => treePaths(targets), [targets]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set(open));
  // Other targets open their branches too; none is closed, since somebody may be looking there.
  useEffect(() => setExpanded((before) => new Set([...before, ...open])), [open]);
  const toggle = (path: string, open?: boolean) =>
    setExpanded((before) => {
      const next = new Set(before);
      if (open ?? !next.has(path)) next.add(path);
      else next.delete(path);
      return next;
    });
  const root = useChildren('', scope);
  // Outside of the tree, which may hold nothing but items.
  if (root.data?.nodes.length === 0 && root.data.hidden > 0)
    return <HiddenNote hidden={root.data.hidden} nothingElse onShowStale={onShowStale} />;
  return (
    <TreeContext value={{ scope, expanded, asked: leaves, toggle, pick: onPick }}>
      <div className={styles['tree']} role="tree" aria-label="Metrics" onKeyDown={moveInTree}>
        <Level path="" depth={1} />
      </div>
    </TreeContext>
  );
}

function useChildren(path: string, scope: FinderScope) {
  const parameters = scopeParameters(scope);
  return useQuery({
    queryKey: ['children', path, parameters],
    queryFn: ({ signal }) => api.children(path, parameters, signal),
    refetchInterval: refreshMilliseconds,
    placeholderData: keepPreviousData,
  });
}

function Level({ path, depth }: { path: string; depth: number }) {
  const { scope } = use(TreeContext)!;
  const [limit, setLimit] = useState(pageSize);
  const query = useChildren(path, scope);
  if (query.error && !query.data) return <Problem error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingBar on />;
  const { nodes, truncated, hidden } = query.data;
  if (nodes.length === 0 && depth === 1)
    return <p className={styles['note']}>No metrics yet. They appear here as soon as points arrive.</p>;
  return (
    <>
      {nodes.slice(0, limit).map((node, i) => (
        <Item key={node.path} node={node} depth={depth} first={depth === 1 && i === 0} />
      ))}
      {nodes.length > limit && (
        <button type="button" className={styles['more']} onClick={() => setLimit(limit + pageSize * 5)}>
          Show more of {nodes.length}
        </button>
      )}
      {truncated && nodes.length <= limit && (
        <p className={styles['note']}>There are more than these {nodes.length}: search to find the others.</p>
      )}
      {hidden > 0 && <HiddenNote hidden={hidden} depth={depth} />}
    </>
  );
}

function Item({ node, depth, first }: { node: TreeNode; depth: number; first: boolean }) {
  const { expanded, asked, toggle, pick } = use(TreeContext)!;
  const [, navigate] = useLocation();
  const open = node.branch && expanded.has(node.path);
  const board = `/instant/${encodeURIComponent(node.path)}`;
  const act = (event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }) => {
    if (node.leaf) pick(node.path, event.ctrlKey || event.metaKey || event.shiftKey);
    if (node.branch && (!node.leaf || !open)) toggle(node.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') act(event);
    else if (event.key === 'ArrowRight' && node.branch && !open) toggle(node.path, true);
    else if (event.key === 'ArrowLeft' && open) toggle(node.path, false);
    else if (event.key === 'o' && node.branch) navigate(board);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div
        role="treeitem"
        className={styles['item']}
        tabIndex={first ? 0 : -1}
        aria-level={depth}
        aria-expanded={node.branch ? open : undefined}
        aria-label={node.text}
        aria-selected={node.leaf ? asked.has(node.path) : undefined}
        data-testid="tree-item"
        data-path={node.path}
        onKeyDown={onKeyDown}
      >
        <TreeRow depth={depth} title={node.path} onClick={act}>
          {node.branch ? (
            <ChevronRight size={14} className={styles['chevron']} data-open={open || undefined} aria-hidden />
          ) : (
            <i className={styles['leaf']} aria-hidden />
          )}
          <span className={styles['text']}>{node.text}</span>
        </TreeRow>
        {node.branch && (
          <Link
            href={board}
            className={styles['board']}
            // The item has the focus; its key is o.
            tabIndex={-1}
            aria-label={`Open ${node.path} as a dashboard`}
            title="Open as a dashboard (o)"
            data-testid="tree-board"
          >
            <LayoutDashboard size={13} aria-hidden />
          </Link>
        )}
      </div>
      {open && (
        // Beside the item, not in it: an item's text is its own name alone. The level tells the depth.
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree, not of a form
        <div role="group">
          <Level path={node.path} depth={depth + 1} />
        </div>
      )}
    </>
  );
}

interface TreeRowProps {
  readonly depth: number;
  readonly title: string;
  readonly children: ReactNode;
  onClick(event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): void;
}

/** The visible line of an item; the item around it has the focus and the keys. */
function TreeRow({ depth, title, children, onClick }: TreeRowProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are handled by the tree item around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={styles['row']}
      style={{ paddingLeft: 4 + (depth - 1) * 14 }}
      title={title}
      onClick={onClick}
    >
      {children}
    </div>
  );
}
