import type { Panel } from '../../../src/schema/dashboard.ts';
import { api, call } from '../api/client.ts';
import { breakTarget, patternOf } from './breakTarget.ts';
import { breakOut, type Edit, panelName } from './edits.ts';
import { askedTargets } from './panel/askedTargets.ts';
import type { DashboardScope } from './scope.ts';

/** More panels than this are no dashboard. */
const mostParts = 60;

type Outcome = { readonly edit: Edit; readonly text: string } | { readonly text: string };

/** Looks up what the first pattern of a panel matches, and makes a panel of each. */
export async function breakPanelOut(
  panel: Panel,
  interpolation: Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>,
): Promise<Outcome> {
  for (const { target } of askedTargets(panel, interpolation)) {
    const { tree } = await api.parseTarget(target);
    const place = tree && patternOf(tree);
    if (!place) continue;
    const search = new URLSearchParams({ query: place.text, leavesOnly: '1' });
    const { results } = await call<{ results: string[] }>(`/metrics/expand?${search}`);
    if (results.length === 0) return { text: `Nothing matches ${place.text}.` };
    if (results.length > mostParts)
      return {
        text: `${place.text} matches ${results.length} series. At most ${mostParts} panels are made at once: narrow the pattern.`,
      };
    return {
      edit: breakOut(panel, breakTarget(target, place, results)),
      text: `Made ${results.length} panels of ${panelName(panel)}.`,
    };
  }
  return { text: `No query of ${panelName(panel)} has a pattern.` };
}
