/** How new values come: `live`, `off`, or an interval such as `30s`, as dashboards and addresses say it. */
import { intervalSeconds } from '../../../src/view/variables/intervals.ts';
import type { RefreshMode } from '../api/chartPlan.ts';

export const refreshIntervals: readonly string[] = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h'];

/** What is meant by such a text; live where it says nothing that is known. */
export function refreshModeOf(text: string | null | undefined): RefreshMode {
  if (!text || text === 'live') return 'live';
  if (text === 'off') return 'off';
  return intervalSeconds(text) ?? 'live';
}
