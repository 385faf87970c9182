import { type CSSProperties, memo, useMemo } from 'react';
import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { PanelFrame } from '../panel/PanelFrame.tsx';
import type { DashboardScope } from '../scope.ts';
import styles from './DashboardGrid.module.css';
import { pairsOnPhones } from './pairsOnPhones.ts';
import type { StandingItem, StandingRow } from './standing.ts';
import type { Arrange } from './useArrange.ts';

interface PanelGridProps {
  readonly row: StandingRow;
  readonly waiting: ReadonlySet<string>;
  readonly arrange: Arrange;
  readonly movable: boolean;
  readonly frozen: SnapshotContent | undefined;
  scopeOf(item: StandingItem): DashboardScope;
  onEmpty(id: string, empty: boolean): void;
}

/** The panels of a row on their grid. The one that hangs on the pointer leaves a shadow where it would fall. */
export const PanelGrid = memo(function PanelGrid(props: PanelGridProps) {
  const { row, waiting, arrange, movable, frozen, scopeOf, onEmpty } = props;
  const { arranging } = arrange;
  const flying = arranging?.box ? arranging : null;
  // Its id on the page is another one in a row that is repeated: there it flies in the first copy of the row alone.
  const isArranged = (item: StandingItem) =>
    row.copy === 0 && item.copy === 0 && item.panel.id === arranging?.panel.id;
  const pairs = useMemo(() => pairsOnPhones(row.items), [row.items]);
  return (
    <div
      className={styles['grid']}
      data-grid-row={row.copy === 0 ? row.row.id : undefined}
      style={flying ? { minHeight: flying.heights.get(row.row.id) } : undefined}
    >
      {[...row.items, ...row.away].map((item, i) => {
        const here = isArranged(item);
        const away = i >= row.items.length;
        return (
          <div
            key={item.id}
            className={styles['cell']}
            hidden={away}
            data-arranging={here ? (flying ? 'flying' : 'set') : undefined}
            data-type={item.panel.type}
            data-pair={pairs.has(item.id) || undefined}
            style={cellStyle(item, here && flying ? flying.box : null)}
          >
            <PanelFrame
              id={item.id}
              panel={item.panel}
              scope={scopeOf(item)}
              waiting={waiting}
              frozen={frozen}
              away={away}
              onEmpty={item.panel.hideWhenEmpty ? onEmpty : undefined}
              handles={movable && item.copy === 0 ? arrange.handlesOf(item.id, item.panel.id) : undefined}
            />
          </div>
        );
      })}
      {flying &&
        row.items.map(
          (item) =>
            isArranged(item) && (
              <div
                key="shadow"
                className={styles['shadow']}
                data-testid="drop-shadow"
                style={cellStyle(item, null)}
              />
            ),
        )}
      {row.items.length === 0 && row.away.length === 0 && (
        <p className={styles['empty']}>This row is empty</p>
      )}
    </div>
  );
});

function cellStyle(
  { grid }: StandingItem,
  box: { left: number; top: number; width: number; height: number } | null,
): CSSProperties {
  return {
    '--x': grid.x + 1,
    '--y': grid.y + 1,
    '--w': grid.w,
    '--h': grid.h,
    ...(box ? { left: box.left, top: box.top, width: box.width, height: box.height } : {}),
  } as CSSProperties;
}
