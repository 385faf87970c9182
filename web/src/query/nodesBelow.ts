import { api } from '../api/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { hasGlob } from './completionContext.ts';
import { type FinderScope, scopeParameters } from './finderScope.ts';

const fresh = 10_000;

export interface PathNodeBelow {
  readonly text: string;
  /** It is a series. */
  readonly leaf: boolean;
  /** There is more below it. */
  readonly branch: boolean;
}

/** The names one level below a path, which may contain globs; each once. */
export async function nodesBelow(path: string, scope: FinderScope): Promise<readonly PathNodeBelow[]> {
  const parameters = scopeParameters(scope);
  const parent = scope.resolve?.(path) ?? path;
  if (!hasGlob(parent)) {
    const answer = await queryClient.fetchQuery({
      queryKey: ['children', parent, parameters],
      queryFn: ({ signal }) => api.children(parent, parameters, signal),
      staleTime: fresh,
    });
    return answer.nodes;
  }
  const found = await queryClient.fetchQuery({
    queryKey: ['find', parent, parameters],
    queryFn: ({ signal }) => api.find(`${parent}.*`, parameters, signal),
    staleTime: fresh,
  });
  const byText = new Map<string, PathNodeBelow>();
  for (const node of found) {
    const before = byText.get(node.text);
    const leaf = Boolean(node.leaf);
    byText.set(node.text, {
      text: node.text,
      leaf: leaf || (before?.leaf ?? false),
      branch: !leaf || (before?.branch ?? false),
    });
  }
  return [...byText.values()];
}
