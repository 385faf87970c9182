import type { DashboardScope } from '../../dashboard/scope.ts';
import type { OptionsOf } from '../panelType.ts';

const usualLimit = 50;

/** What the server is asked for, as a search; null for those of a dashboard that was never saved. */
export function annotationQuery(
  options: OptionsOf<'annotation-list'>,
  { page, zone, dashboard, interpolate }: Pick<DashboardScope, 'page' | 'zone' | 'dashboard' | 'interpolate'>,
): string | null {
  const { from, until } = page.range;
  const parameters = new URLSearchParams({ from, until, tz: zone });
  parameters.set('limit', String(options.limit ?? usualLimit));
  for (const tag of options.tags ?? [])
    for (const one of interpolate(tag, undefined, 'csv').split(','))
      if (one.trim()) parameters.append('tag', one.trim());
  if (options.onlyHere) {
    if (!dashboard?.uid) return null;
    parameters.set('dashboard', dashboard.uid);
  }
  return parameters.toString();
}

/** What is shown of an annotation when somebody goes to it, seconds: itself with as much around it as tells how it came about. */
export function rangeAround(
  { time, timeEnd }: { readonly time: number; readonly timeEnd: number | null },
  span: { readonly from: number; readonly until: number },
): { from: number; until: number } {
  const length = timeEnd === null ? 0 : timeEnd - time;
  const around = Math.max(300, length / 4, length === 0 ? (span.until - span.from) / 12 : 0);
  return { from: Math.floor(time - around), until: Math.ceil((timeEnd ?? time) + around) };
}
