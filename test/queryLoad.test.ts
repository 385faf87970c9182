/** Many heavy queries of one client: others are still answered, points still come in, memory stays bounded, and hanging up ends the work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { ClientsAnswer, RunningAnswer } from '../src/schema/queries.ts';
import { getJson, status } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import type { Server } from './support/runProgram.ts';
import { sendLines } from './support/sender.ts';
import { startServer } from './support/startServer.ts';

const SERIES = 500;
const HEAVY = 24;
/** Far more than 24 heavy queries take that wait for each other, far less than they would take all at once (170 MB each). */
const MEMORY_BYTES = 1.5 * 2 ** 30;

let server: Server;

beforeAll(async () => {
  server = await startServer({
    schemas: '[all]\npattern = .*\nretentions = 10s:2d\n',
    flags: ['--no-agent', '--anonymous', 'admin'],
    env: { PLUMBAGO_STORAGE_FLUSH_AFTER_SECONDS: '2' },
  });
  const now = Math.floor(Date.now() / 1000);
  for (let minutes = 0; minutes < 12 * 60; minutes += 60) {
    const lines = Array.from({ length: SERIES * 60 }, (_, i) => {
      const seconds = now - (minutes + Math.floor(i / SERIES)) * 60;
      return `load.s${i % SERIES}.value ${i % 97} ${seconds}`;
    });
    await sendLines(server.ready.carbon, lines);
  }
  await eventually(
    async () => (await status(server.url)).store.pointsStored,
    (stored) => stored >= SERIES * 12 * 60,
  );
});

/** One that reads 2.2 million values and computes seven times as many; each of another range, so that none is shared. */
function heavy(i: number, signal?: AbortSignal): Promise<Response> {
  const target = 'scale(offset(scale(offset(movingAverage(load.*.value,5),1),2),1),2)|limit(1)';
  const query = new URLSearchParams({
    target,
    from: `-${12 * 3600 + i * 10}s`,
    noCache: '1',
    format: 'json',
  });
  return fetch(`${server.url}/render?${query}`, signal ? { signal } : {});
}

/** A small query of somebody else; how long it took. */
async function smallMilliseconds(): Promise<number> {
  const began = performance.now();
  await getJson(`${server.url}/render?target=load.s1.value&from=-1h&noCache=1&format=json`, {
    'x-forwarded-for': '10.0.0.9',
  });
  return performance.now() - began;
}

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^plumbago_process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

const running = async () => (await getJson<RunningAnswer>(`${server.url}/api/queries/running`)).queries;

test('another client is answered, points come in, and memory stays bounded', async () => {
  const answers = Array.from({ length: HEAVY }, (_, i) => heavy(i));
  let ended = false;
  const all = Promise.all(answers).finally(() => {
    ended = true;
  });
  const waits: number[] = [];
  let peak = 0;
  let sent = 0;
  const before = (await status(server.url)).store.linesReceived;
  await sleep(200);
  while (!ended) {
    waits.push(await smallMilliseconds());
    const seconds = Math.floor(Date.now() / 1000);
    await sendLines(
      server.ready.carbon,
      Array.from({ length: 100 }, (_, i) => `load.live.s${i} 1 ${seconds}`),
    );
    sent += 100;
    peak = Math.max(peak, await residentBytes());
    await sleep(50);
  }
  const statuses = (await all).map((answer) => answer.status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(Math.max(...waits)).toBeLessThan(3000);
  expect(waits.length).toBeGreaterThan(1);
  const { linesReceived, refused } = (await status(server.url)).store;
  expect(linesReceived - before).toBe(sent);
  expect(refused).toEqual({});
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(MEMORY_BYTES);
  console.log(
    `${HEAVY} heavy queries; small ones meanwhile at most ${Math.round(Math.max(...waits))} ms of ${waits.length}; at most ${Math.round(peak / 2 ** 20)} MiB`,
  );
});

test('when the client hangs up, nothing of its work goes on', async () => {
  const controller = new AbortController();
  const answers = Array.from({ length: HEAVY }, (_, i) =>
    heavy(1000 + i, controller.signal).catch((error: Error) => error.name),
  );
  await eventually(running, (queries) => queries.some(({ state }) => state === 'running'));
  controller.abort();
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['AbortError']));
  await eventually(running, (queries) => queries.length === 0, 2000);
  const began = performance.now();
  await smallMilliseconds();
  expect(performance.now() - began).toBeLessThan(1500);
  const { clients } = await getJson<ClientsAnswer>(`${server.url}/api/queries/clients`);
  expect(clients.map(({ asker }) => asker.name)).toContain('10.0.0.9');
});

test('a query that is cancelled by an administrator ends with words', async () => {
  const answer = heavy(2000);
  const [query] = await eventually(running, (queries) => queries.length > 0);
  const ended = await fetch(`${server.url}/api/queries/running/${query!.id}`, { method: 'DELETE' });
  expect([204, 404]).toContain(ended.status);
  if (ended.status === 204) expect(await (await answer).text()).toContain('cancelled');
});
