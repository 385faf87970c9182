/** The table of dashboards: the newest state of each, with what lists show of it. */
import type { MetadataDatabase } from './database.ts';

export interface DashboardRow {
  readonly uid: string;
  /** Null at the top. */
  readonly folder: string | null;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly panels: number;
  readonly version: number;
  readonly createdSeconds: number;
  readonly createdBy: string | null;
  readonly updatedSeconds: number;
  readonly updatedBy: string | null;
  /** Set while it is in the trash. */
  readonly trashedSeconds: number | null;
  readonly trashedBy: string | null;
}

/** What else there is of one, and lists leave where it is. */
export interface DashboardContent {
  /** JSON. */
  readonly content: string;
  /** Further words that a search finds it by. */
  readonly words: string;
}

export interface DashboardsTable {
  /** Those in the trash, or all others; by title. */
  all(which: { readonly trashed: boolean }): DashboardRow[];
  /** By uid. */
  words(which: { readonly trashed: boolean }): Map<string, string>;
  byUid(uid: string): (DashboardRow & Pick<DashboardContent, 'content'>) | null;
  add(dashboard: DashboardRow & DashboardContent): void;
  /** All but who made it and when. */
  change(dashboard: DashboardRow & DashboardContent): void;
  move(uid: string, folder: string | null): void;
  /** All of one folder, those in the trash too. */
  moveAll(from: string, to: string | null): void;
  /** Null takes it out of the trash. */
  setTrashed(uid: string, trashed: { readonly seconds: number; readonly by: string | null } | null): void;
  remove(uid: string): void;
  trashedBefore(seconds: number): string[];
}

const COLUMNS = `uid, folder, title, description, tags, panels, version, created_seconds, created_by,
  updated_seconds, updated_by, trashed_seconds, trashed_by`;

export function dashboardsTable({ connection }: MetadataDatabase): DashboardsTable {
  const kept = connection.prepare(
    `SELECT ${COLUMNS} FROM dashboards WHERE trashed_seconds IS NULL ORDER BY title, uid`,
  );
  const trashed = connection.prepare(
    `SELECT ${COLUMNS} FROM dashboards WHERE trashed_seconds IS NOT NULL ORDER BY title, uid`,
  );
  const words = connection.prepare(
    'SELECT uid, words FROM dashboards WHERE (trashed_seconds IS NOT NULL) = ?',
  );
  const byUid = connection.prepare(`SELECT ${COLUMNS}, content FROM dashboards WHERE uid = ?`);
  const add = connection.prepare(
    `INSERT INTO dashboards (${COLUMNS}, content, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const change = connection.prepare(
    `UPDATE dashboards SET folder = ?, title = ?, description = ?, tags = ?, panels = ?, version = ?,
       updated_seconds = ?, updated_by = ?, trashed_seconds = ?, trashed_by = ?, content = ?, words = ?
     WHERE uid = ?`,
  );
  const move = connection.prepare('UPDATE dashboards SET folder = ? WHERE uid = ?');
  const moveAll = connection.prepare('UPDATE dashboards SET folder = ? WHERE folder = ?');
  const setTrashed = connection.prepare(
    'UPDATE dashboards SET trashed_seconds = ?, trashed_by = ? WHERE uid = ?',
  );
  const remove = connection.prepare('DELETE FROM dashboards WHERE uid = ?');
  const trashedBefore = connection.prepare('SELECT uid FROM dashboards WHERE trashed_seconds < ?');
  return {
    all: (which) => (which.trashed ? trashed : kept).all().map(toRow),
    words: (which) =>
      new Map(words.all(which.trashed ? 1 : 0).map((row) => [String(row['uid']), String(row['words'])])),
    byUid(uid) {
      const row = byUid.get(uid);
      return row === undefined ? null : { ...toRow(row), content: String(row['content']) };
    },
    add: (one) =>
      void add.run(
        ...[
          one.uid,
          one.folder,
          one.title,
          one.description,
          JSON.stringify(one.tags),
          one.panels,
          one.version,
        ],
        ...[one.createdSeconds, one.createdBy, one.updatedSeconds, one.updatedBy],
        ...[one.trashedSeconds, one.trashedBy, one.content, one.words],
      ),
    change: (one) =>
      void change.run(
        ...[one.folder, one.title, one.description, JSON.stringify(one.tags), one.panels, one.version],
        ...[one.updatedSeconds, one.updatedBy, one.trashedSeconds, one.trashedBy, one.content, one.words],
        one.uid,
      ),
    move: (uid, folder) => void move.run(folder, uid),
    moveAll: (from, to) => void moveAll.run(to, from),
    setTrashed: (uid, to) => void setTrashed.run(to?.seconds ?? null, to?.by ?? null, uid),
    remove: (uid) => void remove.run(uid),
    trashedBefore: (seconds) => trashedBefore.all(seconds).map(({ uid }) => String(uid)),
  };
}

function toRow(row: Record<string, unknown>): DashboardRow {
  return {
    uid: String(row['uid']),
    folder: textOrNull(row['folder']),
    title: String(row['title']),
    description: String(row['description']),
    tags: (JSON.parse(String(row['tags'])) as unknown[]).map(String),
    panels: Number(row['panels']),
    version: Number(row['version']),
    createdSeconds: Number(row['created_seconds']),
    createdBy: textOrNull(row['created_by']),
    updatedSeconds: Number(row['updated_seconds']),
    updatedBy: textOrNull(row['updated_by']),
    trashedSeconds: row['trashed_seconds'] === null ? null : Number(row['trashed_seconds']),
    trashedBy: textOrNull(row['trashed_by']),
  };
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}
