/**
 * `npm run bench:queries`: what queries cost, beside Debian's VictoriaMetrics and, with `--with-graphite-web`, Debian's
 * graphite-web in the same run. Prints Markdown. See README.md for what each number means.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../scripts/debianPackages.ts';
import { archiveFor, type Contender, type RunningContender } from './contenders/contender.ts';
import { graphiteWeb } from './contenders/graphiteWeb.ts';
import { plumbago } from './contenders/plumbago.ts';
import { victoriaMetrics } from './contenders/victoriaMetrics.ts';
import { machine } from './machine.ts';
import { FLUSH_SECONDS, MOST_IDLE_SECONDS } from './measures/measure.ts';
import { writePerformancePage } from './performancePage.ts';
import { cpuSeconds, residentBytes, untilIdle } from './processCost.ts';
import { DATA, PANELS, panel, QUERY_WORKS, type QueryWork } from './queryWorks.ts';
import { createSender, type Sender } from './sender.ts';
import { format } from './table.ts';
import { type Workload, writeWorkload } from './workload.ts';

const CONNECTIONS = 4;
/**
 * Before the clock starts: caches of the kernel, and compilers of the servers, which have run for days where it matters. As many requests as
 * that, but ten at least and no more than fit into the time.
 */
const WARM_UP_REQUESTS = 1000;
const WARM_UP_SECONDS = 3;
const WARM_UP_LEAST = 10;
/** Points a second beside the dashboard. */
const BESIDE_RATE = 200_000;
const DASHBOARDS = 10;

