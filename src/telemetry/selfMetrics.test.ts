import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import type { PointBatch, StoreStatus } from '../storage/store.ts';
import { NAMED_BY_EVENTS, OWN_METRICS } from './ownMetrics.ts';
import { withOwnMetricsTable } from './ownMetricsTable.ts';
import type { ProcessFigures } from './programFigures.ts';
import { createQueryCounts } from './queryCounts.ts';
import { createRemoteCounts } from './remoteCounts.ts';
import { createRequestCounts } from './requestCounts.ts';
import { createSelfMetrics } from './selfMetrics.ts';

const idle: StoreStatus = {
  series: 5,
  pointsStored: 100,
  refused: {},
  refusedByPrefix: {},
  linesReceived: 100,
  bytesReceived: 4000,
  connections: 1,
  walBytes: 10,
  blocks: 0,
  blockBytes: 0,
  writable: true,
  problem: null,
  activity: null,
  figures: { 'head.series': 5, 'wal.syncs_total': 50 },
};
const figures: ProcessFigures = {
  startSeconds: 0,
  uptimeSeconds: 60,
  cpuUserSeconds: 1,
  cpuSystemSeconds: 1,
  residentBytes: 1e8,
  heapUsedBytes: 1e7,
  heapTotalBytes: 2e7,
  externalBytes: 1e6,
  loopBusySeconds: 2,
  loopLag: null,
};

let clock: { now: number; monotonic: number };
let state: { status: StoreStatus; process: ProcessFigures; fails: boolean };
let batches: PointBatch[];
let logged: string[];
let timer: (() => void) | null;
let requests: ReturnType<typeof createRequestCounts>;
let remotes: ReturnType<typeof createRemoteCounts>;
let self: ReturnType<typeof createSelfMetrics>;

beforeEach(() => {
  clock = { now: 1_700_000_003_000, monotonic: 0 };
  state = { status: idle, process: figures, fails: false };
  batches = [];
  logged = [];
  timer = null;
  requests = createRequestCounts();
  remotes = createRemoteCounts();
  self = createSelfMetrics({
    hostname: 'web01.example.com',
    status: async () => state.status,
    program: { process: () => state.process, requests, remotes, queries: createQueryCounts() },
    async append(batch) {
      if (state.fails) throw new Error('the disk is full');
      batches.push(batch);
    },
    now: () => clock.now,
    monotonic: () => clock.monotonic,
    after(milliseconds, call) {
      timer = () => {
        clock.now += milliseconds;
        clock.monotonic += milliseconds;
        call();
      };
      return () => {
        timer = null;
      };
    },
    log: { info: (message) => logged.push(message), warn: (message) => logged.push(message) },
  });
  self.start();
});

async function tick(): Promise<Record<string, number>> {
  const before = batches.length;
  timer!();
  // One that is under way is waited for by stop.
  await self.stop();
  self.start();
  const batch = batches[before];
  return batch === undefined
    ? {}
    : Object.fromEntries(batch.names.map((name, i) => [name.slice(self.branch.length + 1), batch.values[i]]));
}

test('gauges at once, counters as rates from the second time on', async () => {
  const first = await tick();
  expect(self.branch).toBe('plumbago.web01_example_com');
  expect(batches[0].seconds % 10).toBe(0);
  expect(first).toMatchObject({ 'store.series': 5, 'store.writable': 1, 'engine.head.series': 5 });
  expect(first).not.toHaveProperty('store.points');
  expect(first).not.toHaveProperty('process.loop_lag_mean');

  requests.add('GET', '/render', 200, 0.5);
  requests.add('GET', '/render', 500, 0.5);
  requests.add('POST', '/api/live', 200, null);
  state.status = {
    ...idle,
    pointsStored: 1100,
    refused: { 'bad-line': 20 },
    writable: false,
    activity: 'x',
    figures: { 'head.series': 6, 'wal.syncs_total': 60 },
  };
  state.process = { ...figures, cpuUserSeconds: 6, loopLag: { meanSeconds: 0.001, maxSeconds: 0.02 } };
  expect(await tick()).toMatchObject({
    'store.points': 100,
    'store.lines': 0,
    'store.writable': 0,
    'store.background_activity': 1,
    'refused.all': 2,
    'refused.bad-line': 2,
    'http.requests.all': 0.3,
    'http.requests.2xx': 0.2,
    'http.requests.5xx': 0.1,
    'http.request_ms': 100,
    'engine.head.series': 6,
    'engine.wal.syncs': 1,
    'process.cpu_user': 50,
    'process.cpu_system': 0,
    'process.loop_lag_max': 20,
  });
});

test('what the store does not give, and a counter that went back, are not sent', async () => {
  await tick();
  state.status = { ...idle, pointsStored: 0, figures: { 'new.things_total': 7 } };
  const second = await tick();
  expect(second).not.toHaveProperty('store.points');
  expect(second).not.toHaveProperty('engine.head.series');
  expect(second).not.toHaveProperty('engine.new.things');
});

test('a failure is told once, and its end', async () => {
  state.fails = true;
  await tick();
  await tick();
  expect(logged).toHaveLength(1);
  state.fails = false;
  await tick();
  expect(logged).toEqual([expect.stringContaining('not stored'), expect.stringContaining('again')]);
});

test('every series that is sent is in docs/telemetry.md', async () => {
  const page = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
  expect(withOwnMetricsTable(page), 'run node scripts/generateConfigDocs.ts').toBe(page);
  state.process = { ...figures, loopLag: { meanSeconds: 0, maxSeconds: 0 } };
  state.status = { ...idle, refused: { 'bad-line': 1 } };
  requests.add('GET', '/x', 200, 1);
  remotes.add('east', 'find', 0.1, 'timeout');
  await tick();
  const sent = Object.keys(await tick());
  const documented = new Set(OWN_METRICS.map(({ name }) => name));
  const byEvent = NAMED_BY_EVENTS.map(({ name }) => name.slice(0, name.indexOf('<')));
  expect(
    sent.filter((name) => !documented.has(name) && !byEvent.some((start) => name.startsWith(start))),
  ).toEqual([]);
  expect([...documented].filter((name) => !sent.includes(name))).toEqual([]);
});
