/** A page that examples stand on: nothing of it moves. */

import type { ShownAnnotation } from '../../../../src/view/annotations.ts';
import type { Column } from '../../../../src/view/frame.ts';
import { interpolate } from '../../../../src/view/variables/interpolate.ts';
import type { ChartData } from '../../api/useChartData.ts';
import { deviceZone } from '../../chart/zone.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';
import type { Span } from '../../time/range.ts';
import { exampleEnd } from '../exampleData.ts';

const hour = 3600;
const nothing = () => {};

/** The answer that an example's series would be. */
export function exampleChart(columns: Readonly<Record<string, readonly Column[]>>): ChartData {
  const all = Object.values(columns).flat();
  const from = all.reduce((least, { start }) => Math.min(least, start), exampleEnd - hour);
  return {
    results: Object.entries(columns).map(([id, list]) => ({ id, columns: list, truncated: false })),
    span: { from, until: exampleEnd },
    stale: false,
    fetching: false,
    error: null,
    stats: null,
    retry: nothing,
  };
}

export function exampleScope(
  { from, until }: Span,
  annotations: readonly ShownAnnotation[] = [],
): DashboardScope {
  return {
    dashboard: null,
    page: {
      range: { from: String(from), until: String(until) },
      zone: deviceZone,
      live: false,
      paused: true,
      pickerOpen: false,
      setRange: nothing,
      setZone: nothing,
      zoomTo: nothing,
      zoomBy: nothing,
      shiftBy: nothing,
      setPaused: nothing,
      setPickerOpen: nothing,
    },
    zone: deviceZone,
    weekStart: 'monday',
    crosshair: 'line',
    variables: new Map(),
    compare: null,
    annotations,
    interpolate: (text, more) => interpolate(text, more ?? new Map()),
    editable: false,
  };
}
