import { useMemo, useRef } from 'react';
import type { Dashboard, VariableValue } from '../../../../src/schema/dashboard.ts';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { useActions } from '../actions.ts';
import type { DashboardScope } from '../scope.ts';
import { createCopyScopes } from '../scopeOfCopy.ts';
import styles from './DashboardGrid.module.css';
import { PanelGrid } from './PanelGrid.tsx';
import { RowHead } from './RowHead.tsx';
import { createStanding, type StandingItem, type StandingRow } from './standing.ts';
import { useArrange } from './useArrange.ts';
import { useEmptyPanels } from './useEmptyPanels.ts';
import { useRowDrag } from './useRowDrag.ts';

interface DashboardGridProps {
  readonly dashboard: Dashboard;
  readonly scope: DashboardScope;
  /** Values of the variables, "All" as the list of all. */
  readonly values: ReadonlyMap<string, VariableValue>;
  readonly waiting: ReadonlySet<string>;
  /** Rows that are folded other than the dashboard says. */
  readonly toggledRows: ReadonlySet<string>;
  readonly frozen?: SnapshotContent | undefined;
  /** While it is changed, panels that found nothing stand there as well. */
  readonly showsEmpty: boolean;
  onFold(rowId: string): void;
}

/** All rows of a dashboard with their panels. */
export function DashboardGrid(props: DashboardGridProps) {
  const { dashboard, scope, values, waiting, toggledRows, frozen, showsEmpty, onFold } = props;
  const actions = useActions();
  const settledRows = useRef<readonly StandingRow[]>([]);
  const arrange = useArrange({
    current: actions.current,
    edit: actions.edit,
    standing: (rowId) => {
      const stored = new Map(
        actions.current().rows.flatMap((row) => row.panels.map((panel) => [panel.id, panel.grid])),
      );
      const items = settledRows.current.find((row) => row.row.id === rowId && row.copy === 0)?.items ?? [];
      return items.flatMap((item) =>
        item.copy === 0 && stored.has(item.panel.id)
          ? [{ shown: item.grid, stored: stored.get(item.panel.id)! }]
          : [],
      );
    },
  });
  const rowDrag = useRowDrag(actions);
  const stand = useMemo(createStanding, []);
  const drawn = useMemo(
    () => (arrange.edit ? arrange.edit.apply(dashboard) : dashboard),
    [arrange.edit, dashboard],
  );
  const empty = useEmptyPanels(showsEmpty);
  const rows = useMemo(() => stand(drawn.rows, values, empty.away), [stand, drawn.rows, values, empty.away]);
  if (!arrange.arranging) settledRows.current = rows;
  const copyScopes = useMemo(() => createCopyScopes(scope), [scope]);
  const scopeOf = useMemo(() => (item: StandingItem) => copyScopes(item.values), [copyScopes]);

  return (
    <div className={styles['rows']}>
      {rows.map((row, i) => {
        const headless = i === 0 && !row.row.title && row.copy === 0;
        // A row whose panels all found nothing takes no room either.
        const gone = row.items.length === 0 && row.away.length > 0;
        const folded = !headless && (row.row.collapsed ?? false) !== toggledRows.has(row.id);
        return (
          <section
            key={row.id}
            className={styles['row']}
            data-testid="row"
            data-row-id={row.row.id}
            data-gone={gone || undefined}
            data-drop={rowDrag.dropBefore === row.row.id && row.copy === 0 ? true : undefined}
            aria-label={row.row.title || 'Panels'}
          >
            {!headless && !gone && (
              <RowHead
                row={row}
                folded={folded}
                scope={copyScopes(row.values)}
                onFold={() => onFold(row.id)}
                onGripDown={(event) => rowDrag.start(event, row.row)}
              />
            )}
            {!folded && (
              <PanelGrid
                row={row}
                waiting={waiting}
                arrange={arrange}
                movable={scope.editable && row.copy === 0}
                frozen={frozen}
                scopeOf={scopeOf}
                onEmpty={empty.onEmpty}
              />
            )}
            {row.left > 0 && !folded && (
              <p className={styles['left']} role="status">
                {row.left} more repeated panels are not shown. Choose fewer values of the variable to see
                them.
              </p>
            )}
          </section>
        );
      })}
      {rowDrag.dropBefore === 'end' && <div className={styles['dropEnd']} />}
      {empty.away.size > 0 && (
        <p className={styles['left']}>
          {empty.away.size === 1 ? 'One panel found nothing' : `${empty.away.size} panels found nothing`} and{' '}
          {empty.away.size === 1 ? 'is' : 'are'} not shown.{' '}
          <button type="button" className={styles['show']} onClick={empty.show}>
            Show {empty.away.size === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
      <p className="visually-hidden" aria-live="polite">
        {arrange.said}
      </p>
    </div>
  );
}
