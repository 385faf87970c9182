/** What users made of dashboards: those they have starred, and those they looked at last. */
import type { MetadataDatabase } from './database.ts';

export interface DashboardMarks {
  starred(userId: number): Set<string>;
  star(userId: number, dashboard: string): void;
  unstar(userId: number, dashboard: string): void;
  /** Notes that the user looks at it. Notes of the same minute are not written. */
  visit(userId: number, dashboard: string, seconds: number): void;
  /** The last first. */
  visited(userId: number): string[];
  /** Of all users. */
  forget(dashboard: string): void;
}

/** Of each user, so many are remembered. */
const VISITS_KEPT = 100;
const SAME_VISIT_SECONDS = 60;

export function dashboardMarks({ connection, transaction }: MetadataDatabase): DashboardMarks {
  const starred = connection.prepare('SELECT dashboard FROM dashboard_stars WHERE user_id = ?');
  const star = connection.prepare(
    'INSERT INTO dashboard_stars (user_id, dashboard) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const unstar = connection.prepare('DELETE FROM dashboard_stars WHERE user_id = ? AND dashboard = ?');
  const seen = connection.prepare(
    'SELECT seen_seconds FROM dashboard_visits WHERE user_id = ? AND dashboard = ?',
  );
  const visit = connection.prepare(
    `INSERT INTO dashboard_visits (user_id, dashboard, seen_seconds) VALUES (?, ?, ?)
     ON CONFLICT (user_id, dashboard) DO UPDATE SET seen_seconds = excluded.seen_seconds`,
  );
  const keepNewest = connection.prepare(
    `DELETE FROM dashboard_visits WHERE user_id = ? AND dashboard NOT IN (
       SELECT dashboard FROM dashboard_visits WHERE user_id = ? ORDER BY seen_seconds DESC LIMIT ?
     )`,
  );
  const visited = connection.prepare(
    'SELECT dashboard FROM dashboard_visits WHERE user_id = ? ORDER BY seen_seconds DESC, dashboard',
  );
  const forgetStars = connection.prepare('DELETE FROM dashboard_stars WHERE dashboard = ?');
  const forgetVisits = connection.prepare('DELETE FROM dashboard_visits WHERE dashboard = ?');
  return {
    starred: (userId) => new Set(starred.all(userId).map(({ dashboard }) => String(dashboard))),
    star: (userId, dashboard) => void star.run(userId, dashboard),
    unstar: (userId, dashboard) => void unstar.run(userId, dashboard),
    visit(userId, dashboard, seconds) {
      const before = Number(seen.get(userId, dashboard)?.['seen_seconds'] ?? Number.NEGATIVE_INFINITY);
      if (Math.abs(seconds - before) < SAME_VISIT_SECONDS) return;
      transaction(() => {
        visit.run(userId, dashboard, seconds);
        keepNewest.run(userId, userId, VISITS_KEPT);
      });
    },
    visited: (userId) => visited.all(userId).map(({ dashboard }) => String(dashboard)),
    forget(dashboard) {
      forgetStars.run(dashboard);
      forgetVisits.run(dashboard);
    },
  };
}
