/** The servers that the ingest benchmark compares, each behind the same few calls. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageVersion } from '../scripts/debianPackages.ts';
import { ROOT, startProgram } from '../test/support/runProgram.ts';
import type { Workload } from './workload.ts';

export interface Contender {
  readonly name: string;
  readonly version: string;
  /** Starts it with empty storage below `folder`, which exists. */
  start(folder: string, workload: Workload): Promise<RunningContender>;
}

export interface RunningContender {
  readonly pid: number;
  /** `host:port` of the plaintext listener. */
  readonly carbon: string;
  readonly storageFolder: string;
  /** Points of the workload that a query finds. */
  countStored(): Promise<number>;
  /** Ends it cleanly. */
  stop(): Promise<void>;
}

/** Plumbago as in this repository. `flushAfterSeconds`: when points leave the log for sealed blocks. */
export function plumbago(flushAfterSeconds: number): Contender {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return {
    name: 'Plumbago',
    version: `${version} on Node ${process.versions.node}`,
    async start(folder, workload) {
      const dataDir = join(folder, 'data');
      mkdirSync(dataDir);
      const server = await startProgram({
        dataDir,
        settings: `[storage]\nflush-after-seconds = ${flushAfterSeconds}\n`,
        schemas: `[all]\npattern = .*\nretentions = ${workload.step}s:2d\n`,
        flags: ['--no-agent', '--anonymous', 'viewer'],
      });
      return {
        pid: server.pid,
        carbon: server.ready.carbon!,
        storageFolder: dataDir,
        countStored: () => countByRender(server.url, workload),
        async stop() {
          await server.stop();
          await server.discard();
        },
      };
    },
  };
}

/** Debian's VictoriaMetrics with its defaults, but for addresses and a retention that keeps everything. */
export function victoriaMetrics(): Contender {
  return {
    name: 'VictoriaMetrics',
    // Debian's build does not know its own version.
    version: packageVersion('victoria-metrics'),
    async start(folder, workload) {
      const storageFolder = join(folder, 'storage');
      const [carbon, http] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
      const child = spawn(
        'victoria-metrics',
        [
          `-graphiteListenAddr=${carbon}`,
          `-httpListenAddr=${http}`,
          `-storageDataPath=${storageFolder}`,
          '-retentionPeriod=100y',
          '-loggerLevel=ERROR',
        ],
        { stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      await answers(`http://${http}/health`);
      return {
        pid: child.pid!,
        carbon,
        storageFolder,
        countStored: () => countByQuery(`http://${http}`, workload),
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      };
    },
  };
}

/** Counts the values that `/render` gives, a group of hosts at a time so that no answer is huge. */
async function countByRender(url: string, workload: Workload): Promise<number> {
  const wildcards = workload.points > 100 ? 1 : 2;
  const groups = Math.ceil(workload.hosts / 10 ** wildcards);
  let count = 0;
  for (let group = 0; group < groups; group++) {
    const hosts = `servers.*.web${String(group).padStart(5 - wildcards, '0')}${'?'.repeat(wildcards)}`;
    const query = new URLSearchParams([
      ['target', `${hosts}.*.*`],
      ['target', `${hosts}.*.*.*`],
      ['from', String(workload.firstSeconds - workload.step)],
      ['until', String(workload.lastSeconds)],
      ['format', 'json'],
    ]);
    const answer = await fetch(`${url}/render`, { method: 'POST', body: query });
    if (!answer.ok) throw new Error(`/render answered ${answer.status}: ${await answer.text()}`);
    for (const { datapoints } of (await answer.json()) as { datapoints: [number | null, number][] }[]) {
      for (const [value] of datapoints) if (value !== null) count++;
    }
  }
  return count;
}

async function countByQuery(url: string, workload: Workload): Promise<number> {
  const window = workload.lastSeconds - workload.firstSeconds + workload.step;
  const query = new URLSearchParams({
    query: `sum(count_over_time({__name__=~"servers.*"}[${window}s]))`,
    time: String(workload.lastSeconds),
    nocache: '1',
  });
  const answer = await fetch(`${url}/api/v1/query?${query}`);
  if (!answer.ok) throw new Error(`/api/v1/query answered ${answer.status}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error(`${url} does not answer within 10 s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
