import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type AgentBatch, type AgentOptions, branchOf, createAgent } from './agent.ts';
import type { CollectorType } from './collector.ts';
import { COLLECTORS } from './collectors/index.ts';
import { metricsTable, withMetricsTable } from './metricsTable.ts';
import { createFixtureMachine } from './testing/fixtureMachine.ts';

/** An agent whose seconds pass when `tick` is called. */
function createTickedAgent(options: Partial<AgentOptions> & { collectors: readonly CollectorType[] }) {
  let now = 1_700_000_000_500;
  let monotonic = 0;
  let timer: (() => void) | null = null;
  const batches: AgentBatch[] = [];
  const log: string[] = [];
  const write = (message: string, fields?: object): void => {
    log.push(fields === undefined ? message : `${message} ${JSON.stringify(fields)}`);
  };
  const agent = createAgent({
    root: '/',
    hostname: 'web01',
    intervalSeconds: 1,
    send: (batch) => void batches.push(batch),
    now: () => now,
    monotonic: () => monotonic,
    after: (milliseconds, call) => {
      timer = () => {
        now += milliseconds;
        monotonic += milliseconds;
        call();
      };
      return () => {
        timer = null;
      };
    },
    log: { info: write, warn: write },
    ...options,
  });
  return {
    agent,
    batches,
    log,
    /** False when no tick is to come. */
    async tick(): Promise<boolean> {
      const call = timer;
      call?.();
      await sleep(0);
      return call !== null;
    },
    pass: (milliseconds: number) => {
      monotonic += milliseconds;
      now += milliseconds;
    },
  };
}

function collector(name: string, create: CollectorType['create']): CollectorType {
  return { name, metrics: [], create };
}

const steady = collector('steady', ({ prefix }) => ({ collect: (sink) => sink.push(`${prefix}steady`, 1) }));

test('points lie on full seconds below the branch of the machine', async () => {
  const { agent, batches, tick } = createTickedAgent({ hostname: 'web01.example.com', collectors: [steady] });
  expect(agent.branch).toBe('hosts.web01_example_com');
  expect(await tick()).toBe(false);
  agent.start();
  await tick();
  await tick();
  expect(batches).toEqual([
    { seconds: 1_700_000_001, names: ['hosts.web01_example_com.steady'], values: Float64Array.of(1) },
    { seconds: 1_700_000_002, names: ['hosts.web01_example_com.steady'], values: Float64Array.of(1) },
  ]);
  await agent.stop();
  expect(await tick()).toBe(false);
});

test('collectors are told the time that really passed', async () => {
  const elapsed: number[] = [];
  const type = collector('timed', () => ({
    collect: (sink, seconds) => {
      elapsed.push(seconds);
      sink.push('x', 1);
    },
  }));
  const { agent, tick, pass } = createTickedAgent({ collectors: [type] });
  agent.start();
  await tick();
  await tick();
  pass(250);
  await tick();
  await tick();
  // The third tick comes a quarter late; the fourth is aimed at the full second again.
  expect(elapsed).toEqual([Number.NaN, 1, 1.25, 0.75]);
  await agent.stop();
});

test('a collector that fails is told once with the reason, begins anew, and hurts no other', async () => {
  let broken = true;
  let created = 0;
  let closed = 0;
  const elapsed: number[] = [];
  const shaky = collector('shaky', () => {
    created++;
    return {
      collect(sink, seconds) {
        if (broken) throw new Error('no such file');
        elapsed.push(seconds);
        sink.push('shaky', 2);
      },
      close: () => void closed++,
    };
  });
  const { agent, batches, log, tick } = createTickedAgent({ collectors: [shaky, steady] });
  agent.start();
  for (let i = 0; i < 3; i++) await tick();
  expect(batches.map(({ names }) => names)).toEqual([
    ['hosts.web01.steady'],
    ['hosts.web01.steady'],
    ['hosts.web01.steady'],
  ]);
  expect(log).toEqual(['a collector failed {"collector":"shaky","reason":"no such file"}']);
  broken = false;
  await tick();
  await tick();
  expect(batches.at(-1)!.names).toEqual(['shaky', 'hosts.web01.steady']);
  expect(log.slice(1)).toEqual(['a collector works again {"collector":"shaky"}']);
  expect(elapsed).toEqual([Number.NaN, 1]);
  await agent.stop();
  expect(closed).toBe(created);
});

test('a collector that can not even be created is a failure like any other', async () => {
  const type = collector('hopeless', () => {
    throw new Error('not on this machine');
  });
  const { agent, batches, log, tick } = createTickedAgent({ collectors: [type, steady] });
  agent.start();
  await tick();
  await tick();
  expect(batches).toHaveLength(2);
  expect(log).toEqual(['a collector failed {"collector":"hopeless","reason":"not on this machine"}']);
  await agent.stop();
});

