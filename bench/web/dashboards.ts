/** The dashboards that are opened: a wall of charts, and one chart with very many series. */
import type { Dashboard } from '../../src/schema/dashboard.ts';
import { postJson } from '../../test/support/admin.ts';

export const CHARTS = 24;
export const SERIES_A_CHART = 10;
export const POINTS = 1000;
export const MANY_SERIES = 500;

/** Four charts beside each other, all of them in a window of {@link WINDOW}. */
const CHART = { w: 6, h: 6 };
export const WINDOW = { width: 1920, height: 1500 };

/** Names of a wall's series: the tens are the chart. */
export const WALL = { series: CHARTS * SERIES_A_CHART, points: POINTS } as const;

/** 24 time series, ten lines each, all values drawn: a panel that is narrower would ask for fewer. */
export function wall(uid: string, branch: string): Dashboard {
  return {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    uid,
    title: `Wall of ${branch}`,
    rows: [
      {
        id: 'r1',
        panels: Array.from({ length: CHARTS }, (_, i) => ({
          id: `p${i + 1}`,
          type: 'timeseries' as const,
          title: `Chart ${i + 1}`,
          grid: { ...CHART, x: (i % 4) * CHART.w, y: Math.floor(i / 4) * CHART.h },
          targets: [{ refId: 'A', target: `${branch}.s${String(i).padStart(3, '0')}*` }],
          maxDataPoints: POINTS,
        })),
      },
    ],
  };
}

/** One chart as large as the window with every series drawn. */
export function manyLines(uid: string, branch: string): Dashboard {
  return {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    uid,
    title: `${MANY_SERIES} series`,
    rows: [
      {
        id: 'r1',
        panels: [
          {
            id: 'p1',
            type: 'timeseries',
            title: `${MANY_SERIES} series`,
            grid: { x: 0, y: 0, w: 24, h: 20 },
            targets: [{ refId: 'A', target: `${branch}.*` }],
            maxDataPoints: POINTS,
            options: { maxSeries: MANY_SERIES },
          },
        ],
      },
    ],
  };
}

/** Keeps a dashboard on the server. */
export async function keep(url: string, dashboard: Dashboard): Promise<void> {
  await postJson(`${url}/api/dashboards`, { dashboard });
}
