import { chart, compose, percent, stacked } from './compose.ts';

const of = (path: string, nodes = '2,3') => `aliasByNode(carbon.agents.$agent.${path},${nodes})`;

/** carbon's metrics of itself, as its caches write them; go-carbon uses the same names for most. */
export const carbon = compose(
  {
    uid: 'carbon',
    title: 'carbon',
    description: 'What the caches of carbon (and go-carbon) say of themselves under carbon.agents.',
    tags: ['carbon'],
    variables: [
      {
        type: 'query',
        name: 'agent',
        label: 'Cache',
        query: 'carbon.agents.*',
        multi: true,
        includeAll: true,
        allValue: '*',
      },
    ],
  },
  [
    {
      title: 'Points',
      panels: [
        chart(
          'Received',
          [of('metricsReceived')],
          { min: 0, ...stacked },
          { description: 'Points in each interval of carbon, usually a minute.' },
        ),
        chart('Written', [of('committedPoints')], { min: 0, ...stacked }),
        chart(
          'New series',
          [of('{creates,droppedCreates}')],
          { min: 0 },
          {
            description:
              'Series made, and series that were not made because of MAX_CREATES_PER_MINUTE: their points are lost.',
          },
        ),
      ],
    },
    {
      title: 'Cache',
      panels: [
        chart('Points that wait to be written', [of('cache.size', '2,4')], { min: 0 }),
        chart('Series with points that wait', [of('cache.queues', '2,4')], { min: 0 }),
        chart('Lost, because the cache was full', [of('cache.overflow', '2,4')], { min: 0 }),
        chart('Answered from the cache', [of('cache.{queries,bulk_queries}', '2,4')], { min: 0 }),
        chart('Points in an update', [of('pointsPerUpdate')], { min: 0 }),
        chart('Updates', [of('updateOperations')], { min: 0 }),
      ],
    },
    {
      title: 'Process',
      panels: [
        chart('CPU', [of('cpuUsage')], percent),
        chart('Memory', [of('memUsage')], { unit: 'bytes', min: 0 }),
        chart('Time of an update', [of('avgUpdateTime')], { unit: 's', min: 0 }),
        chart('Errors', [of('errors')], { min: 0 }),
      ],
    },
  ],
);
