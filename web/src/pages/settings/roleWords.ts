import type { Role } from '../../../../src/schema/api.ts';

/** What a role may do, to be read after "may". */
export const roleWords: Readonly<Record<Role, string>> = {
  none: 'do nothing',
  viewer: 'look at everything',
  editor: 'look at everything and change it',
  admin: 'do everything, also manage tokens',
};
