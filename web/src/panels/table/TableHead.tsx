import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { TableColumn } from '../../../../src/view/panels/table/tableModel.ts';
import type { SortKey } from '../../../../src/view/panels/table/tableRows.ts';
import styles from './TablePanel.module.css';

interface TableHeadProps {
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly order: readonly SortKey[];
  /** What is typed above each column, by its key; null where nothing is filtered. */
  readonly filters: ReadonlyMap<string, string> | null;
  readonly pinned: boolean;
  /** False: only the filters, if any. */
  readonly headings: boolean;
  onSort(column: TableColumn, add: boolean): void;
  onFilter(key: string, text: string): void;
  /** `done` once the edge was let go. */
  onWidth(column: TableColumn, width: number, done: boolean): void;
}

const leastWidth = 40;
const keyStep = 10;

/** Headings that sort, their edges that widen, and the fields that filter. */
export function TableHead(props: TableHeadProps) {
  const { columns, widths, order, filters, pinned, headings, onSort, onFilter, onWidth } = props;
  return (
    <thead>
      {headings && (
        <tr aria-rowindex={1}>
          {columns.map((column, i) => {
            const place = order.findIndex(({ key }) => key === column.key);
            const sorted = order[place];
            return (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-pinned={(pinned && i === 0) || undefined}
                aria-sort={!sorted ? 'none' : sorted.descending ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  className={styles['sort']}
                  title={`${column.title}. Click to sort, with Shift after what is sorted already.`}
                  data-testid="table-sort"
                  onClick={(event) => onSort(column, event.shiftKey)}
                >
                  <span>{column.heading}</span>
                  {sorted &&
                    (sorted.descending ? (
                      <ArrowDown size={12} aria-hidden />
                    ) : (
                      <ArrowUp size={12} aria-hidden />
                    ))}
                  {sorted && order.length > 1 && <sup aria-hidden>{place + 1}</sup>}
                </button>
                <Edge
                  label={column.heading}
                  width={widths[i]}
                  onWidth={(width, done) => onWidth(column, width, done)}
                />
              </th>
            );
          })}
        </tr>
      )}
      {filters && (
        <tr className={styles['filters']}>
          {columns.map((column, i) => (
            <th key={column.key} data-pinned={(pinned && i === 0) || undefined}>
              {column.kind !== 'line' && (
                <input
                  type="search"
                  aria-label={`Filter ${column.heading}`}
                  placeholder={column.kind === 'number' ? '>' : 'Filter'}
                  title={
                    column.kind === 'number'
                      ? 'Such as >90, <=1.5k, =0, !=3, or part of the text'
                      : 'Part of the text, or =text for all of it'
                  }
                  value={filters.get(column.key) ?? ''}
                  spellCheck={false}
                  autoComplete="off"
                  data-testid="table-filter"
                  onChange={(event) => onFilter(column.key, event.target.value)}
                />
              )}
            </th>
          ))}
        </tr>
      )}
    </thead>
  );
}

interface EdgeProps {
  readonly label: string;
  readonly width: number;
  onWidth(width: number, done: boolean): void;
}

/** The right edge of a heading: dragged, or moved by the arrow keys. */
function Edge({ label, width, onWidth }: EdgeProps) {
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const start = event.clientX;
    const widthAt = (x: number) => Math.max(leastWidth, Math.round(width + x - start));
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onWidth(widthAt(moved.clientX), false);
    const end = (ended: globalThis.PointerEvent) => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', end);
      edge.removeEventListener('pointercancel', end);
      if (ended.clientX !== start) onWidth(widthAt(ended.clientX), true);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end);
    edge.addEventListener('pointercancel', end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: keyStep, ArrowLeft: -keyStep }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(Math.max(leastWidth, Math.round(width + by)), false);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      className={styles['edge']}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={leastWidth}
      tabIndex={0}
      data-testid="table-edge"
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') onWidth(Math.round(width), true);
      }}
    />
  );
}
