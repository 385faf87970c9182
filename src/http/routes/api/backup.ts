/** A backup into a folder of the server's machine. */
import { backupRequest } from '../../../schema/metrics.ts';
import { takeBackup } from '../../backup.ts';
import type { Route } from '../../route.ts';

export const backup: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/backup',
    role: 'admin',
    longLived: true,
    handle: ({ request, deps }) => takeBackup(backupRequest.parse(request.body).folder, deps),
  },
];
