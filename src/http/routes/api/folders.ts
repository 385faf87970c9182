/** Folders of dashboards. */
import { z } from 'zod';
import { type Folder, folder, foldersAnswer, uid, writeFolder } from '../../../schema/dashboards.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Route } from '../../route.ts';
import { uidOf } from './dashboards.ts';

const removal = z.object({ move: z.union([z.literal('general'), uid]).optional() });

export const folders: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/folders',
    role: 'viewer',
    about: { group: 'Folders', summary: 'All folders of dashboards', answer: foldersAnswer },
    async handle(call): Promise<{ folders: Folder[] }> {
      return { folders: await call.deps.dashboards.folders.list(dashboardCaller(call)) };
    },
  },
  {
    method: 'POST',
    path: '/api/folders',
    role: 'editor',
    about: { group: 'Folders', summary: 'Make a folder', body: writeFolder, answer: folder },
    handle: (call) =>
      call.deps.dashboards.folders.create(writeFolder.parse(call.request.body), dashboardCaller(call)),
  },
  {
    method: 'PUT',
    path: '/api/folders/:uid',
    role: 'editor',
    about: { group: 'Folders', summary: 'Rename a folder, or move it', body: writeFolder, answer: folder },
    handle: (call) =>
      call.deps.dashboards.folders.change(
        uidOf(call),
        writeFolder.parse(call.request.body),
        dashboardCaller(call),
      ),
  },
  {
    method: 'DELETE',
    path: '/api/folders/:uid',
    role: 'editor',
    about: {
      ...{ group: 'Folders', summary: 'Remove a folder', answer: null },
      query: {
        move: 'Where to what is in it goes: a uid, or "general"; without it the folder has to be empty',
      },
    },
    async handle(call) {
      const { move } = removal.parse(call.request.query);
      const to = move === 'general' ? null : move;
      await call.deps.dashboards.folders.remove(uidOf(call), to, dashboardCaller(call));
      return call.reply.code(204).send();
    },
  },
];
