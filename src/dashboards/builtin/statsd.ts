import { chart, compose, stacked } from './compose.ts';

/** What StatsD writes with its usual names, and what it says of itself. */
export const statsd = compose(
  {
    uid: 'statsd',
    title: 'StatsD',
    description:
      'Counters, timers and gauges as StatsD names them (without the legacy namespace), and StatsD itself.',
    tags: ['statsd'],
    variables: [
      { type: 'text', name: 'prefix', label: 'Prefix', current: 'stats' },
      {
        type: 'query',
        name: 'timer',
        label: 'Timer',
        query: '$prefix.timers.*',
        multi: true,
        includeAll: true,
        allValue: '*',
      },
    ],
  },
  [
    {
      title: 'Counters and gauges',
      across: 2,
      height: 9,
      panels: [
        chart(
          'Busiest counters',
          [
            'highestAverage(aliasByNode($prefix.counters.*.rate,2),8)',
            'highestAverage(aliasByNode($prefix.counters.*.*.rate,2,3),8)',
            'highestAverage(aliasByNode($prefix.counters.*.*.*.rate,2,3,4),8)',
          ],
          { unit: 'cps', min: 0 },
        ),
        chart('Gauges', ['highestCurrent(aliasByNode($prefix.gauges.*,2),20)'], {}),
      ],
    },
    {
      title: 'Timers',
      panels: [
        chart(
          'Median and upper',
          ['aliasByNode($prefix.timers.$timer.{median,upper_90,upper_95,upper_99},2,3)'],
          {
            unit: 'ms',
            min: 0,
          },
        ),
        chart('Mean', ['aliasByNode($prefix.timers.$timer.mean,2)'], { unit: 'ms', min: 0 }),
        chart('How often', ['aliasByNode($prefix.timers.$timer.count_ps,2)'], { unit: 'cps', min: 0 }),
      ],
    },
    {
      title: 'StatsD itself',
      panels: [
        chart(
          'Packets and metrics',
          ['aliasByNode($prefix.counters.statsd.{packets_received,metrics_received,bad_lines_seen}.rate,3)'],
          {
            unit: 'cps',
            min: 0,
          },
        ),
        chart('Metrics flushed', ['aliasByNode(statsd.numStats,1)'], { min: 0 }),
        chart(
          'Time of a flush',
          ['aliasByNode($prefix.statsd.{processing_time,graphiteStats.flush_time},2)'],
          {
            unit: 'ms',
            min: 0,
            ...stacked,
          },
        ),
      ],
    },
  ],
);
