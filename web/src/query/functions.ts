import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { Functions } from './callChain.ts';

/** All functions of the language by name; they change with the program only. */
export const functionsQuery = {
  queryKey: ['functions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.functions(signal),
  staleTime: 600_000,
} as const;

const none: Functions = {};

/** Empty while they are on their way. */
export function useFunctions(): Functions {
  return useQuery(functionsQuery).data ?? none;
}
