import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFixtureMachine, type FixtureMachine, readings } from '../testing/fixtureMachine.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { uptime } from './uptime.ts';

let machine: FixtureMachine;
beforeEach(() => {
  machine = createFixtureMachine();
});
afterEach(() => machine.remove());

const KIB = 1024;

test('load', () => {
  const files = { 'proc/loadavg': '0.09 12.50 3.02 2/1091 6427\n' };
  expect(readings(load, machine, [files])).toEqual([
    { 'load.1m': 0.09, 'load.5m': 12.5, 'load.15m': 3.02, 'processes.total': 1091 },
  ]);
});

test('uptime', () => {
  expect(readings(uptime, machine, [{ 'proc/uptime': '1856.71 3600.00\n' }])).toEqual([{ uptime: 1856.71 }]);
});

test.each([
  [load, 'proc/loadavg', '/proc/loadavg does not begin with a number'],
  [uptime, 'proc/uptime', '/proc/uptime does not begin with a number'],
  [memory, 'proc/meminfo', '/proc/meminfo has no MemTotal'],
])('%o of an empty file is an error', (type, file, reason) => {
  expect(() => readings(type, machine, [{ [file]: '' }])).toThrow(reason);
});

describe('memory', () => {
  const meminfo = `MemTotal:       16000000 kB
MemFree:         1000000 kB
MemAvailable:   12000000 kB
Buffers:          200000 kB
Cached:          9000000 kB
SwapCached:          777 kB
Active(anon):       1544 kB
SwapTotal:       4000000 kB
SwapFree:        3000000 kB
Zswap:                 0 kB
Dirty:             43700 kB
Writeback:            12 kB
AnonPages:         13436 kB
Shmem:            300000 kB
Slab:             500000 kB
SReclaimable:     400000 kB
SUnreclaim:       100000 kB
WritebackTmp:       9999 kB
CommitLimit:    12341828 kB
Committed_AS:    6000000 kB
HugePages_Total:       0
`;

  test('of a kernel of today', () => {
    const vmstat = (read: number, written: number) => ({
      'proc/vmstat': `nr_free_pages 1\npgpgin 5\npswpin ${read}\npswpout ${written}\npgfault 3\n`,
    });
    const [first, second] = readings(
      memory,
      machine,
      [{ 'proc/meminfo': meminfo, ...vmstat(10, 20) }, vmstat(12, 30)],
      2,
    );
    expect(first).toEqual({
      'memory.total': 16_000_000 * KIB,
      'memory.used': 4_000_000 * KIB,
      'memory.free': 1_000_000 * KIB,
      'memory.available': 12_000_000 * KIB,
      'memory.buffers': 200_000 * KIB,
      'memory.cached': 9_000_000 * KIB,
      'memory.shared': 300_000 * KIB,
      'memory.slab': 500_000 * KIB,
      'memory.dirty': 43_700 * KIB,
      'memory.writeback': 12 * KIB,
      'memory.committed': 6_000_000 * KIB,
      'memory.used_percent': 25,
      'swap.total': 4_000_000 * KIB,
      'swap.used': 1_000_000 * KIB,
      'swap.free': 3_000_000 * KIB,
    });
    expect(second).toMatchObject({ 'swap.in_bytes': 4096, 'swap.out_bytes': 20_480 });
  });

  test('before 3.14, which does not say what is available', () => {
    const old = meminfo.replace(/MemAvailable.*\n/, '');
    const [values] = readings(memory, machine, [{ 'proc/meminfo': old }]);
    // free 1.0 + buffers 0.2 + cached 9.0 + reclaimable 0.4 - shared 0.3
    expect(values!['memory.available']).toBe(10_300_000 * KIB);
    expect(values!['memory.used']).toBe(5_700_000 * KIB);
  });

  test('without /proc/vmstat, as in some containers', () => {
    const found = readings(memory, machine, [{ 'proc/meminfo': meminfo }, {}]);
    expect(found[1]).toHaveProperty('memory.used');
    expect(found[1]).not.toHaveProperty('swap.in_bytes');
  });

  test('swap is counted in pages of the size that the kernel says', () => {
    const auxv = Buffer.alloc(64);
    for (const [i, word] of [33, 0x7f, 6, 65_536, 17, 100, 0, 0].entries()) {
      const bytes = Buffer.from(new BigUint64Array([BigInt(word)]).buffer);
      bytes.copy(auxv, i * 8);
    }
    machine.write({ 'proc/self/auxv': auxv.toString('latin1') });
    const vmstat = (pages: number) => ({ 'proc/vmstat': `pswpin ${pages}\npswpout 0\n` });
    const [, second] = readings(memory, machine, [{ 'proc/meminfo': meminfo, ...vmstat(1) }, vmstat(3)]);
    expect(second!['swap.in_bytes']).toBe(131_072);
  });
});
