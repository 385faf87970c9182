/** A backup into a folder of the server's machine. */
import { backupAnswer, backupRequest } from '../../../schema/metrics.ts';
import { takeBackup } from '../../backup.ts';
import type { Route } from '../../route.ts';

export const backup: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/backup',
    role: 'admin',
    longLived: true,
    about: {
      ...{ group: 'Server', summary: "Write a backup of everything into a folder of the server's machine" },
      ...{ body: backupRequest, answer: backupAnswer },
    },
    handle: ({ request, deps }) => takeBackup(backupRequest.parse(request.body).folder, deps),
  },
];
