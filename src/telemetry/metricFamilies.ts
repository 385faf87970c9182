/** All figures of the program, as `/metrics` shows them to Prometheus. See docs/telemetry.md. */
import type { StoreStatus } from '../storage/store.ts';
import type { ProcessFigures } from './programFigures.ts';
import { type MetricFamily, prometheusName, type Sample } from './prometheusText.ts';
import type { QueryFigures } from './queryCounts.ts';
import type { RemoteCount } from './remoteCounts.ts';
import type { RequestCount } from './requestCounts.ts';

export interface FamiliesOf {
  readonly version: string;
  readonly status: StoreStatus;
  readonly process: ProcessFigures;
  readonly requests: readonly RequestCount[];
  readonly queries: QueryFigures;
  readonly remotes: readonly RemoteCount[];
}

export function metricFamilies({
  version,
  status,
  process,
  requests,
  remotes,
  queries,
}: FamiliesOf): MetricFamily[] {
  return [
    gauge('info', 'The program; its version is the label, the value is always 1.', [
      { labels: { version }, value: 1 },
    ]),
    ...storeFamilies(status),
    ...engineFamilies(status.figures),
    ...processFamilies(process),
    ...queryFamilies(queries),
    counter(
      'http_requests_total',
      'HTTP requests answered, by route, method and class of status.',
      requests.map(({ method, route, status: code, count }) => ({
        labels: { route, method, status: code },
        value: count,
      })),
    ),
    {
      name: 'plumbago_http_request_duration_seconds',
      type: 'summary',
      help: 'Time to answer HTTP requests. Live streams and administration, which may take long, are left out.',
      samples: requests.flatMap(({ method, route, status: code, timed, seconds }): Sample[] => {
        const labels = { route, method, status: code };
        return timed === 0
          ? []
          : [
              { suffix: '_sum', labels, value: seconds },
              { suffix: '_count', labels, value: timed },
            ];
      }),
    },
    ...remoteFamilies(remotes),
  ];
}

function remoteFamilies(remotes: readonly RemoteCount[]): MetricFamily[] {
  return [
    counter(
      'remote_requests_total',
      'Questions to remote stores, failed and skipped ones among them.',
      remotes.map(({ remote, operation, count }) => ({ labels: { remote, operation }, value: count })),
    ),
    counter(
      'remote_failures_total',
      'Questions to remote stores without an answer, by reason.',
      remotes.flatMap(({ remote, operation, failures }) =>
        Object.entries(failures).map(([reason, value]) => ({ labels: { remote, operation, reason }, value })),
      ),
    ),
    counter(
      'remote_seconds_total',
      'Time until the answers or failures of remote stores.',
      remotes.map(({ remote, operation, seconds }) => ({ labels: { remote, operation }, value: seconds })),
    ),
  ];
}

function queryFamilies(queries: QueryFigures): MetricFamily[] {
  return [
    {
      name: 'plumbago_query_duration_seconds',
      type: 'summary',
      help: 'Time until queries were answered, waiting included; each look of a live stream is one.',
      samples: [
        { suffix: '_sum', value: queries.milliseconds / 1000 },
        { suffix: '_count', value: queries.count },
      ],
    },
    counter('query_series_total', 'Series read for queries.', queries.series),
    counter('query_points_total', 'Values read for queries.', queries.points),
    counter('query_slow_total', 'Queries longer than query.slow-ms.', queries.slow),
    counter('query_refused_total', 'Queries sent away because too many waited.', queries.refused),
    counter('query_cancelled_total', 'Queries that ended early.', queries.cancelled),
    counter('query_cached_total', 'Queries answered from what was computed a moment before.', queries.cached),
    counter('query_joined_total', 'Queries answered with what was computed for another.', queries.joined),
    gauge('queries_running', 'Queries that are being computed.', queries.running),
    gauge('queries_waiting', 'Queries that wait for their turn.', queries.waiting),
  ];
}

