import { useCallback, useState } from 'react';
import type { DashboardScope } from '../dashboard/scope.ts';

export interface HiddenSeries {
  /** Keys of the series that are switched off. */
  readonly hidden: ReadonlySet<string>;
  onHidden(hidden: ReadonlySet<string>): void;
}

const none: ReadonlySet<string> = new Set();

/** Which series of a panel are switched off: as the page keeps it, or else the chart itself. */
export function useHidden(
  { hidden, onHidden }: Pick<DashboardScope, 'hidden' | 'onHidden'>,
  panel: string,
): HiddenSeries {
  const [own, setOwn] = useState(none);
  const report = useCallback(
    (keys: ReadonlySet<string>) => (onHidden ? onHidden(panel, keys) : setOwn(keys)),
    [onHidden, panel],
  );
  return { hidden: onHidden ? (hidden?.get(panel) ?? none) : own, onHidden: report };
}
