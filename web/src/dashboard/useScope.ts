import { useMemo, useRef } from 'react';
import type { VariableValue } from '../../../src/schema/dashboard.ts';
import { interpolate, type VariableValues } from '../../../src/view/variables/interpolate.ts';
import { interpolateTarget } from '../../../src/view/variables/targets.ts';
import type { PageRange } from '../time/usePageRange.ts';
import type { DashboardScope } from './scope.ts';

/**
 * The page's range as one object for as long as the range is the same; its functions always do what the newest do. Whether the
 * picker is open is nothing that panels are drawn again for.
 */
export function useSteadyRange(page: PageRange): PageRange {
  const latest = useRef(page);
  latest.current = page;
  const { range, zone, live, paused } = page;
  const { from, until } = range;
  return useMemo(
    () => ({
      range: { from, until },
      zone,
      live,
      paused,
      pickerOpen: false,
      setRange: (next) => latest.current.setRange(next),
      setZone: (choice) => latest.current.setZone(choice),
      zoomTo: (start, end) => latest.current.zoomTo(start, end),
      zoomBy: (factor) => latest.current.zoomBy(factor),
      shiftBy: (fraction) => latest.current.shiftBy(fraction),
      setPaused: (on) => latest.current.setPaused(on),
      setPickerOpen: (open) => latest.current.setPickerOpen(open),
    }),
    [from, until, zone, live, paused],
  );
}

/** What is put into texts, with further names before it. */
export function createInterpolation(
  values: VariableValues,
  zone: string,
): Required<Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>> {
  const withMore = (more: ReadonlyMap<string, VariableValue> | undefined) =>
    more && more.size > 0 ? new Map([...values, ...more]) : values;
  return {
    interpolate: (text, more, format = 'glob') => interpolate(text, withMore(more), { format, zone }),
    interpolateTarget: (target, more) => interpolateTarget(target, withMore(more)),
  };
}

/** The same sets for as long as their content is the same: a click into one legend draws no other chart. */
export function useSteadyHidden(
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = useRef<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
  return useMemo(() => {
    const before = kept.current;
    const steady = new Map(
      [...hidden].map(([panel, keys]) => {
        const known = before.get(panel);
        const same = known && known.size === keys.size && [...keys].every((key) => known.has(key));
        return [panel, same ? known : keys];
      }),
    );
    const same =
      steady.size === before.size && [...steady].every(([panel, keys]) => before.get(panel) === keys);
    if (!same) kept.current = steady;
    return kept.current;
  }, [hidden]);
}
