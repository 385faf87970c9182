/** The whole program on a disk that is full, or read-only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { knownPoints, render, status } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { runCommand, type Server } from './support/runProgram.ts';
import { connectSender, sendLines } from './support/sender.ts';
import { mountSmallDisk, type SmallDisk } from './support/smallDisk.ts';
import { startServer } from './support/startServer.ts';

const SCHEMAS = '[all]\npattern = .*\nretentions = 1s:6d,60s:30d\n';
const QUIET = ['--no-agent', '--anonymous', 'admin'];
const SERIES = 20;
/** Points of each series that are sent: more than twice what finds room on the full disk. */
const MOST = 6000;

let disk: SmallDisk;
let server: Server | undefined;
afterEach(async () => {
  await server?.discard();
  server = undefined;
  disk.unmount();
});

const health = async (url: string): Promise<number> => (await fetch(`${url}/health`)).status;

/** Point n of each series has the value n and the second `first + n`. */
function lines(first: number, from: number, to: number): string {
  let text = '';
  for (let n = from; n < to; n++) {
    for (let series = 0; series < SERIES; series++) text += `full.s${series} ${n} ${first + n}\n`;
  }
  return text;
}

/** How many points each series has, when they are the first ones without a hole. */
async function stored(url: string, first: number, most: number): Promise<number[]> {
  const found = await render(url, 'full.*', { from: first - 1, until: first + most });
  return found.map((series) => {
    const points = knownPoints(series);
    for (let n = 0; n < points.size; n++) {
      const value = points.get(first + n);
      if (value !== n) throw new Error(`point ${n} of ${series.target} is ${value}`);
    }
    return points.size;
  });
}

test.each([
  ['the log', '[storage]\nflush-after-seconds = 3600\n'],
  ['the log and the blocks', '[storage]\nflush-after-seconds = 1\n'],
])(
  'a full disk under %s: senders wait, queries go on, and it takes points again by itself',
  async (_name, settings) => {
    disk = mountSmallDisk(24);
    const dataDir = join(disk.folder, 'data');
    mkdirSync(dataDir);
    server = await startServer({ dataDir, schemas: SCHEMAS, settings, flags: QUIET });
    const { url } = server;
    const first = Math.floor(Date.now() / 1000) - 2 * 86_400;
    const sender = await connectSender(server.ready.carbon);
    await sender.write(lines(first, 0, 1000));
    await eventually(
      () => stored(url, first, 1000),
      (counts) => counts.length === SERIES && counts.every((count) => count === 1000),
    );
    expect(await health(url)).toBe(200);

    disk.fill(400_000);
    // More than what is left: the program stops reading at some time, and this goes on when it reads again.
    const sending = (async () => {
      for (let n = 1000; n < MOST; n += 100) await sender.write(lines(first, n, n + 100));
    })();
    await eventually(
      () => health(url),
      (code) => code === 503,
      20_000,
    );
    const full = (await status(url)).store;
    expect(full.writable).toBe(false);
    expect(full.problem).toMatch(/ENOSPC|no space/i);
    // What came so far is answered, for as long as it takes.
    for (let i = 0; i < 4; i++) {
      const counts = await stored(url, first, MOST);
      expect(counts).toHaveLength(SERIES);
      expect(Math.min(...counts)).toBeGreaterThan(1000);
      await sleep(300);
    }
    expect(await health(url)).toBe(503);

    disk.free();
    await eventually(
      () => health(url),
      (code) => code === 200,
      20_000,
    );
    await sending;
    await sender.finish();
    const whole = Array(SERIES).fill(MOST);
    expect(await stored(url, first, MOST)).toEqual(whole);
    const after = (await status(url)).store;
    expect(after.refused).toEqual({});
    expect(after.problem).toBeNull();
    await server.stop();

    server = await startServer({ dataDir, schemas: SCHEMAS, settings, flags: QUIET });
    expect(await stored(server.url, first, MOST)).toEqual(whole);
    await server.stop();
  },
);

test('killed on a full disk, it keeps all that it had taken', async () => {
  disk = mountSmallDisk(24);
  const dataDir = join(disk.folder, 'data');
  mkdirSync(dataDir);
  const options = { dataDir, schemas: SCHEMAS, flags: QUIET };
  server = await startServer(options);
  const { url } = server;
  const first = Math.floor(Date.now() / 1000) - 2 * 86_400;
  const sender = await connectSender(server.ready.carbon);
  await sender.write(lines(first, 0, 1000));
  disk.fill(400_000);
  void (async () => {
    for (let n = 1000; n < MOST; n += 100) await sender.write(lines(first, n, n + 100));
  })().catch(() => undefined);
  await eventually(
    () => health(url),
    (code) => code === 503,
    20_000,
  );
  await server.kill9();
  disk.fill(0);
  // It may refuse to start without room for a log, but then it says so.
  const again = await startServer(options).catch((error: Error) => error);
  if (again instanceof Error) {
    expect(again.message).toMatch(/ENOSPC|no space/i);
    expect(again.message).toContain(dataDir);
  } else {
    server = again;
    await expectPrefix(again.url, first);
    await again.kill9();
  }
  disk.free();
  server = await startServer(options);
  await expectPrefix(server.url, first);
  await sendLines(server.ready.carbon, [`full.after 1 ${first}`]);
  await server.stop();
});

/** A good part of the points, without holes. */
async function expectPrefix(url: string, first: number): Promise<void> {
  const counts = await stored(url, first, MOST);
  expect(counts).toHaveLength(SERIES);
  expect(Math.min(...counts)).toBeGreaterThan(1000);
}

test('a read-only disk is refused in words, and nothing on it changes', async () => {
  disk = mountSmallDisk(24);
  const dataDir = join(disk.folder, 'data');
  mkdirSync(dataDir);
  const options = { dataDir, schemas: SCHEMAS, flags: QUIET };
  server = await startServer(options);
  const first = Math.floor(Date.now() / 1000) - 2 * 86_400;
  await sendLines(server.ready.carbon, lines(first, 0, 1000).trimEnd().split('\n'));
  await server.stop();
  disk.remount('ro');
  const refused = await runCommand([
    ...['serve', '--data-dir', dataDir, '--http', '0', '--carbon', '0', '--no-agent'],
  ]);
  expect(refused.code).toBe(1);
  expect(refused.stdout + refused.stderr).toMatch(/EROFS|read-only/i);
  expect(refused.stdout + refused.stderr).toContain(dataDir);
  // In words for people: no stack of calls.
  expect(refused.stderr).not.toMatch(/\n\s+at /);
  disk.remount('rw');
  server = await startServer(options);
  expect(await stored(server.url, first, 1000)).toEqual(Array(SERIES).fill(1000));
  await server.stop();
});
