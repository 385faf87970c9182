import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import { frozenSpan, frozenTargets } from '../../../../src/view/frozen.ts';
import type { ChartData } from '../../api/useChartData.ts';
import type { Span } from '../../time/range.ts';

/** What a panel of a snapshot shows: the data that were taken with it, and nothing is asked any more. `shown` may be a part of them. */
export function frozenChart(content: SnapshotContent, id: string, shown: Span): ChartData {
  return {
    results: frozenTargets(content, id).map((target) => ({ ...target, truncated: false })),
    span: frozenSpan(content, id, shown),
    stale: false,
    fetching: false,
    error: null,
    stats: null,
    retry() {},
  };
}
