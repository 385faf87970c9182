/** The series that the program writes about itself: names, units, meaning, and where each value comes from. */
import { segment } from '../model/segment.ts';
import type { StoreStatus } from '../storage/store.ts';
import type { ProcessFigures } from './programFigures.ts';
import type { QueryFigures } from './queryCounts.ts';
import type { RemoteCount } from './remoteCounts.ts';
import type { RequestCount } from './requestCounts.ts';

/** Everything that is known at one moment. */
export interface OwnSample {
  readonly status: StoreStatus;
  readonly process: ProcessFigures;
  readonly requests: readonly RequestCount[];
  readonly queries: QueryFigures;
  readonly remotes: readonly RemoteCount[];
}

export interface OwnMetric {
  /** Below `plumbago.<host>.` */
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  /** The value, or null when it is not known. Of a counter, how far it is since the start. */
  readonly read: (sample: OwnSample) => number | null;
  /** For counters: what is sent is how far they went in a second, times this. */
  readonly perSecond?: number;
}

function gauge(name: string, unit: string, about: string, read: OwnMetric['read']): OwnMetric {
  return { name, unit, about, read };
}

function rate(name: string, unit: string, about: string, read: OwnMetric['read'], perSecond = 1): OwnMetric {
  return { name, unit, about, read, perSecond };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const toMilliseconds = (seconds: number | undefined): number | null =>
  seconds === undefined ? null : seconds * 1000;

/** Those whose names are fixed. */
export const OWN_METRICS: readonly OwnMetric[] = [
  gauge('store.series', 'series', 'Series that exist.', ({ status }) => status.series),
  rate('store.points', 'per second', 'Points stored.', ({ status }) => status.pointsStored),
  rate('store.lines', 'per second', 'Lines of points received.', ({ status }) => status.linesReceived),
  rate('store.bytes', 'bytes/s', 'Bytes of points received.', ({ status }) => status.bytesReceived),
  gauge(
    'store.connections',
    'connections',
    'Senders that are connected.',
    ({ status }) => status.connections,
  ),
  gauge('store.wal_bytes', 'bytes', 'Size of the write-ahead log.', ({ status }) => status.walBytes),
  gauge('store.blocks', 'blocks', 'Blocks on disk.', ({ status }) => status.blocks),
  gauge('store.block_bytes', 'bytes', 'Size of all blocks on disk.', ({ status }) => status.blockBytes),
  gauge('store.writable', '0 or 1', '0 while the disk refuses writes.', ({ status }) =>
    status.writable ? 1 : 0,
  ),
  gauge('store.problem', '0 or 1', '1 while the store reports a problem.', ({ status }) =>
    status.problem === null ? 0 : 1,
  ),
  gauge('store.background_activity', '0 or 1', '1 during background work that takes long.', ({ status }) =>
    status.activity === null ? 0 : 1,
  ),
  rate('refused.all', 'per second', 'Points and lines not stored, for whatever reason.', ({ status }) =>
    sumOf(Object.values(status.refused)),
  ),
  rate('http.requests.all', 'per second', 'HTTP requests answered.', ({ requests }) =>
    sumOf(requests.map(({ count }) => count)),
  ),
  rate(
    'http.request_ms',
    'ms/s',
    'Time spent on answering requests, live streams and administration left out, together in each second. Divided by the requests, their mean.',
    ({ requests }) => sumOf(requests.map(({ seconds }) => seconds)),
    1000,
  ),
  rate('remote.requests', 'per second', 'Questions to remote stores.', ({ remotes }) =>
    remotes.length === 0 ? null : sumOf(remotes.map(({ count }) => count)),
  ),
  rate('remote.failures', 'per second', 'Those without an answer.', ({ remotes }) =>
    remotes.length === 0 ? null : sumOf(remotes.flatMap(({ failures }) => Object.values(failures))),
  ),
  rate(
    'remote.request_ms',
    'ms/s',
    'Time until their answers or failures, together in each second.',
    ({ remotes }) => (remotes.length === 0 ? null : sumOf(remotes.map(({ seconds }) => seconds))),
    1000,
  ),
  rate(
    'queries.all',
    'per second',
    'Queries (`/render`, `/api/query`, and each look of a live stream) that have ended, whatever became of them.',
    ({ queries }) => queries.count,
  ),
  rate(
    'queries.ms',
    'ms/s',
    'Time until they were answered, waiting included, together in each second. Divided by the queries, their mean.',
    ({ queries }) => queries.milliseconds,
  ),
  rate('queries.series', 'per second', 'Series read for queries.', ({ queries }) => queries.series),
  rate('queries.points', 'per second', 'Values read for queries.', ({ queries }) => queries.points),
  rate('queries.slow', 'per second', 'Queries longer than `query.slow-ms`.', ({ queries }) => queries.slow),
  rate(
    'queries.refused',
    'per second',
    'Queries sent away because too many of their client waited.',
    ({ queries }) => queries.refused,
  ),
  rate(
    'queries.cancelled',
    'per second',
    'Queries that ended early: the caller left, the time was up, or an administrator ended them.',
    ({ queries }) => queries.cancelled,
  ),
  rate(
    'queries.cached',
    'per second',
    'Queries answered from what was computed a moment before.',
    ({ queries }) => queries.cached,
  ),
  rate(
    'queries.joined',
    'per second',
    'Queries answered with what was being computed for another one.',
    ({ queries }) => queries.joined,
  ),
  gauge('queries.running', 'queries', 'Queries that are being computed.', ({ queries }) => queries.running),
  gauge('queries.waiting', 'queries', 'Queries that wait for their turn.', ({ queries }) => queries.waiting),
  gauge(
    'process.uptime',
    's',
    'Time since the start of the program.',
    ({ process }) => process.uptimeSeconds,
  ),
  rate(
    'process.cpu_user',
    'percent',
    "The program's own code on all threads; 100 is one core.",
    ({ process }) => process.cpuUserSeconds,
    100,
  ),
  rate(
    'process.cpu_system',
    'percent',
    'The kernel on behalf of the program; 100 is one core.',
    ({ process }) => process.cpuSystemSeconds,
    100,
  ),
  gauge(
    'process.resident_bytes',
    'bytes',
    'Memory of the whole process.',
    ({ process }) => process.residentBytes,
  ),
  gauge(
    'process.heap_used_bytes',
    'bytes',
    "JavaScript's heap of the main thread, in use.",
    ({ process }) => process.heapUsedBytes,
  ),
  gauge(
    'process.heap_total_bytes',
    'bytes',
    "JavaScript's heap of the main thread.",
    ({ process }) => process.heapTotalBytes,
  ),
  gauge(
    'process.external_bytes',
    'bytes',
    'Buffers outside of the heap of the main thread.',
    ({ process }) => process.externalBytes,
  ),
  rate(
    'process.loop_busy',
    'percent',
    'Share of the time that the main thread had something to do.',
    ({ process }) => process.loopBusySeconds,
    100,
  ),
  gauge(
    'process.loop_lag_mean',
    'ms',
    "How late the main thread's timers came in the last ten seconds, on average.",
    ({ process }) => toMilliseconds(process.loopLag?.meanSeconds),
  ),
  gauge('process.loop_lag_max', 'ms', 'The same, the latest of them.', ({ process }) =>
    toMilliseconds(process.loopLag?.maxSeconds),
  ),
];

/** Those whose names depend on what happens, for people to read. */
export const NAMED_BY_EVENTS: readonly Pick<OwnMetric, 'name' | 'unit' | 'about'>[] = [
  {
    name: 'refused.<reason>',
    unit: 'per second',
    about: 'The same for one reason, such as `refused.bad-line`, from the first time on that it happened.',
  },
  {
    name: 'http.requests.<class>',
    unit: 'per second',
    about: 'Requests answered with a status of a class: `2xx`, `3xx`, `4xx`, `5xx`.',
  },
  {
    name: 'engine.<figure>',
    unit: 'as it is; counters per second',
    about: "The storage engine's own figures, below. Names of counters lose their `_total`.",
  },
];

/** All metrics of a sample, those named by events included. */
export function ownMetrics({ status, requests }: OwnSample): OwnMetric[] {
  const refused = Object.keys(status.refused).map((reason) =>
    rate(`refused.${segment(reason)}`, '', '', (sample) => sample.status.refused[reason] ?? 0),
  );
  const classes = [...new Set(requests.map((one) => one.status))].map((name) =>
    rate(`http.requests.${name}`, '', '', (sample) =>
      sumOf(sample.requests.filter((one) => one.status === name).map(({ count }) => count)),
    ),
  );
  const engine = Object.keys(status.figures).map((figure) => {
    const read = (sample: OwnSample) => sample.status.figures[figure] ?? null;
    return figure.endsWith('_total')
      ? rate(`engine.${pathOf(figure.slice(0, -'_total'.length))}`, '', '', read)
      : gauge(`engine.${pathOf(figure)}`, '', '', read);
  });
  return [...OWN_METRICS, ...refused, ...classes, ...engine];
}

/** `wal.syncs` as it is, with whatever a segment can't hold replaced. */
function pathOf(figure: string): string {
  return figure.split('.').map(segment).join('.');
}
