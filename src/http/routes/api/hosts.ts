/** The list of machines. */
import { type HostsAnswer, hostsAnswer } from '../../../schema/api.ts';
import type { HttpDeps } from '../../deps.ts';
import { readHosts } from '../../hosts.ts';
import type { Route } from '../../route.ts';
import { shareFor } from '../../shareFor.ts';

/** Measurements come once a second, so asking more often shows nothing new. */
const SHARE_MS = 900;

/** By server, since several may run in one process (in tests they do). */
const shared = new WeakMap<HttpDeps, () => Promise<HostsAnswer>>();

export const hosts: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/hosts',
    role: 'viewer',
    about: {
      group: 'Hosts',
      summary: 'The machines below hosts. with their newest values',
      answer: hostsAnswer,
    },
    handle({ deps }) {
      const ask = shared.get(deps) ?? shareFor(SHARE_MS, () => read(deps));
      shared.set(deps, ask);
      return ask();
    },
  },
];

function read({ store, settings, now }: HttpDeps): Promise<HostsAnswer> {
  const { maxSeries, maxPoints } = settings.queryLimits;
  return readHosts({
    store,
    nowSeconds: now(),
    agentHost: settings.agentHost,
    limits: { maxSeries, maxPoints },
  });
}
