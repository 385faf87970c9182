import type { SnapshotContent } from '../../../../src/schema/dashboards.ts';
import type { ChartData, TargetData } from '../../api/useChartData.ts';
import type { Span } from '../../time/range.ts';

/** What a panel of a snapshot shows: the data that were taken with it, and nothing is asked any more. `shown` may be a part of them. */
export function frozenChart(content: SnapshotContent, id: string, shown: Span): ChartData {
  const byTarget = new Map<string, TargetData>();
  for (const { refId, name, start, step, values } of content.panels[id]?.series ?? []) {
    const column = { name, start, step, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
    const before = byTarget.get(refId);
    byTarget.set(refId, {
      id: refId,
      columns: [...(before?.columns ?? []), column],
      truncated: false,
    });
  }
  return {
    results: [...byTarget.values()],
    span: spanOf(content.panels[id]?.series ?? [], shown),
    stale: false,
    fetching: false,
    error: null,
    stats: null,
    retry() {},
  };
}

/** What is looked at, or the panel's own range where that is quite another one. */
function spanOf(series: SnapshotContent['panels'][string]['series'], shown: Span): Span {
  const from = Math.min(...series.map((one) => one.start));
  const until = Math.max(...series.map((one) => one.start + one.step * one.values.length));
  const apart = Number.isFinite(from) && (until <= shown.from || from >= shown.until);
  return apart ? { from, until } : shown;
}
