/** Dashboards frozen with their data, found by a key that nobody can guess. */
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { MetadataDatabase } from '../metadata/database.ts';
import { type SnapshotRow, snapshotsTable } from '../metadata/snapshots.ts';
import type { SnapshotContent, SnapshotSummary } from '../schema/dashboards.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export interface NewSnapshot {
  readonly title: string;
  readonly content: SnapshotContent;
  /** Null keeps it for ever. */
  readonly expiresSeconds: number | null;
}

export interface SnapshotStore {
  /** The newest first. */
  list(): SnapshotSummary[];
  make(snapshot: NewSnapshot, author: string | null): Promise<SnapshotSummary>;
  /** `content` is JSON; null when there is none of that key, or its time is over. */
  read(key: string): Promise<{ readonly summary: SnapshotSummary; readonly content: string } | null>;
  /** False when there was none. */
  remove(key: string): boolean;
  /** Removes those whose time is over; answers how many. */
  sweep(): number;
}

export interface SnapshotStoreOptions {
  readonly database: MetadataDatabase;
  /** Seconds since 1970. */
  now(): number;
  /** A secret that fits an address. */
  newKey(): string;
}

export function createSnapshotStore({ database, now, newKey }: SnapshotStoreOptions): SnapshotStore {
  const table = snapshotsTable(database);
  const seconds = (): number => Math.floor(now());
  return {
    list: () => table.all(seconds()).map(toSummary),
    async make({ title, content, expiresSeconds }, createdBy) {
      const json = JSON.stringify(content);
      const createdSeconds = seconds();
      const row = {
        ...{ key: newKey(), title, createdSeconds, createdBy, bytes: Buffer.byteLength(json) },
        expiresSeconds: expiresSeconds === null ? null : createdSeconds + expiresSeconds,
      };
      table.add({ ...row, content: await compress(json) });
      return toSummary(row);
    },
    async read(key) {
      const row = table.byKey(key, seconds());
      if (row === null) return null;
      return { summary: toSummary(row), content: (await decompress(row.content)).toString('utf8') };
    },
    remove: (key) => table.remove(key),
    sweep: () => table.removeExpired(seconds()),
  };
}

function toSummary({
  key,
  title,
  createdSeconds,
  createdBy,
  expiresSeconds,
  bytes,
}: SnapshotRow): SnapshotSummary {
  return { key, title, createdSeconds, createdBy, expiresAt: expiresSeconds, bytes };
}
