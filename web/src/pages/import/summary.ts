/** What an import became, for reading. */
import type { Dashboard, Panel } from '../../../../src/schema/dashboard.ts';
import type { ImportAnswer, ImportRemark } from '../../../../src/schema/dashboards.ts';

export const sourceWords: Readonly<Record<ImportAnswer['source'], string>> = {
  plumbago: 'Plumbago',
  'grafana-classic': 'Grafana',
  'grafana-v1': 'Grafana, resource v1',
  'grafana-v2': 'Grafana, resource v2',
};

/** How many panels of each type, the most frequent first. */
export function countTypes(dashboard: Dashboard): { type: Panel['type']; count: number }[] {
  const counts = new Map<Panel['type'], number>();
  for (const { panels } of dashboard.rows)
    for (const { type } of panels) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Array.from(counts, ([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
}

/** The same remark about several places, said once. */
export interface RemarkGroup {
  readonly message: string;
  /** Such as `Panel "CPU"`; empty texts are the dashboard itself and are left out. */
  readonly places: readonly string[];
}

/** Remarks of a level, those about most places first. */
export function groupRemarks(report: readonly ImportRemark[], level: ImportRemark['level']): RemarkGroup[] {
  const groups = Map.groupBy(
    report.filter((remark) => remark.level === level),
    ({ message }) => message,
  );
  return Array.from(groups, ([message, remarks]) => ({
    message,
    places: [...new Set(remarks.map(({ where }) => where).filter(Boolean))],
  })).sort((a, b) => b.places.length - a.places.length);
}

/** A panel's box: `x` and `w` of 24, `y` and `h` in rows of the grid from the upper edge. */
export interface MapBox {
  readonly id: string;
  readonly type: Panel['type'];
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where the panels stand, rows one below the other; a row with a title takes a line of its own. */
export function mapOf(dashboard: Dashboard): { boxes: MapBox[]; height: number } {
  const boxes: MapBox[] = [];
  let top = 0;
  for (const { title, panels } of dashboard.rows) {
    if (title) top += 1;
    let height = 0;
    for (const { id, type, grid } of panels) {
      boxes.push({ id, type, x: grid.x, y: top + grid.y, w: grid.w, h: grid.h });
      height = Math.max(height, grid.y + grid.h);
    }
    top += height;
  }
  return { boxes, height: top };
}
