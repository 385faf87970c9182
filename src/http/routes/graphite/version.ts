/** The version of graphite-web that clients may take us for. */
import type { Route } from '../../route.ts';

/**
 * Clients read it to learn what they may ask: Grafana, for one, uses tags and `/functions` from 1.1 on. It is the
 * graphite-web whose answers ours are compared with, not the version of this program.
 */
const GRAPHITE_VERSION = '1.1.10';

export const version: readonly Route[] = [
  {
    method: 'GET',
    path: '/version',
    role: 'none',
    unauthenticated: true,
    graphite: true,
    about: {
      ...{ group: 'Graphite: server', summary: 'The version of graphite-web whose answers ours equal' },
      answer: 'plain text',
    },
    handle: ({ reply }) => reply.type('text/plain; charset=utf-8').send(GRAPHITE_VERSION),
  },
];
