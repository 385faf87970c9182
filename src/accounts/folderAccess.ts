/** What somebody may do with the dashboards of a folder. */
import type { Identity } from './identity.ts';
import { roleAtLeast } from './roles.ts';

export type FolderAccess = 'none' | 'view' | 'edit';

/** The one place that decides it, for every route. `_folder` is null at the top; so far the role alone counts. */
export function accessTo({ role }: Identity, _folder: string | null): FolderAccess {
  if (roleAtLeast(role, 'editor')) return 'edit';
  return roleAtLeast(role, 'viewer') ? 'view' : 'none';
}
