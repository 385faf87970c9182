/** The nodes below a node of the metric tree. */
import { z } from 'zod';
import type { ChildrenAnswer } from '../../../schema/api.ts';
import type { Route } from '../../route.ts';

/** More than a person scrolls through; beyond it the answer says that there is more. */
const MAX_NODES = 5000;

const parameters = z.object({ path: z.string().max(4096).default('') });

export const metricsChildren: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/children',
    role: 'viewer',
    async handle({ request, deps }): Promise<ChildrenAnswer> {
      const { path } = parameters.parse(request.query);
      const { nodes, truncated } = await deps.store.find(path === '' ? '*' : `${path}.*`, MAX_NODES);
      return {
        nodes: nodes.map(({ path, text, leaf, branch }) => ({ path, text, leaf, branch })),
        truncated,
      };
    },
  },
];
