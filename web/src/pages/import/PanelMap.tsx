import type { Dashboard } from '../../../../src/schema/dashboard.ts';
import styles from './ImportPage.module.css';
import { mapOf } from './summary.ts';

/** Pixels of a column, and of a row of the grid. */
const columnWidth = 9;
const rowHeight = 4;
/** Longer dashboards are cut: the map shows how one looks, not all of it. */
const mostRows = 60;

/** A small picture of where the panels stand. */
export function PanelMap({ dashboard }: { dashboard: Dashboard }) {
  const { boxes, height } = mapOf(dashboard);
  const shown = Math.max(8, Math.min(height, mostRows));
  return (
    <svg
      className={styles['map']}
      viewBox={`0 0 ${24 * columnWidth} ${shown * rowHeight}`}
      width={24 * columnWidth}
      height={shown * rowHeight}
      role="img"
      aria-label={`${boxes.length} panels`}
    >
      {boxes.map(({ id, type, x, y, w, h }) => (
        <rect
          key={id}
          x={x * columnWidth + 1}
          y={y * rowHeight + 1}
          width={Math.max(1, w * columnWidth - 2)}
          height={Math.max(1, h * rowHeight - 2)}
          rx={1.5}
          data-type={type}
        />
      ))}
    </svg>
  );
}
