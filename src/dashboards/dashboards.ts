/** Everything of dashboards that the program keeps, over one database. */
import { randomBytes, randomInt } from 'node:crypto';
import { dashboardMarks } from '../metadata/dashboardMarks.ts';
import { dashboardsTable } from '../metadata/dashboards.ts';
import type { MetadataDatabase } from '../metadata/database.ts';
import type { Logger } from '../telemetry/log.ts';
import { builtinDashboards } from './builtin/index.ts';
import { builtinSource } from './builtinSource.ts';
import { databaseSource } from './databaseSource.ts';
import { type FileSource, openFileSource } from './files/fileSource.ts';
import { createPlaylistStore, type PlaylistStore } from './playlistStore.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshotStore.ts';
import type { DashboardSource } from './source.ts';
import { createDashboardStore, type DashboardStore } from './store.ts';

export interface DashboardsOptions {
  readonly database: MetadataDatabase;
  /** Versions kept of each dashboard; null is all. */
  readonly keepVersions: number | null;
  /** A folder of files; new dashboards then go there. */
  readonly files?: DashboardSource | undefined;
  /** Seconds since 1970. */
  now(): number;
}

export interface Dashboards {
  readonly dashboards: DashboardStore;
  readonly snapshots: SnapshotStore;
  readonly playlists: PlaylistStore;
}

export function createDashboards({ database, keepVersions, files, now }: DashboardsOptions): Dashboards {
  const own = [databaseSource({ database, keepVersions, now }), builtinSource(builtinDashboards)];
  return {
    dashboards: createDashboardStore({
      sources: files === undefined ? own : [files, ...own],
      marks: dashboardMarks(database),
      now,
      newUid,
    }),
    snapshots: createSnapshotStore({ database, now, newKey: () => randomBytes(24).toString('base64url') }),
    playlists: createPlaylistStore(database, newUid),
  };
}

/**
 * A folder of files as a place of dashboards, watched until it is closed. A uid that the database or the program has is not a file's.
 * @throws when the folder can't be read or made
 */
export function openDashboardFiles({
  root,
  log,
  ...options
}: Pick<DashboardsOptions, 'database' | 'keepVersions' | 'now'> & {
  readonly root: string;
  readonly log: Pick<Logger, 'warn'>;
}): Promise<FileSource> {
  const kept = dashboardsTable(options.database);
  const builtin = new Set(builtinDashboards.map(({ uid }) => uid));
  return openFileSource({
    ...options,
    root,
    isTaken: (uid) => builtin.has(uid) || kept.byUid(uid) !== null,
    onNote: (message, fields) => log.warn(message, fields),
  });
}

const UID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const UID_LENGTH = 10;

/** Short enough for an address, of letters that are not taken for one another. */
function newUid(): string {
  return Array.from({ length: UID_LENGTH }, () => UID_LETTERS[randomInt(UID_LETTERS.length)]).join('');
}
