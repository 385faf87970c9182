import type { DashboardSummary, Playlist, WritePlaylist } from '../../../../src/schema/dashboards.ts';

/** One dashboard on the round. */
export interface Stop {
  readonly uid: string;
  readonly title: string;
}

/**
 * What a playlist shows, in its order: named dashboards that are still there, and all with a tag by their titles, as far as they are not
 * on the round already.
 */
export function stopsOf(
  items: Playlist['items'],
  dashboards: readonly Pick<DashboardSummary, 'uid' | 'title' | 'tags'>[],
): Stop[] {
  const byUid = new Map(dashboards.map((dashboard) => [dashboard.uid, dashboard]));
  const stops: Stop[] = [];
  const add = ({ uid, title }: Stop) => stops.push({ uid, title });
  for (const { dashboard, tag } of items) {
    const named = dashboard === undefined ? undefined : byUid.get(dashboard);
    if (named) add(named);
    if (tag === undefined) continue;
    dashboards
      .filter(({ uid, tags }) => tags.includes(tag) && !stops.some((stop) => stop.uid === uid))
      .sort((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }))
      .forEach(add);
  }
  return stops;
}

/** Which of `count` stops it is at a turn; turns before the first count backwards from the last. */
export function stopAt(turn: number, count: number): number {
  return ((turn % count) + count) % count;
}

/** The entries with one of them at another place. */
export function moved<Thing>(things: readonly Thing[], from: number, to: number): Thing[] {
  const next = [...things];
  next.splice(Math.max(0, Math.min(things.length - 1, to)), 0, ...next.splice(from, 1));
  return next;
}

/** What is sent of a list that is being edited. */
export function toWrite(title: string, interval: number, items: Playlist['items']): WritePlaylist {
  return { title: title.trim(), interval, items: items.map((item) => ({ ...item })) };
}