const { values: options } = parseArgs({
  options: {
    /** Names of works with commas between them; all without it. `dashboard` is one. */
    work: { type: 'string' },
    'with-graphite-web': { type: 'boolean', default: false },
    /** Puts the result into docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
});
const wanted = options.work?.split(',');
const works = QUERY_WORKS.filter(({ name }) => wanted === undefined || wanted.includes(name));
const withDashboard = wanted === undefined || wanted.includes('dashboard');

/** Milliseconds. */
interface Cost {
  readonly median: number;
  readonly p95: number;
  readonly cpu: number;
}

ensurePackages([
  'victoria-metrics',
  ...(options['with-graphite-web'] ? ['graphite-web', 'graphite-carbon', 'gunicorn', 'python3-whisper'] : []),
]);
const contenders: Contender[] = [
  plumbago(5),
  victoriaMetrics(),
  ...(options['with-graphite-web'] ? [graphiteWeb()] : []),
];
const folder = mkdtempSync(join(tmpdir(), 'plumbago-queries-'));
const costs = new Map<string, Map<string, Cost>>();
const notes: string[] = [];
try {
  const sender = createSender(folder);
  const now = Math.floor(Date.now() / 1000);
  const data = new Map<string, Workload>();
  for (const [name, size] of Object.entries(DATA)) {
    if (name === 'panels' ? !withDashboard : !works.some((work) => work.data === name)) continue;
    data.set(name, writeWorkload({ ...size, end: now - 600 }, CONNECTIONS, join(folder, name)));
  }
  for (const contender of contenders) await measure(contender, data, sender);
  const about = `${new Date().toISOString()}; ratios are Plumbago / VictoriaMetrics`;
  const page = [machine(contenders), about, table(), ...notes].join('\n\n');
  console.log(page);
  if (options.write) writePerformancePage(page, 'bench:queries');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Stores what is asked for, a fresh server for each step of the points, and asks. */
async function measure(
  contender: Contender,
  data: ReadonlyMap<string, Workload>,
  sender: Sender,
): Promise<void> {
  for (const step of new Set([...data.values()].map((workload) => workload.step))) {
    const place = join(folder, `${contender.name}-${step}`);
    mkdirSync(place);
    const stored = [...data].filter(
      ([name, workload]) => workload.step === step && !(name === 'names' && isGraphiteWeb(contender)),
    );
    const first = stored.reduce((a, b) => (a[1].firstSeconds < b[1].firstSeconds ? a : b))[1];
    const last = stored.reduce((a, b) => (a[1].lastSeconds > b[1].lastSeconds ? a : b))[1];
    const server = await contender.start(place, archiveFor(first, last));
    try {
      for (const [, workload] of stored) await sender.send(server.carbon, workload.files, 0).report;
      await untilIdle(server.pid, FLUSH_SECONDS, MOST_IDLE_SECONDS);
      if (isGraphiteWeb(contender)) await sleep(60_000);
      const loaded = new Map(stored);
      for (const work of works) {
        const workload = loaded.get(work.data);
        if (workload !== undefined) await ask(contender, server, work, workload);
      }
      const panels = loaded.get('panels');
      if (panels !== undefined && contender.name === 'Plumbago') await dashboard(server, panels, sender);
      notes.push(
        `Peak memory of ${contender.name} over the works with points every ${step} s, storing them included: ${format(residentBytes(server.pid).peak / 1e6)} MB.`,
      );
    } finally {
      await server.stop();
      rmSync(place, { recursive: true, force: true });
    }
  }
}

function isGraphiteWeb({ name }: Contender): boolean {
  return name === 'graphite-web';
}

async function ask(
  contender: Contender,
  server: RunningContender,
  work: QueryWork,
  workload: Workload,
): Promise<void> {
  const path =
    contender.name === 'VictoriaMetrics' && work.victoriaMetrics !== undefined
      ? work.victoriaMetrics
      : work.graphite;
  const request = (number: number) => fetchText(`${server.url}${path(workload, number)}`);
  // Where a request takes seconds, a few tell enough.
  const began = performance.now();
  work.check(await request(1000));
  const requests = performance.now() - began > 2000 ? 5 : work.requests;
  const least = Math.min(WARM_UP_LEAST, requests);
  const warmUntil = performance.now() + WARM_UP_SECONDS * 1000;
  for (let i = 1; i < least || (i < WARM_UP_REQUESTS && performance.now() < warmUntil); i++)
    work.check(await request(1000 + i));
  const before = cpuSeconds(server.pid);
  const times: number[] = [];
  for (let i = 0; i < requests; i++) {
    const start = performance.now();
    const body = await request(i);
    times.push(performance.now() - start);
    if (i === 0) work.check(body);
  }
  await sleep(300);
  const cpu = ((cpuSeconds(server.pid) - before) * 1000) / requests;
  times.sort((a, b) => a - b);
  const cost = { median: times[requests >> 1]!, p95: times[Math.floor(requests * 0.95)]!, cpu };
  const row = costs.get(work.name) ?? new Map<string, Cost>();
  costs.set(work.name, row.set(contender.name, cost));
  console.error(`${work.name}, ${contender.name}: ${JSON.stringify(cost)}`);
}

/** All panels of a dashboard at once, again and again, beside points that come in at a pace. */
async function dashboard(server: RunningContender, panels: Workload, sender: Sender): Promise<void> {
  const size = { hosts: 250, points: 300, step: 60, end: Math.floor(Date.now() / 1000) };
  const beside = writeWorkload(size, CONNECTIONS, join(folder, 'beside'));
  const sending = sender.send(server.carbon, beside.files, BESIDE_RATE).report;
  const times: number[] = [];
  for (let i = 0; i < DASHBOARDS; i++) {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: PANELS }, async (_, k) => {
        const [series] = JSON.parse(await fetchText(`${server.url}${panel(panels, i, k)}`)) as {
          datapoints: unknown[];
        }[];
        if (series?.datapoints.length !== panels.points) throw new Error('a panel lacks values');
      }),
    );
    times.push(performance.now() - start);
    await sleep(500);
  }
  const { longestWaitSeconds, acceptSeconds } = await sending;
  times.sort((a, b) => a - b);
  notes.push(
    `Dashboard: ${PANELS} panels asked at once, each the sum of 100 series × ${panels.points} points, beside ${format(beside.lines / acceptSeconds)} points/s taken in: ` +
      `the last answer after ${format(times[times.length >> 1]!)} ms (median of ${DASHBOARDS}; longest ${format(times.at(-1)!)} ms); ` +
      `the longest that a sender waited for the server: ${format(longestWaitSeconds * 1000)} ms.`,
  );
}

/** A new connection a request, as the peers' figures have it. */
function fetchText(url: string): Promise<string> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts).toString();
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answered ${response.statusCode}: ${body.slice(0, 300)}`));
      });
      response.on('error', reject);
    }).on('error', reject);
  });
}

function table(): string {
  const names = contenders.map(({ name }) => name);
  const [ours, theirs] = names;
  const rows = works.map((work) => {
    const row = costs.get(work.name);
    const cells = names.map((name) => {
      const cost = row?.get(name);
      return cost === undefined
        ? ''
        : `${format(cost.median)} / ${format(cost.p95)} / **${format(cost.cpu)}**`;
    });
    const [a, b] = [row?.get(ours!), row?.get(theirs!)];
    const share = (pick: (cost: Cost) => number) =>
      a && b && pick(b) > 0 ? (pick(a) / pick(b)).toFixed(2) : '';
    return [`${work.name}: ${work.title}`, ...cells, share(({ median }) => median), share(({ cpu }) => cpu)];
  });
  const titles = ['p50 ms / p95 ms / **CPU ms**', ...names, 'p50, ratio', 'CPU, ratio'];
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
