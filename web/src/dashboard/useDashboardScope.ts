import { useMemo } from 'react';
import type { Dashboard, Panel, VariableValue } from '../../../src/schema/dashboard.ts';
import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import { refreshModeOf } from '../time/refresh.ts';
import type { PageRange } from '../time/usePageRange.ts';
import type { DashboardActions } from './actions.ts';
import { setOverride, setPanel } from './edits.ts';
import type { PageState } from './pageState.ts';
import type { DashboardScope } from './scope.ts';
import { useSteadyHidden } from './useScope.ts';

interface ScopeInput extends Pick<PageState, 'compare' | 'refresh' | 'hidden'> {
  readonly dashboard: Dashboard;
  readonly page: PageRange;
  readonly zone: string;
  readonly variables: ReadonlyMap<string, VariableValue>;
  readonly annotations: readonly ShownAnnotation[];
  readonly interpolation: Required<Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>>;
  readonly editable: boolean;
  /** Annotations may be made and changed here. */
  readonly annotates: boolean;
  readonly actions: DashboardActions;
}

/** What panels know of the page; a new object only when something of it is another. */
export function useDashboardScope(input: ScopeInput): DashboardScope {
  const { dashboard, page, zone, variables, annotations, interpolation, editable, annotates, actions } =
    input;
  const compare = input.compare === 'off' ? null : (input.compare ?? dashboard.compare ?? null);
  const refresh = refreshModeOf(input.refresh ?? dashboard.refresh);
  const hidden = useSteadyHidden(input.hidden);
  return useMemo(
    () => ({
      dashboard,
      page,
      zone,
      weekStart: dashboard.weekStart ?? 'monday',
      crosshair: dashboard.crosshair ?? 'line',
      variables,
      compare,
      refresh,
      annotations,
      hidden,
      ...interpolation,
      editable,
      onHidden: (panel, keys) => {
        const next = new Map(hidden);
        if (keys.size > 0) next.set(panel, keys);
        else next.delete(panel);
        actions.setState({ hidden: next }, { replace: true });
      },
      ...(editable
        ? {
            onOverride: (panel, series, set) => actions.edit(setOverride(panel, series, set)),
            onConsolidate: (panel, method) => {
              const { consolidateBy: _, ...rest } = panel;
              actions.edit(setPanel((method ? { ...rest, consolidateBy: method } : rest) as Panel));
            },
          }
        : {}),
      ...(annotates
        ? {
            onAnnotate: (panel, time, timeEnd) =>
              actions.open({ kind: 'annotation', panelId: panel.id, time, timeEnd }),
            onEditAnnotation: (annotation) =>
              actions.open({
                kind: 'annotation',
                panelId: annotation.panel,
                time: annotation.time,
                timeEnd: annotation.timeEnd,
                annotation,
              }),
          }
        : {}),
    }),
    [
      dashboard,
      page,
      zone,
      variables,
      compare,
      refresh,
      annotations,
      hidden,
      interpolation,
      editable,
      annotates,
      actions,
    ],
  );
}
