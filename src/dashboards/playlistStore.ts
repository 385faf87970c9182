/** Playlists: dashboards that a wall screen shows one after the other. */
import type { MetadataDatabase } from '../metadata/database.ts';
import { type PlaylistRow, playlistsTable } from '../metadata/playlists.ts';
import type { Playlist, WritePlaylist } from '../schema/dashboards.ts';
import { freeUid } from './freeUid.ts';

export interface PlaylistStore {
  /** By title. */
  list(): Playlist[];
  create(playlist: WritePlaylist): Playlist;
  /** Null when there is none of that uid. */
  change(uid: string, playlist: WritePlaylist): Playlist | null;
  /** False when there is none of that uid. */
  remove(uid: string): boolean;
}

export function createPlaylistStore(database: MetadataDatabase, newUid: () => string): PlaylistStore {
  const table = playlistsTable(database);
  const list = (): Playlist[] => table.all().map(toPlaylist);
  return {
    list,
    create(playlist) {
      const uid = freeUid(newUid, (candidate) => list().some((known) => known.uid === candidate));
      table.add(toRow(uid, playlist));
      return { uid, ...playlist };
    },
    change: (uid, playlist) => (table.change(toRow(uid, playlist)) ? { uid, ...playlist } : null),
    remove: (uid) => table.remove(uid),
  };
}

function toRow(uid: string, { title, interval, items }: WritePlaylist): PlaylistRow {
  return { uid, title, intervalSeconds: interval, items: JSON.stringify(items) };
}

function toPlaylist({ uid, title, intervalSeconds, items }: PlaylistRow): Playlist {
  return { uid, title, interval: intervalSeconds, items: JSON.parse(items) as Playlist['items'] };
}
