import { accessTo } from '../accounts/folderAccess.ts';
import type { Caller } from '../dashboards/caller.ts';
import { authorOf } from './authorOf.ts';
import type { Call } from './route.ts';

/** Who asks, as far as dashboards are concerned. */
export function dashboardCaller({ identity }: Pick<Call, 'identity'>): Caller {
  return {
    userId: identity.kind === 'user' ? identity.userId : null,
    author: authorOf(identity),
    access: (folder) => accessTo(identity, folder),
  };
}