function storeFamilies(status: StoreStatus): MetricFamily[] {
  return [
    gauge('series', 'Series that exist.', status.series),
    counter('points_stored_total', 'Points stored since the start.', status.pointsStored),
    counter(
      'refused_total',
      'Points and lines not stored, by reason.',
      Object.entries(status.refused).map(([reason, value]) => ({ labels: { reason }, value })),
    ),
    counter(
      'refused_by_prefix_total',
      'The same by reason and beginning of the name.',
      Object.entries(status.refusedByPrefix).flatMap(([reason, prefixes]) =>
        Object.entries(prefixes).map(([prefix, value]) => ({ labels: { reason, prefix }, value })),
      ),
    ),
    counter('lines_received_total', 'Lines of points received since the start.', status.linesReceived),
    counter('received_bytes_total', 'Bytes of points received since the start.', status.bytesReceived),
    gauge('connections', 'Connections of senders that are open.', status.connections),
    gauge('wal_bytes', 'Size of the write-ahead log.', status.walBytes),
    gauge('blocks', 'Blocks on disk.', status.blocks),
    gauge('block_bytes', 'Size of all blocks on disk.', status.blockBytes),
    gauge('writable', '0 while the disk refuses writes, else 1.', status.writable ? 1 : 0),
    gauge('problem', '1 while the store reports a problem, else 0.', status.problem === null ? 0 : 1),
    gauge(
      'background_activity',
      '1 during background work that takes long, else 0.',
      status.activity === null ? 0 : 1,
    ),
  ];
}

/** Names are the engine's own; of two that would be the same here the first counts. */
function engineFamilies(figures: StoreStatus['figures']): MetricFamily[] {
  const families = new Map<string, MetricFamily>();
  for (const [figure, value] of Object.entries(figures)) {
    const name = `engine_${prometheusName(figure)}`;
    const help = `The engine's figure ${figure}; see docs/telemetry.md.`;
    if (families.has(name)) continue;
    families.set(name, figure.endsWith('_total') ? counter(name, help, value) : gauge(name, help, value));
  }
  return [...families.values()];
}

function processFamilies(process: ProcessFigures): MetricFamily[] {
  const { loopLag } = process;
  return [
    gauge(
      'process_start_time_seconds',
      'When the process started, seconds since 1970.',
      process.startSeconds,
    ),
    counter('process_cpu_seconds_total', 'CPU time of all threads.', [
      { labels: { mode: 'user' }, value: process.cpuUserSeconds },
      { labels: { mode: 'system' }, value: process.cpuSystemSeconds },
    ]),
    gauge('process_resident_memory_bytes', 'Memory of the whole process.', process.residentBytes),
    gauge('process_heap_used_bytes', "JavaScript's heap of the main thread, in use.", process.heapUsedBytes),
    gauge('process_heap_total_bytes', "JavaScript's heap of the main thread.", process.heapTotalBytes),
    gauge('process_external_bytes', 'Buffers outside of the heap of the main thread.', process.externalBytes),
    counter(
      'event_loop_busy_seconds_total',
      'Time that the main thread had something to do.',
      process.loopBusySeconds,
    ),
    gauge(
      'event_loop_lag_seconds',
      "How late the main thread's timers came in the last ten seconds.",
      loopLag === null
        ? []
        : [
            { labels: { stat: 'mean' }, value: loopLag.meanSeconds },
            { labels: { stat: 'max' }, value: loopLag.maxSeconds },
          ],
    ),
  ];
}

function gauge(name: string, help: string, value: number | readonly Sample[]): MetricFamily {
  return family(name, 'gauge', help, value);
}

function counter(name: string, help: string, value: number | readonly Sample[]): MetricFamily {
  return family(name, 'counter', help, value);
}

function family(
  name: string,
  type: MetricFamily['type'],
  help: string,
  value: number | readonly Sample[],
): MetricFamily {
  const samples = typeof value === 'number' ? [{ value }] : value;
  return { name: `plumbago_${name}`, type, help, samples };
}
