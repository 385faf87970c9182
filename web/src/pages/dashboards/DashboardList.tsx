import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { useCommands } from '../../app/useCommands.ts';
import styles from './DashboardsPage.module.css';
import { DashboardRow, FolderRow, type LineRequest } from './ListRow.tsx';
import type { ListLine } from './listLines.ts';
import type { Selection } from './useSelection.ts';

const dashboardHeight = 52;
const folderHeight = 40;

export interface ListHandle {
  /** Puts the keys at the first line. */
  enter(): void;
  /** The dashboard that stands first. */
  first(): DashboardSummary | null;
}

interface DashboardListProps {
  readonly lines: readonly ListLine[];
  readonly selection: Selection;
  readonly selectable: boolean;
  readonly stars: boolean;
  readonly dimmed: boolean;
  readonly ref?: Ref<ListHandle>;
  onRequest(request: LineRequest): void;
}

const keyOf = (line: ListLine) =>
  line.kind === 'folder' ? `folder ${line.folder.uid}` : `dashboard ${line.dashboard.uid}`;

/** Dashboards by the thousand: only the lines in sight are drawn. Arrow keys go through all of them. */
export function DashboardList(props: DashboardListProps) {
  const { lines, selection, selectable, stars, dimmed, ref, onRequest } = props;
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const here = Math.max(0, Math.min(at, lines.length - 1));
  /** The place that the focus is on its way to. */
  const wanted = useRef<number | null>(null);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (i) => (lines[i].kind === 'folder' ? folderHeight : dashboardHeight),
    getItemKey: (i) => keyOf(lines[i]),
    overscan: 10,
    scrollMargin: list.current?.offsetTop ?? 0,
    // Below the top bar.
    scrollPaddingStart: 60,
    scrollPaddingEnd: 70,
    // The line with the focus stays, wherever somebody scrolls to.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), here])].sort((a, b) => a - b),
  });
  // Heights are those of the kinds of lines, which change places when a folder opens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => virtual.measure(), [lines]);

  const lineAt = (i: number) => list.current?.querySelector<HTMLElement>(`[data-index="${i}"] [data-main]`);
  // A line that was out of sight is drawn first.
  useEffect(() => {
    if (wanted.current === null) return;
    const line = lineAt(wanted.current);
    if (!line) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
  });
  const go = (place: number) => {
    if (lines.length === 0) return;
    const next = Math.max(0, Math.min(lines.length - 1, place));
    wanted.current = next;
    setAt(next);
    virtual.scrollToIndex(next);
    // Where the place is the same nothing is drawn again.
    if (next === here) lineAt(next)?.focus({ preventScroll: true });
  };
  useImperativeHandle(ref, () => ({
    enter: () => go(here),
    first: () => {
      const line = lines.find(({ kind }) => kind === 'dashboard');
      return line?.kind === 'dashboard' ? line.dashboard : null;
    },
  }));

  const line = lines[here];
  /** Of the line with the focus; keys that were pressed elsewhere on the page mean none. */
  const current = () =>
    line?.kind === 'dashboard' && list.current?.contains(document.activeElement) ? line.dashboard : null;
  const toggle = () => {
    const dashboard = current();
    if (dashboard?.access === 'edit' && selectable) selection.toggle(dashboard.uid, false);
  };
  const star = () => {
    const dashboard = current();
    if (dashboard) onRequest({ kind: 'star', dashboard });
  };
  const group = 'Dashboards';
  useCommands([
    {
      id: 'into-list',
      keys: ['ArrowDown'],
      label: 'Into the list',
      group,
      keysOnly: true,
      perform: () => go(here),
    },
    ...(stars
      ? [
          {
            id: 'star-line',
            keys: ['s'],
            label: 'Star the dashboard that the keys are at',
            group,
            keysOnly: true,
            perform: star,
          },
        ]
      : []),
    ...(selectable
      ? [
          {
            id: 'select-line',
            keys: ['x'],
            label: 'Select the dashboard that the keys are at',
            group,
            keysOnly: true,
            perform: toggle,
          },
        ]
      : []),
  ]);

  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest('[role="menu"]')) return;
    const isMain = target.closest('[data-main]') !== null;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) go(here + step);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(lines.length - 1);
    else if (event.key === 'ArrowRight' && line?.kind === 'folder' && isMain) {
      if (line.open) go(here + 1);
      else onRequest({ kind: 'toggle-folder', folder: line.folder });
    } else if (event.key === 'ArrowLeft' && isMain) {
      if (line?.kind === 'folder' && line.open) onRequest({ kind: 'toggle-folder', folder: line.folder });
      else go(parentOf(lines, here));
    } else if (event.key === ' ' && isMain && line?.kind === 'dashboard') toggle();
    else if (event.key === 'Escape' && selection.size > 0) selection.clear();
    else return;
    event.preventDefault();
  };

  const margin = virtual.options.scrollMargin;
  return (
    <ul
      ref={list}
      className={styles['list']}
      style={{ height: virtual.getTotalSize() }}
      data-dimmed={dimmed || undefined}
      data-testid="dashboards"
      aria-label="Dashboards"
      onKeyDown={keys}
    >
      {virtual.getVirtualItems().map(({ index, key, start, size }) => {
        const item = lines[index];
        const shared = { current: index === here, selectable, onRequest };
        return (
          <li
            key={key}
            data-index={index}
            aria-setsize={lines.length}
            aria-posinset={index + 1}
            style={{ height: size, transform: `translateY(${start - margin}px)` }}
            onFocus={() => setAt(index)}
          >
            {item.kind === 'folder' ? (
              <FolderRow {...shared} line={item} />
            ) : (
              <DashboardRow
                {...shared}
                line={item}
                stars={stars}
                selected={selection.has(item.dashboard.uid)}
                onSelect={(range) => selection.toggle(item.dashboard.uid, range)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The folder that a line lies in: the line above it that stands further out. */
function parentOf(lines: readonly ListLine[], at: number): number {
  const { depth } = lines[at];
  for (let i = at - 1; i >= 0; i--) if (lines[i].depth < depth) return i;
  return at;
}
