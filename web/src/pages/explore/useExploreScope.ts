import { useMemo } from 'react';
import { builtinValues } from '../../../../src/view/variables/values.ts';
import type { RefreshMode } from '../../api/chartPlan.ts';
import { serverNow } from '../../api/clock.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';
import { createInterpolation, useSteadyRange } from '../../dashboard/useScope.ts';
import { resolveRange } from '../../time/range.ts';
import type { PageRange } from '../../time/usePageRange.ts';

interface ScopeInput {
  readonly page: PageRange;
  readonly compare: string | null;
  readonly refresh: RefreshMode;
}

/** What a pane's queries and chart know of the page: as on a dashboard, but for what only a dashboard has. */
export function useExploreScope({ page, compare, refresh }: ScopeInput): DashboardScope {
  const steady = useSteadyRange(page);
  return useMemo(() => {
    const { zone, range } = steady;
    const span = resolveRange(range, serverNow(), zone);
    const length = Math.max(1, Math.round(span.until - span.from));
    return {
      dashboard: null,
      page: steady,
      zone,
      weekStart: 'monday',
      crosshair: 'line',
      variables: new Map(),
      compare: compare === 'period' ? `${length}s` : compare,
      annotations: [],
      refresh,
      editable: false,
      ...createInterpolation(builtinValues({ ...span, maxDataPoints: 1000 }), zone),
    };
  }, [steady, compare, refresh]);
}
