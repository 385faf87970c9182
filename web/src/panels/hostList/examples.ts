import type { Host, HostsAnswer } from '../../../../src/schema/api.ts';
import { exampleEnd, examplesOf, wave } from '../exampleData.ts';
import type { OptionsOf, PanelExample } from '../panelType.ts';

const example = examplesOf('host-list', { w: 16, h: 8 });
const names = ['web01', 'web02', 'web03', 'db01', 'db02', 'cache01', 'backup', 'build'];

const hosts = names.map((name, i): Host => {
  const cpu = wave(`${name}.cpu`, { base: 8 + 11 * i, swing: 7 });
  const silent = name === 'backup';
  return {
    name,
    lastSeconds: exampleEnd - (silent ? 7200 : 3),
    local: i === 0,
    cpuPercent: silent ? null : cpu.values[cpu.values.length - 1],
    memoryPercent: 30 + 8.4 * i,
    load1: 0.2 + i * 0.71,
    cores: i % 2 ? 8 : 4,
    uptimeSeconds: 86_400 * 3.2 * (i + 1),
    diskPercent: [41, 88, 43, 97, 12, 7.5, 66, 50][i],
    rxBytes: 120_000 * (i + 1),
    txBytes: silent ? null : 54_000 * (i + 1),
    cpuHistory: { start: cpu.start, step: cpu.step, values: Array.from(cpu.values) },
  };
});

function listed(
  name: string,
  options: OptionsOf<'host-list'>,
  found: readonly Host[] | Error,
  grid = {},
): PanelExample {
  const data =
    found instanceof Error ? found : ({ hosts: [...found], nowSeconds: exampleEnd } satisfies HostsAnswer);
  return { ...example(name, [], { options }, grid), answers: [{ key: ['hosts'], data }] };
}

export const examples = [
  listed('All columns', {}, hosts),
  listed('The busiest web servers', { filter: 'web*', sortBy: 'cpu', columns: ['cpu', 'memory'] }, hosts, {
    w: 8,
    h: 5,
  }),
  listed('Narrow', { limit: 3 }, hosts, { w: 6 }),
  listed('None like that', { filter: 'mail*' }, hosts, { w: 8, h: 4 }),
  listed('First use', {}, [], { w: 8, h: 4 }),
  listed('Failed', {}, new Error('The server does not answer.'), { w: 8, h: 4 }),
];
