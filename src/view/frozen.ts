/** What snapshots keep of panels: their data as they were taken. */
import type { SnapshotContent } from '../schema/dashboards.ts';
import type { Column } from './frame.ts';
import type { Span } from './time/range.ts';

export interface FrozenTarget {
  readonly id: string;
  readonly columns: readonly Column[];
}

/** The columns of a panel by target, as they were answered; `id` is that of the panel on the page. */
export function frozenTargets(content: SnapshotContent, id: string): FrozenTarget[] {
  const byTarget = new Map<string, Column[]>();
  for (const { refId, name, start, step, values } of content.panels[id]?.series ?? []) {
    const columns = byTarget.get(refId) ?? [];
    byTarget.set(refId, columns);
    columns.push({ name, start, step, values: Float64Array.from(values, (value) => value ?? Number.NaN) });
  }
  return Array.from(byTarget, ([refId, columns]) => ({ id: refId, columns }));
}

/** What is looked at, or the panel's own range where that is quite another one. */
export function frozenSpan(content: SnapshotContent, id: string, shown: Span): Span {
  const series = content.panels[id]?.series ?? [];
  const from = Math.min(...series.map((one) => one.start));
  const until = Math.max(...series.map((one) => one.start + one.step * one.values.length));
  const apart = Number.isFinite(from) && (until <= shown.from || from >= shown.until);
  return apart ? { from, until } : shown;
}
