import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, startProgram } from '../../test/support/runProgram.ts';
import { METRICS_A_HOST, type Workload } from '../workload.ts';
import { type Contender, letter, type Queries, schemasFor } from './contender.ts';

/** Plumbago as in this repository. `usualFlush`: seconds after which points leave the log for sealed blocks, unless a work says otherwise. */
export function plumbago(usualFlush: number): Contender {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return {
    name: 'Plumbago',
    version: `${version} on Node ${process.versions.node}`,
    async start(folder, archive, flushAfterSeconds = usualFlush) {
      const dataDir = join(folder, 'data');
      mkdirSync(dataDir, { recursive: true });
      const server = await startProgram({
        dataDir,
        settings: `[storage]\nflush-after-seconds = ${flushAfterSeconds}\n`,
        schemas: schemasFor(archive),
        flags: ['--no-agent', '--anonymous', 'viewer'],
        readyWithinMilliseconds: 120_000,
      });
      return {
        pid: server.pid,
        spawnedAt: server.spawnedAt,
        carbon: server.ready.carbon!,
        storageFolder: dataDir,
        url: server.url,
        count: (workload) => count(server.url, workload),
        queries: queries(server.url),
        async stop() {
          await server.stop();
          await server.discard();
        },
        async kill9() {
          await server.kill9();
          await server.discard();
        },
      };
    },
  };
}

function queries(url: string): Queries {
  return {
    async valueAt(name, seconds) {
      const [series] = await render(url, [name], seconds - 1, seconds);
      return series?.datapoints.find(([, at]) => at === seconds)?.[0] ?? null;
    },
    async finds(name) {
      const answer = await fetch(`${url}/metrics/find?query=${encodeURIComponent(name)}&format=treejson`);
      if (!answer.ok) throw new Error(`/metrics/find answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { leaf: number }[]).some(({ leaf }) => leaf === 1);
    },
    async sum({ firstSeconds, lastSeconds, step }, number) {
      const names = `servers.*.web[0-9${letter(number)}]*.*.*`;
      const target = `sumSeries(${names},${names}.*)`;
      const [series] = await render(url, [target], firstSeconds - step, lastSeconds);
      return series?.datapoints.filter(([value]) => value !== null).length ?? 0;
    },
  };
}

type Rendered = { datapoints: [value: number | null, seconds: number][] }[];

async function render(
  url: string,
  targets: readonly string[],
  from: number,
  until: number,
): Promise<Rendered> {
  const query = new URLSearchParams();
  for (const target of targets) query.append('target', target);
  query.append('from', String(from));
  query.append('until', String(until));
  query.append('format', 'json');
  query.append('noCache', '1');
  const answer = await fetch(`${url}/render`, { method: 'POST', body: query });
  if (!answer.ok) throw new Error(`/render answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Rendered;
}

/** No answer while counting holds many more values than this. */
const VALUES_AN_ANSWER = 2_000_000;

/** Counts the values that `/render` gives: a group of hosts and a part of the time at once, so that no answer is huge. */
async function count(url: string, workload: Workload): Promise<number> {
  const { hosts, points, step, firstSeconds, lastSeconds } = workload;
  const fitting = VALUES_AN_ANSWER / (METRICS_A_HOST * points);
  const wildcards = fitting >= 1000 ? 3 : fitting >= 100 ? 2 : 1;
  const groups = Math.ceil(hosts / 10 ** wildcards);
  const seriesAtOnce = METRICS_A_HOST * Math.min(hosts, 10 ** wildcards);
  const seconds = step * Math.max(1, Math.floor(VALUES_AN_ANSWER / seriesAtOnce));
  let found = 0;
  for (let group = 0; group < groups; group++) {
    const names = `servers.*.web${String(group).padStart(5 - wildcards, '0')}${'?'.repeat(wildcards)}.*.*`;
    for (let from = firstSeconds - step; from < lastSeconds; from += seconds) {
      const until = Math.min(from + seconds, lastSeconds);
      for (const { datapoints } of await render(url, [names, `${names}.*`], from, until)) {
        for (const [value] of datapoints) if (value !== null) found++;
      }
    }
  }
  return found;
}
