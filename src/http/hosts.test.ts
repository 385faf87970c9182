import { describe, expect, test } from 'vitest';
import { createNaiveStore, type NaivePoint } from '../../test/support/naiveStore.ts';
import type { FetchRequest } from '../storage/store.ts';
import { readHosts } from './hosts.ts';

const now = 1_700_000_000;

/** One value a second over the last `seconds`, ending `ago` seconds before now. */
function steady(value: number, { seconds = 30, ago = 0 } = {}): NaivePoint[] {
  return Array.from({ length: seconds }, (_, i) => [now - ago - i, value] as const);
}

function storeOf(series: Record<string, NaivePoint[]>) {
  const store = createNaiveStore(() => now);
  for (const [name, points] of Object.entries(series)) store.add(name, 1, points);
  const asked: FetchRequest[][] = [];
  return {
    asked,
    find: store.find,
    fetch: (requests: readonly FetchRequest[], limits?: { maxSeries?: number }) => {
      asked.push([...requests]);
      return store.fetch(requests, limits);
    },
  };
}

const ask = (store: ReturnType<typeof storeOf>, agentHost: string | null = null) =>
  readHosts({ store, nowSeconds: now + 0.4, agentHost, limits: { maxSeries: 100 } });

describe('readHosts', () => {
  test('shows the newest values of a machine', async () => {
    const store = storeOf({
      'hosts.web01.cpu.all.usage': [...steady(10, { seconds: 20, ago: 10 }), ...steady(50, { seconds: 5 })],
      'hosts.web01.memory.used_percent': steady(61.5),
      'hosts.web01.load.1m': steady(0.7, { ago: 3 }),
      'hosts.web01.cpu.cores': steady(8),
      'hosts.web01.uptime': steady(12_345),
      'hosts.web01.filesystems.root.used_percent': steady(40),
      'hosts.web01.filesystems.var_lib.used_percent': steady(92),
      'hosts.web01.network.all.rx_bytes': steady(1e6),
      'hosts.web01.network.all.tx_bytes': steady(2e6, { ago: 300 }),
    });
    const { hosts, nowSeconds } = await ask(store, 'web01');
    expect(nowSeconds).toBe(now + 0.4);
    expect(hosts).toHaveLength(1);
    const { cpuHistory, ...host } = hosts[0];
    expect(host).toEqual({
      name: 'web01',
      lastSeconds: now,
      local: true,
      cpuPercent: 50,
      memoryPercent: 61.5,
      load1: 0.7,
      cores: 8,
      uptimeSeconds: 12_345,
      diskPercent: 92,
      rxBytes: 1e6,
      txBytes: 2e6,
    });
    expect(cpuHistory.step).toBe(10);
    expect(cpuHistory.start % 10).toBe(0);
    expect(cpuHistory.start).toBeLessThanOrEqual(now - 590);
    const known = cpuHistory.values.filter((value) => value !== null);
    expect(known.at(-1)).toBe(50);
    expect(known[0]).toBe(10);
    expect(store.asked).toHaveLength(1);
  });

  test('a silent machine keeps its time of the last day, not its old values', async () => {
    const store = storeOf({
      'hosts.a.cpu.all.usage': steady(5, { ago: 7200 }),
      'hosts.b.load.1m': steady(5, { ago: 3600 }),
      'hosts.c.cpu.all.usage': steady(5, { ago: 3 * 86_400 }),
      'hosts.d.custom.thing': steady(5),
      'hosts.e.load.1m': steady(5),
    });
    const { hosts } = await ask(store);
    expect(hosts.map(({ name, lastSeconds }) => [name, lastSeconds])).toEqual([
      ['e', now],
      ['b', now - 3600],
      ['a', now - 7200],
      ['c', null],
      ['d', null],
    ]);
    expect(hosts[1]).toMatchObject({ cpuPercent: null, load1: null });
    expect(store.asked).toHaveLength(2);
    expect(store.asked[1].map(({ pattern }) => pattern)).toEqual([
      'hosts.{a,b,c,d}.load.1m',
      'hosts.{a,b,c,d}.cpu.all.usage',
    ]);
  });

  test('those present stand by name, so that the list does not jump about', async () => {
    const { hosts } = await ask(
      storeOf({
        'hosts.c.load.1m': steady(1),
        'hosts.a.load.1m': steady(1, { ago: 20 }),
        'hosts.b.load.1m': steady(1, { ago: 5 }),
        'hosts.gone.load.1m': steady(1, { ago: 90 }),
      }),
    );
    expect(hosts.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'gone']);
  });

  test('a leaf below hosts. is no machine, and without machines nothing is read', async () => {
    const store = storeOf({ 'hosts.count': steady(3), 'other.x': steady(1) });
    expect((await ask(store)).hosts).toEqual([]);
    expect(store.asked).toEqual([]);
  });

  test('a name with the characters of a glob harms nobody', async () => {
    const store = storeOf({
      'hosts.{x.load.1m': steady(1, { ago: 7200 }),
      'hosts.y.load.1m': steady(1, { ago: 7200 }),
    });
    const { hosts } = await ask(store);
    expect(hosts.map(({ name, lastSeconds }) => [name, lastSeconds])).toEqual([
      ['y', now - 7200],
      ['{x', null],
    ]);
  });
});
