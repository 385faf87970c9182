/** Playlists for wall screens. */
import { type Playlist, playlist, playlistsAnswer, writePlaylist } from '../../../schema/dashboards.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';
import { uidOf } from './dashboards.ts';

export const playlists: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/playlists',
    role: 'viewer',
    about: { group: 'Playlists', summary: 'All playlists', answer: playlistsAnswer },
    handle: ({ deps }): { playlists: Playlist[] } => ({ playlists: deps.playlists.list() }),
  },
  {
    method: 'POST',
    path: '/api/playlists',
    role: 'editor',
    about: { group: 'Playlists', summary: 'Make a playlist', body: writePlaylist, answer: playlist },
    handle: ({ request, deps }): Playlist => deps.playlists.create(writePlaylist.parse(request.body)),
  },
  {
    method: 'PUT',
    path: '/api/playlists/:uid',
    role: 'editor',
    about: { group: 'Playlists', summary: 'Change a playlist', body: writePlaylist, answer: playlist },
    handle(call): Playlist {
      const uid = uidOf(call);
      const changed = call.deps.playlists.change(uid, writePlaylist.parse(call.request.body));
      if (changed === null) throw noPlaylist(uid);
      return changed;
    },
  },
  {
    method: 'DELETE',
    path: '/api/playlists/:uid',
    role: 'editor',
    about: { group: 'Playlists', summary: 'Remove a playlist', answer: null },
    handle(call) {
      const uid = uidOf(call);
      if (!call.deps.playlists.remove(uid)) throw noPlaylist(uid);
      return call.reply.code(204).send();
    },
  },
];

function noPlaylist(uid: string): HttpError {
  return new HttpError(404, 'not-found', `There is no playlist "${uid}".`, {
    hint: 'GET /api/playlists lists all.',
  });
}
