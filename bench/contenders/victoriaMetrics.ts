import { join } from 'node:path';
import { packageVersion } from '../../scripts/debianPackages.ts';
import { type Contender, letter, type Queries } from './contender.ts';
import { freeAddresses, startServer } from './serverProcess.ts';

/** Debian's VictoriaMetrics with its defaults, but for addresses, a retention that keeps everything, and limits of queries. */
export function victoriaMetrics(): Contender {
  return {
    name: 'VictoriaMetrics',
    // Debian's build does not know its own version.
    version: packageVersion('victoria-metrics'),
    async start(folder) {
      const storageFolder = join(folder, 'storage');
      const [carbon, http] = (await freeAddresses(2)) as [string, string];
      const url = `http://${http}`;
      const server = await startServer(
        folder,
        [
          'victoria-metrics',
          `-graphiteListenAddr=${carbon}`,
          `-httpListenAddr=${http}`,
          `-storageDataPath=${storageFolder}`,
          '-retentionPeriod=100y',
          '-search.maxUniqueTimeseries=2000000',
          '-search.maxQueryDuration=5m',
          '-loggerLevel=ERROR',
        ],
        {},
        async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok === true,
      );
      return {
        ...server,
        carbon,
        storageFolder,
        url,
        async count({ firstSeconds, lastSeconds, step }) {
          const window = lastSeconds - firstSeconds + step;
          const all = `sum(count_over_time({__name__=~"servers.*"}[${window}s]))`;
          return (await instantQuery(url, all, lastSeconds)) ?? 0;
        },
        queries: queries(url),
      };
    },
  };
}

function queries(url: string): Queries {
  return {
    valueAt: (name, seconds) => instantQuery(url, `last_over_time({__name__="${name}"}[1s])`, seconds),
    async finds(name) {
      const found = await ask<{ leaf: number }[]>(`${url}/metrics/find`, { query: name, format: 'treejson' });
      return found.some(({ leaf }) => leaf === 1);
    },
    async sum({ firstSeconds, lastSeconds, step }, number) {
      const { data } = await ask<{ data: { result: { values: unknown[] }[] } }>(`${url}/api/v1/query_range`, {
        query: `sum({__name__=~"servers[.].*[.]web[0-9${letter(number)}].*"})`,
        start: String(firstSeconds),
        end: String(lastSeconds),
        step: String(step),
        nocache: '1',
      });
      return data.result[0]?.values.length ?? 0;
    },
  };
}

/** The first value of an answer, null when there is none. */
async function instantQuery(url: string, query: string, seconds: number): Promise<number | null> {
  const { data } = await ask<{ data: { result: { value: [seconds: number, value: string] }[] } }>(
    `${url}/api/v1/query`,
    { query, time: String(seconds), nocache: '1' },
  );
  return data.result[0] === undefined ? null : Number(data.result[0].value[1]);
}

async function ask<T>(url: string, query: Record<string, string>): Promise<T> {
  const answer = await fetch(`${url}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
