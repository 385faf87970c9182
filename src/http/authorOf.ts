import type { Identity } from '../accounts/identity.ts';

/** Who is named as the author of what a caller makes; null for somebody without a name. */
export function authorOf(identity: Identity): string | null {
  if (identity.kind === 'anonymous') return null;
  return identity.kind === 'token' ? `token ${identity.name}` : identity.name;
}
