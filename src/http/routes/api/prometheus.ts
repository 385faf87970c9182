/** Everything that the program knows of itself, for Prometheus. */
import { metricFamilies } from '../../../telemetry/metricFamilies.ts';
import { PROMETHEUS_CONTENT_TYPE, prometheusText } from '../../../telemetry/prometheusText.ts';
import type { Route } from '../../route.ts';

export const prometheus: readonly Route[] = [
  {
    method: 'GET',
    path: '/metrics',
    role: 'viewer',
    about: {
      ...{ group: 'Server', summary: 'Everything that the program knows of itself, for Prometheus' },
      answer: "Prometheus' text format",
    },
    async handle({ reply, deps }) {
      const { program, settings, store } = deps;
      const families = metricFamilies({
        version: settings.version,
        status: await store.status(),
        process: program.process(),
        requests: program.requests.all(),
        queries: program.queries.all(),
        remotes: program.remotes.all(),
      });
      return reply.type(PROMETHEUS_CONTENT_TYPE).send(prometheusText(families));
    },
  },
];