describe('a receiver', () => {
  test('that fails is told once, and again when it has recovered', async () => {
    let broken = true;
    const send = async (): Promise<void> => {
      if (broken) throw new Error('disk full');
    };
    const { agent, log, tick } = createTickedAgent({ collectors: [steady], send });
    agent.start();
    await tick();
    await tick();
    broken = false;
    await tick();
    await tick();
    expect(log).toEqual([
      'points of the built-in agent were not taken {"reason":"disk full"}',
      'points of the built-in agent are taken again',
    ]);
    await agent.stop();
  });

  test('that throws at once is no worse', async () => {
    const send = (): void => {
      throw new Error('closed');
    };
    const { agent, log, tick } = createTickedAgent({ collectors: [steady], send });
    agent.start();
    await tick();
    expect(await tick()).toBe(true);
    expect(log).toEqual(['points of the built-in agent were not taken {"reason":"closed"}']);
    await agent.stop();
  });

  test('that is stuck costs bounded memory, and stop waits for it', async () => {
    const waiting: (() => void)[] = [];
    const send = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
    const { agent, log, tick } = createTickedAgent({ collectors: [steady], send });
    agent.start();
    for (let i = 0; i < 50; i++) await tick();
    expect(waiting).toHaveLength(30);
    expect(log).toEqual([
      'points of the built-in agent were not taken {"reason":"30 batches are still waiting to be taken; new ones are dropped"}',
    ]);
    let stopped = false;
    const stopping = agent.stop().then(() => {
      stopped = true;
    });
    await sleep(0);
    expect(stopped).toBe(false);
    for (const taken of waiting) taken();
    await stopping;
  });
});

/** The declared metric that a name belongs to, such as `disks.<device>.queue`. */
function declarationOf(name: string): string | undefined {
  const declared = COLLECTORS.flatMap(({ metrics }) => metrics.map((metric) => metric.name));
  // `network.all.…` is declared by itself, though it would fit an interface as well.
  if (declared.includes(name)) return name;
  return declared.find((template) => {
    const pattern = template.replaceAll('.', '\\.').replace(/<[^>]*>/, '[^.]+');
    return new RegExp(`^${pattern}$`).test(name);
  });
}

test('collectors send all the metrics that they declare, and no others', () => {
  const machine = createFixtureMachine({
    'proc/stat':
      'cpu  1 0 0 1 0 0 0 0 0 0\ncpu0 1 0 0 1 0 0 0 0 0 0\nintr 1\nctxt 1\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n',
    'proc/loadavg': '0 0 0 1/2 3\n',
    'proc/uptime': '1 1\n',
    'proc/meminfo':
      'MemTotal: 9 kB\nMemFree: 1 kB\nMemAvailable: 2 kB\nBuffers: 1 kB\nCached: 1 kB\nShmem: 1 kB\nSlab: 1 kB\nDirty: 1 kB\nWriteback: 1 kB\nCommitted_AS: 1 kB\nSwapTotal: 2 kB\nSwapFree: 1 kB\n',
    'proc/vmstat': 'pswpin 1\npswpout 1\n',
    'proc/diskstats': '8 0 sda 1 1 1 1 1 1 1 1 1 1 1\n',
    'sys/block/sda/size': '1',
    'proc/net/dev': 'heading\nheading\neth0: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n',
    'proc/self/mountinfo': '',
  });
  const sent = new Set<string>();
  const sink = {
    push: (name: string) => void sent.add(name),
    pushAll: (names: readonly string[]) => names.forEach((name) => void sent.add(name)),
  };
  for (const type of COLLECTORS) {
    const running = type.create(machine.context);
    running.collect(sink, Number.NaN);
    running.collect(sink, 1);
    running.close?.();
  }
  machine.remove();
  const declared = COLLECTORS.flatMap(({ metrics }) => metrics.map(({ name }) => name));
  expect(new Set(declared).size).toBe(declared.length);
  // File systems answer later; their own tests see them.
  const expected = declared.filter((name) => !name.startsWith('filesystems.'));
  expect(new Set([...sent].map((name) => declarationOf(name) ?? `undeclared: ${name}`))).toEqual(
    new Set(expected),
  );
});

test('docs/agent.md lists every metric (node scripts/generateConfigDocs.ts writes it)', () => {
  const page = readFileSync(new URL('../../docs/agent.md', import.meta.url), 'utf8');
  expect(withMetricsTable(page)).toBe(page);
  expect(metricsTable()).toContain('| `disks.<device>.read_bytes` | bytes/s | Read from the device. |');
  expect(() => withMetricsTable('another page')).toThrow('docs/agent.md needs the lines');
});

test('this very machine', { timeout: 15_000 }, async () => {
  const batches: AgentBatch[] = [];
  const log: string[] = [];
  const write = (message: string, fields?: object): void =>
    void log.push(`${message} ${JSON.stringify(fields)}`);
  const agent = createAgent({
    root: '/',
    hostname: 'this.machine',
    intervalSeconds: 1,
    send: (batch) => void batches.push(batch),
    now: Date.now,
    log: { info: write, warn: write },
  });
  agent.start();
  const deadline = Date.now() + 10_000;
  while (batches.length < 3 && Date.now() < deadline) await sleep(50);
  await agent.stop();

  expect(log).toEqual([]);
  expect(batches.length).toBeGreaterThanOrEqual(3);
  const { names, values } = batches.at(-1)!;
  const value = (name: string): number => values[names.indexOf(`${branchOf('this.machine')}.${name}`)]!;
  expect(new Set(names).size).toBe(names.length);
  for (const [i, name] of names.entries()) {
    expect(declarationOf(name.replace('hosts.this_machine.', '')), name).toBeDefined();
    expect(values[i], name).toBeGreaterThanOrEqual(0);
    if (/percent$|^hosts\.this_machine\.cpu\.(all|\d+)\./.test(name))
      expect(values[i], name).toBeLessThanOrEqual(100);
  }
  expect(value('cpu.cores')).toBe(cpus().length);
  expect(value('memory.total')).toBeGreaterThan(16 * 2 ** 20);
  expect(value('memory.used')).toBeLessThan(value('memory.total'));
  expect(value('uptime')).toBeGreaterThan(0);
  expect(value('filesystems.root.total')).toBeGreaterThan(0);
  expect(value('network.all.rx_bytes')).toBeGreaterThanOrEqual(0);
});
