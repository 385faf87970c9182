import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Role, Session } from '../../../src/schema/api.ts';
import { api } from './client.ts';

export const sessionKey = ['session'] as const;

export const sessionQuery = {
  queryKey: sessionKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => api.session(signal),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
} as const;

export function useSession(): UseQueryResult<Session> {
  return useQuery(sessionQuery);
}

const ranks: readonly Role[] = ['none', 'viewer', 'editor', 'admin'];

/** True when this visitor may do what `role` may. */
export function mayAs(session: Session | undefined, role: Role): boolean {
  return session !== undefined && ranks.indexOf(session.role) >= ranks.indexOf(role);
}

/** True when there is nothing to look at before signing in (or before choosing the first password). */
export function mustSignIn(session: Session): boolean {
  return session.mustChangePassword || session.role === 'none';
}
