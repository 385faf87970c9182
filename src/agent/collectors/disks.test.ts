import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixtureMachine, type FixtureMachine, readings } from '../testing/fixtureMachine.ts';
import { disks } from './disks.ts';

let machine: FixtureMachine;
beforeEach(() => {
  machine = createFixtureMachine({
    'sys/block/sda/size': '1',
    'sys/block/nvme0n1/size': '1',
    'sys/block/md127/size': '1',
    'sys/block/dm-0/dm/name': 'vg-root\n',
    'sys/block/dm-1/dm/name': 'old.backup disk\n',
    'sys/block/cciss!c0d0/size': '1',
    'sys/block/loop0/size': '1',
    'sys/block/ram0/size': '1',
    'sys/block/zram0/size': '1',
    'sys/block/sr0/size': '1',
    'sys/block/fd0/size': '1',
  });
});
afterEach(() => machine.remove());

type Counters = [
  reads: number,
  sectorsRead: number,
  msReading: number,
  writes: number,
  sectorsWritten: number,
  msWriting: number,
  msBusy: number,
  msWeighted: number,
];

/** One line as kernels before 4.18 write it: merges and requests in flight are beside the point. */
function line(
  name: string,
  [reads, sectorsRead, msReading, writes, sectorsWritten, msWriting, msBusy, msWeighted]: Counters,
) {
  return `   8       0 ${name} ${reads} 5 ${sectorsRead} ${msReading} ${writes} 6 ${sectorsWritten} ${msWriting} 2 ${msBusy} ${msWeighted}`;
}
function diskstats(...lines: string[]) {
  return { 'proc/diskstats': `${lines.join('\n')}\n` };
}

test('rates, waits, utilization and queue', () => {
  const found = readings(
    disks,
    machine,
    [
      diskstats(line('sda', [100, 1000, 50, 10, 80, 7, 400, 900])),
      diskstats(line('sda', [120, 3000, 150, 14, 400, 27, 1400, 3900])),
      diskstats(line('sda', [120, 3000, 150, 14, 400, 27, 1400, 3900])),
    ],
    2,
  );
  expect(found).toEqual([
    {},
    {
      'disks.sda.read_bytes': 512_000,
      'disks.sda.write_bytes': 81_920,
      'disks.sda.read_ops': 10,
      'disks.sda.write_ops': 2,
      'disks.sda.read_wait': 5,
      'disks.sda.write_wait': 5,
      'disks.sda.utilization': 50,
      'disks.sda.queue': 1.5,
    },
    {
      'disks.sda.read_bytes': 0,
      'disks.sda.write_bytes': 0,
      'disks.sda.read_ops': 0,
      'disks.sda.write_ops': 0,
      'disks.sda.read_wait': 0,
      'disks.sda.write_wait': 0,
      'disks.sda.utilization': 0,
      'disks.sda.queue': 0,
    },
  ]);
});

const ZERO: Counters = [0, 0, 0, 0, 0, 0, 0, 0];
const devicesOf = (values: Record<string, number>): string[] => [
  ...new Set(Object.keys(values).map((name) => name.split('.')[1]!)),
];

test('whole devices under their own names, and no partitions, loops, RAM disks or drives for media', () => {
  const names =
    'ram0 loop0 sda sda1 sda2 nvme0n1 nvme0n1p1 md127 dm-0 dm-1 cciss/c0d0 cciss/c0d0p1 sr0 fd0 zram0'.split(
      ' ',
    );
  const all = diskstats(...names.map((name) => line(name, ZERO)));
  const [, second] = readings(disks, machine, [all, all]);
  expect(devicesOf(second!)).toEqual(['sda', 'nvme0n1', 'md127', 'vg-root', 'old_backup_disk', 'cciss_c0d0']);
});

test('two devices that would get one name stay apart', () => {
  machine.write({ 'sys/block/dm-1/dm/name': 'sda' });
  const both = diskstats(line('sda', ZERO), line('dm-1', ZERO));
  expect(devicesOf(readings(disks, machine, [both, both])[1]!)).toEqual(['sda', 'sda_2']);
});

test('the columns for discards and flushes of newer kernels are read over', () => {
  const newer = (reads: number) =>
    diskstats(`${line('sda', [reads, 0, 0, 0, 0, 0, 0, 0])} 5732 108 148536 669 1438 90`);
  expect(readings(disks, machine, [newer(1), newer(4)])[1]).toMatchObject({ 'disks.sda.read_ops': 3 });
});

test('a counter that wraps leaves a gap in what depends on it alone', () => {
  const [, second, third] = readings(disks, machine, [
    diskstats(line('sda', [10, 10, 10, 10, 10, 10, 10, 4_294_967_290])),
    diskstats(line('sda', [11, 12, 13, 10, 10, 10, 20, 4])),
    diskstats(line('sda', [11, 12, 13, 10, 10, 10, 20, 504])),
  ]);
  expect(second).toMatchObject({
    'disks.sda.read_ops': 1,
    'disks.sda.read_wait': 3,
    'disks.sda.utilization': 1,
  });
  expect(second).not.toHaveProperty('disks.sda.queue');
  expect(third).toMatchObject({ 'disks.sda.queue': 0.5 });
});

test('utilization never exceeds 100', () => {
  const found = readings(disks, machine, [
    diskstats(line('sda', ZERO)),
    diskstats(line('sda', [0, 0, 0, 0, 0, 0, 1010, 0])),
  ]);
  expect(found[1]!['disks.sda.utilization']).toBe(100);
});

test('devices come and go; one that comes back counts from its new beginning', () => {
  const a = (reads: number) => line('sda', [reads, 0, 0, 0, 0, 0, 0, 0]);
  const b = (reads: number) => line('nvme0n1', [reads, 0, 0, 0, 0, 0, 0, 0]);
  const found = readings(disks, machine, [
    diskstats(a(1), b(1)),
    diskstats(a(2), b(3)),
    diskstats(b(5)),
    diskstats(a(100), b(6)),
    diskstats(a(103), b(6)),
    diskstats(b(7), a(104)),
  ]);
  expect(found.map((values) => values['disks.sda.read_ops'])).toEqual([
    undefined,
    1,
    undefined,
    undefined,
    3,
    1,
  ]);
  expect(found.map((values) => values['disks.nvme0n1.read_ops'])).toEqual([undefined, 2, 2, 1, 0, 1]);
});
