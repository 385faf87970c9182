import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect, createFixtureMachine, type FixtureMachine } from '../testing/fixtureMachine.ts';
import type { AskFileSystem } from './filesystems.ts';
import { createFileSystemsCollector, fileSystemValues, filesystems } from './filesystems.ts';

let machine: FixtureMachine;
beforeEach(() => {
  machine = createFixtureMachine();
});
afterEach(() => machine.remove());

/** /proc/self/mountinfo with one line a mount, all of them ext4 on devices of their own. */
function mounted(...mountPoints: string[]) {
  const lines = mountPoints.map((at, i) => `${30 + i} 1 8:${i + 1} / ${at} rw - ext4 /dev/sda${i + 1} rw`);
  return { 'proc/self/mountinfo': `${lines.join('\n')}\n` };
}

const VALUES = fileSystemValues({
  bsize: 4096,
  blocks: 1000,
  bfree: 400,
  bavail: 300,
  files: 200,
  ffree: 150,
});
/** Lets promises that have been settled be heard. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the numbers are those of df', () => {
  const answer = { bsize: 4096, blocks: 1000, bfree: 400, bavail: 300, files: 200, ffree: 150 };
  expect([...fileSystemValues(answer)]).toEqual([
    4_096_000,
    2_457_600,
    1_228_800,
    expect.closeTo(66.667, 3),
    200,
    50,
    25,
  ]);
  const btrfs = [...fileSystemValues({ ...answer, files: 0, ffree: 0 })];
  expect(btrfs.slice(4)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(fileSystemValues({ ...answer, blocks: 0, bfree: 0, bavail: 0 })[3]).toBeNaN();
});

test('asks the kernel at once and then every ten seconds, and repeats the answer in between', async () => {
  machine.write(mounted('/', '/var/log'));
  const asked: string[] = [];
  const collector = createFileSystemsCollector(machine.context, async (mountPoint) => {
    asked.push(mountPoint);
    return VALUES;
  });
  await settle();
  for (let second = 0; second < 12; second++) {
    machine.clock.ms += 1000;
    const values = collect(collector, 1);
    expect(values).toMatchObject({
      'filesystems.root.total': 4_096_000,
      'filesystems.var_log.inodes_percent': 25,
    });
    await settle();
  }
  expect(asked).toEqual(['/', '/var/log', '/', '/var/log']);
  collector.close?.();
});

test('mounts come and go with the next question', async () => {
  machine.write(mounted('/'));
  const collector = createFileSystemsCollector(machine.context, async () => VALUES);
  await settle();
  machine.write(mounted('/', '/srv'));
  machine.clock.ms += 10_000;
  collect(collector, 1);
  await settle();
  expect(collect(collector, 1)).toHaveProperty('filesystems.srv.used');
  machine.write(mounted('/'));
  machine.clock.ms += 10_000;
  expect(collect(collector, 1)).not.toHaveProperty('filesystems.srv.used');
});

describe('a mount that hangs', () => {
  /** Asks that are answered by hand. */
  function handAnswered() {
    const waiting = new Map<string, (values: Float64Array) => void>();
    const ask: AskFileSystem = (mountPoint) => new Promise((resolve) => waiting.set(mountPoint, resolve));
    return { waiting, ask };
  }

  test('gets a gap and one word in the log, holds up nobody, and comes back', async () => {
    machine.write(mounted('/', '/dead'));
    const { waiting, ask } = handAnswered();
    const collector = createFileSystemsCollector(machine.context, (mountPoint) =>
      mountPoint === '/' ? Promise.resolve(VALUES) : ask(mountPoint),
    );
    for (let second = 0; second < 40; second++) {
      machine.clock.ms += 1000;
      await settle();
      const values = collect(collector, 1);
      expect(values).toHaveProperty('filesystems.root.used');
      expect(values).not.toHaveProperty('filesystems.dead.used');
    }
    expect(machine.warnings).toEqual([
      'a file system can not be measured {"mount":"/dead","reason":"no answer for 15 s"}',
    ]);
    waiting.get('/dead')!(VALUES);
    await settle();
    expect(collect(collector, 1)).toHaveProperty('filesystems.dead.used');
  });

  test('never takes more than three threads', async () => {
    machine.write(mounted('/a', '/b', '/c', '/d', '/e'));
    const { waiting, ask } = handAnswered();
    const collector = createFileSystemsCollector(machine.context, ask);
    for (let second = 0; second < 30; second++) {
      machine.clock.ms += 1000;
      collect(collector, 1);
      await settle();
    }
    expect([...waiting.keys()]).toEqual(['/a', '/b', '/c']);
    waiting.get('/b')!(VALUES);
    await settle();
    expect([...waiting.keys()]).toEqual(['/a', '/b', '/c', '/d']);
  });
});

test('an error is told once and gives a gap, until it has gone', async () => {
  machine.write(mounted('/srv'));
  let broken = true;
  const collector = createFileSystemsCollector(machine.context, async () => {
    if (broken) throw new Error('EIO: i/o error, statfs');
    return VALUES;
  });
  await settle();
  for (let i = 0; i < 3; i++) {
    machine.clock.ms += 10_000;
    expect(collect(collector, 1)).toEqual({});
    await settle();
  }
  expect(machine.warnings).toEqual([
    'a file system can not be measured {"mount":"/srv","reason":"EIO: i/o error, statfs"}',
  ]);
  broken = false;
  machine.clock.ms += 10_000;
  collect(collector, 1);
  await settle();
  expect(collect(collector, 1)).toHaveProperty('filesystems.srv.total');
});

test('the kernel answers for folders, and a mounted file (as in containers) is left out', async () => {
  machine.write({ ...mounted('/', '/etc/hosts'), 'etc/hosts': '127.0.0.1 localhost\n' });
  const collector = filesystems.create(machine.context);
  const deadline = Date.now() + 5000;
  while (!('filesystems.root.total' in collect(collector, 1)) && Date.now() < deadline) await settle();
  const values = collect(collector, 1);
  expect(values['filesystems.root.total']).toBeGreaterThan(0);
  expect(values['filesystems.root.used_percent']).toBeLessThanOrEqual(100);
  expect(Object.keys(values).some((name) => name.includes('etc_hosts'))).toBe(false);
});
