/** The nodes below a node of the metric tree. */
import { z } from 'zod';
import { type ChildrenAnswer, childrenAnswer } from '../../../schema/api.ts';
import { activeParameters } from '../../activeParameters.ts';
import { readActiveRange } from '../../activeRange.ts';
import { activeWords } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

/** More than a person scrolls through; beyond it the answer says that there is more. */
const MAX_NODES = 5000;

const parameters = z.object({ path: z.string().max(4096).default(''), ...activeParameters });

export const metricsChildren: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/children',
    role: 'viewer',
    about: {
      ...{ group: 'Metrics', summary: 'The nodes below a node of the tree of metrics' },
      query: { path: 'Such as servers.web1; the root when missing', ...activeWords },
      answer: childrenAnswer,
    },
    async handle({ request, deps, store }): Promise<ChildrenAnswer> {
      const { path, ...written } = parameters.parse(request.query);
      const active = readActiveRange({ ...written, nowSeconds: deps.now() });
      const pattern = path === '' ? '*' : `${path}.*`;
      const all = await store.find(pattern, { limit: MAX_NODES });
      const shown = active && (await store.find(pattern, { limit: MAX_NODES, active }));
      const { nodes, truncated } = shown ?? all;
      return {
        nodes: nodes.map(({ path, text, leaf, branch }) => ({ path, text, leaf, branch })),
        truncated,
        // A point that comes in between the two questions may make the second list the longer one.
        hidden: Math.max(0, all.nodes.length - nodes.length),
      };
    },
  },
];
