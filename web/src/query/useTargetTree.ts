import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ParseTargetAnswer } from '../../../src/schema/dashboards.ts';
import { api } from '../api/client.ts';

export interface TargetTree extends ParseTargetAnswer {
  /** The text that the tree belongs to: the newest one is on its way while it differs. */
  readonly of: string;
}

/** The tree of a target by the server's own grammar; null before the first answer. Blank targets are not asked. */
export function useTargetTree(target: string): TargetTree | null {
  const query = useQuery({
    queryKey: ['parse-target', target],
    queryFn: async ({ signal }): Promise<TargetTree> => ({
      ...(await api.parseTarget(target, signal)),
      of: target,
    }),
    enabled: target.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return target.trim() === '' ? { tree: null, error: null, of: target } : (query.data ?? null);
}
