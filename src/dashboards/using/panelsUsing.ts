/** Where a dashboard shows a metric. */
import type { Dashboard } from '../../schema/dashboard.ts';
import type { UsingAnswer } from '../../schema/dashboards.ts';
import { markVariables } from './marks.ts';
import { targetReads } from './targetReads.ts';

type PanelUse = UsingAnswer['dashboards'][number]['panels'][number];

/**
 * The panels with a target that may read the metric, hidden ones included, in the order of the page; none where only an
 * annotation does. Null when nothing of the dashboard does.
 */
export function panelsUsing(
  { rows, variables = [], annotations = [] }: Dashboard,
  metric: string,
): PanelUse[] | null {
  const reads = ({ target }: { readonly target?: string | undefined }): boolean =>
    target !== undefined && targetReads(markVariables(target, variables), metric);
  const panels = rows
    .flatMap((row) => row.panels)
    .filter(({ targets = [] }) => targets.some(reads))
    .map(({ id, title = '' }) => ({ id, title }));
  return panels.length > 0 || annotations.some(reads) ? panels : null;
}
