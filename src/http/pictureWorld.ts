/** What pictures of dashboards need of the program, for one request. */
import type { PictureWorld, TargetAnswer } from '../dashboards/picture/pictureWorld.ts';
import { variableValues } from '../dashboards/variables/variableValues.ts';
import type { Fonts } from '../render/graph/fonts.ts';
import type { SnapshotContent } from '../schema/dashboards.ts';
import { toColumn } from '../view/readColumn.ts';
import { readActiveRange } from './activeRange.ts';
import { askForChart } from './askForChart.ts';
import { dashboardCaller } from './dashboardCaller.ts';
import { findAnnotations, toAnnotation } from './findAnnotations.ts';
import { readHosts } from './hosts.ts';
import type { Call } from './route.ts';
import { readTimeRange } from './timeRange.ts';
import { turnsOf } from './turns.ts';

/** More marks than this in one picture are not looked for. */
const MOST_MARKS = 1000;

/** `zone` is that of times such as midnight. */
export function pictureWorld(
  call: Call,
  { zone, frozen }: { readonly zone: string; readonly frozen: SnapshotContent | undefined },
  fonts: Fonts,
): PictureWorld {
  const { deps, store, signal, identity } = call;
  const now = deps.now();
  const nowSeconds = Math.floor(now);
  return {
    now,
    signal,
    frozen,
    othersTurn: turnsOf(signal),
    measure: (text, style) => fonts.measure(text, style),
    spanOf: ({ from, until }) => readTimeRange({ from, until, tz: zone, nowSeconds }),
    async ask({ targets, span, maxDataPoints, consolidateBy, band }) {
      const question = { range: span, nowSeconds, tz: zone, maxDataPoints, consolidateBy, band };
      const { results } = await askForChart(call, targets, question);
      return results.map(
        ({ id, series, error }): TargetAnswer => ({
          id,
          columns: series.map(toColumn),
          ...(error === undefined ? {} : { error: error.message }),
        }),
      );
    },
    choices(request) {
      const { from, until, tz } = request;
      const active = readActiveRange({ activeOnly: from !== undefined, from, until, tz, nowSeconds });
      return variableValues(request, store, active);
    },
    async events({ span, ...search }) {
      const { annotations } = findAnnotations(deps.events, { ...search, range: span }, MOST_MARKS);
      return annotations.map((event) => toAnnotation(event, identity));
    },
    async hosts() {
      const { maxSeries, maxPoints } = deps.settings.queryLimits;
      const limits = { maxSeries, maxPoints, signal };
      const { agentHost } = deps.settings;
      return (await readHosts({ store, nowSeconds, agentHost, limits })).hosts;
    },
    async dashboards(query) {
      return (await deps.dashboards.list(query, dashboardCaller(call))).dashboards;
    },
  };
}
