/** The machines that send their measurements, as the agent names them, with their newest values. */
import type { StoredSeries } from '../model/series.ts';
import { consolidateToInterval } from '../query/consolidate.ts';
import { fromStore } from '../query/series.ts';
import type { Host, HostsAnswer } from '../schema/api.ts';
import type { FetchLimits, FetchRequest, MetricStore } from '../storage/store.ts';
import { toNumbers } from './queryResult.ts';

export interface HostsQuestion {
  readonly store: Pick<MetricStore, 'find' | 'fetch'>;
  readonly nowSeconds: number;
  /** The segment below `hosts.` of the machine that the server runs on, or null. */
  readonly agentHost: string | null;
  readonly limits: FetchLimits;
}

const MAX_HOSTS = 10_000;
const HISTORY_SECONDS = 600;
const HISTORY_STEP = 10;
/** Reaches the newest value of a sender that speaks every five minutes. */
const NEWEST_SECONDS = 360;
const DAY_SECONDS = 86_400;
/** Machines heard of within this time are all present, and stand in the order of their names. */
const PRESENT_SECONDS = 60;

/** What is read below `hosts.<host>.`; of several matches the largest value counts. */
const MEASURES = {
  cpuPercent: 'cpu.all.usage',
  memoryPercent: 'memory.used_percent',
  load1: 'load.1m',
  cores: 'cpu.cores',
  uptimeSeconds: 'uptime',
  diskPercent: 'filesystems.*.used_percent',
  rxBytes: 'network.all.rx_bytes',
  txBytes: 'network.all.tx_bytes',
} as const satisfies Partial<Record<keyof Host, string>>;

type Measure = keyof typeof MEASURES;
const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** Asks the store once for all hosts, and once more, for a day, for those that have been silent. */
export async function readHosts({
  store,
  nowSeconds,
  agentHost,
  limits,
}: HostsQuestion): Promise<HostsAnswer> {
  const now = Math.floor(nowSeconds);
  const { nodes } = await store.find('hosts.*', { limit: MAX_HOSTS });
  const names = nodes.filter(({ branch }) => branch).map(({ text }) => text);
  // One second before a multiple of the step, since `from` is exclusive: the first bucket is a whole one.
  const historyStart = Math.floor((now - HISTORY_SECONDS) / HISTORY_STEP) * HISTORY_STEP;
  const requests = MEASURE_NAMES.map((measure) => ({
    pattern: `hosts.*.${MEASURES[measure]}`,
    from: measure === 'cpuPercent' ? historyStart - 1 : now - NEWEST_SECONDS,
    until: now,
  }));
  const answers = names.length === 0 ? requests.map(() => []) : await store.fetch(requests, limits);

  const hosts = new Map(names.map((name) => [name, silentHost(name, name === agentHost, historyStart)]));
  answers.forEach((list, i) => {
    for (const series of list) addTo(hosts, MEASURE_NAMES[i], series);
  });
  const silent = [...hosts.values()]
    .filter(({ lastSeconds }) => lastSeconds === null)
    .map(({ name }) => name);
  const pastRequests = lastDay(silent, now);
  if (pastRequests.length > 0) {
    for (const series of (await store.fetch(pastRequests, limits)).flat()) {
      const host = hosts.get(hostOf(series.name));
      if (host !== undefined) hear(host, newestOf(series));
    }
  }
  return { hosts: [...hosts.values()].sort(presentFirst(now)), nowSeconds };
}

/** Values from hours ago would pass for today's, so only the time is read from these. */
function lastDay(hostNames: readonly string[], now: number): FetchRequest[] {
  // A name with a glob's characters in it can't be written as itself in a list of names.
  const plain = hostNames.filter((name) => !/[*?[\]{},]/.test(name));
  if (plain.length === 0) return [];
  const which = plain.length === 1 ? plain[0] : `{${plain.join(',')}}`;
  return [MEASURES.load1, MEASURES.cpuPercent].map((path) => ({
    pattern: `hosts.${which}.${path}`,
    from: now - DAY_SECONDS,
    until: now,
  }));
}

type Draft = { -readonly [K in keyof Host]: Host[K] };

function silentHost(name: string, local: boolean, historyStart: number): Draft {
  return {
    name,
    lastSeconds: null,
    local,
    cpuPercent: null,
    memoryPercent: null,
    load1: null,
    cores: null,
    uptimeSeconds: null,
    diskPercent: null,
    rxBytes: null,
    txBytes: null,
    cpuHistory: { start: historyStart, step: HISTORY_STEP, values: [] },
  };
}

function addTo(hosts: ReadonlyMap<string, Draft>, measure: Measure, series: StoredSeries): void {
  const host = hosts.get(hostOf(series.name));
  if (host === undefined) return;
  const newest = newestOf(series);
  hear(host, newest);
  if (newest !== null) host[measure] = Math.max(host[measure] ?? Number.NEGATIVE_INFINITY, newest.value);
  if (measure === 'cpuPercent') {
    const { start, step, values } = consolidateToInterval(fromStore(series, series.name, 0), HISTORY_STEP);
    host.cpuHistory = { start, step, values: toNumbers(values.map(toHundredths)) };
  }
}

/** A sparkline shows no more, and a page of two hundred machines stays small. */
function toHundredths(percent: number): number {
  return Math.round(percent * 100) / 100;
}

function hear(host: Draft, newest: { seconds: number } | null): void {
  if (newest !== null) host.lastSeconds = Math.max(host.lastSeconds ?? 0, newest.seconds);
}

function newestOf({ start, step, values }: StoredSeries): { seconds: number; value: number } | null {
  for (let i = values.length - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) return { seconds: start + i * step, value: values[i] };
  }
  return null;
}

/** `hosts.web01.load.1m` → `web01` */
function hostOf(seriesName: string): string {
  return seriesName.split('.', 2)[1];
}

/** Everybody present by name, then the silent ones by how long they have been so: the list stands still. */
function presentFirst(now: number): (a: Host, b: Host) => number {
  const rank = ({ lastSeconds }: Host) =>
    lastSeconds === null ? 0 : lastSeconds >= now - PRESENT_SECONDS ? Number.POSITIVE_INFINITY : lastSeconds;
  return (a, b) => {
    const [ofA, ofB] = [rank(a), rank(b)];
    if (ofA !== ofB) return ofB > ofA ? 1 : -1;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  };
}
