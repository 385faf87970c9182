/** Roles are a ladder: each may do what the ones before it may. */
import { type Role, role as roleSchema } from '../schema/api.ts';

const LADDER = roleSchema.options;

/** True when somebody with `role` may do what needs `needed`. */
export function roleAtLeast(role: Role, needed: Role): boolean {
  return LADDER.indexOf(role) >= LADDER.indexOf(needed);
}
