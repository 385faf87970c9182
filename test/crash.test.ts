/** A killed process loses nothing that it had read more than a moment ago, and invents nothing. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { status } from './support/api.ts';
import { NumberedStream } from './support/numberedStream.ts';
import { seededRandom } from './support/random.ts';
import type { ServerOptions } from './support/runProgram.ts';
import { startServer, testFolder } from './support/startServer.ts';

/**
 * Longer than the server holds a batch back before it is in the log: batches end with the turn of the event loop in
 * which they were read, so what a query showed this long before the kill has to be there after it.
 */
const BATCH_MILLISECONDS = 20;

/** A flush of the few series here takes about this long: its steps are syncs. */
const FLUSH_MILLISECONDS = 12;

/** Resolves when a flush begins: it starts a new segment of the log. */
async function nextFlush(dataDir: string): Promise<void> {
  const newest = () =>
    readdirSync(join(dataDir, 'native', 'wal'))
      .sort()
      .at(-1);
  const before = newest();
  for (let tries = 0; newest() === before; tries++) {
    if (tries > 5000) throw new Error('no flush has begun for five seconds');
    await sleep(1);
  }
}

interface CrashRun {
  readonly kills: number;
  /** Milliseconds from start to kill, at least and at most. */
  readonly runs: readonly [least: number, most: number];
  /** Waits for the next flush to begin and kills in the middle of it. */
  readonly amidFlush?: boolean;
  readonly options: ServerOptions;
}

/** Kills a server on one data folder again and again while it takes in points; answers how many blocks were seen. */
async function crashAgainAndAgain({
  kills,
  runs,
  amidFlush = false,
  options,
}: CrashRun): Promise<{ blocks: number; points: number }> {
  const random = seededRandom(kills);
  const dataDir = testFolder('crash');
  const first = Math.floor(Date.now() / 1000) - 5 * 86_400;
  const streams = Array.from({ length: 4 }, (_, i) => new NumberedStream(`crash.c${i}`, first));
  /** For each stream: all numbers below this survived the last kill. */
  let survived = streams.map(() => 0);
  let blocks = 0;
  const start = () =>
    startServer({
      dataDir,
      schemas: '[all]\npattern = .*\nretentions = 1s:30d\n',
      ...options,
      flags: ['--no-agent', '--anonymous', 'admin', ...(options.flags ?? [])],
    });

  let server = await start();
  for (let kill = 1; kill <= kills; kill++) {
    await Promise.all(streams.map((stream, i) => stream.start(server.ready.carbon, survived[i]!, 100)));
    await sleep(runs[0] + random() * (runs[1] - runs[0]));
    const shown = await Promise.all(streams.map((stream, i) => stream.stored(server.url, survived[i]!)));
    blocks = Math.max(blocks, (await status(server.url)).store.blocks);
    await sleep(BATCH_MILLISECONDS);
    if (amidFlush) {
      await nextFlush(dataDir);
      await sleep(random() * FLUSH_MILLISECONDS);
    }
    await server.kill9();
    await Promise.all(streams.map((stream) => stream.stop()));

    server = await start();
    for (const [i, stream] of streams.entries()) {
      const kept = await stream.stored(server.url, survived[i]!);
      const highest = shown[i]!.at(-1);
      expect(highest, `stream ${i} showed points before kill ${kill}`).toBeDefined();
      expect(kept.at(-1), `kill ${kill}, stream ${i}`).toBeGreaterThanOrEqual(highest!);
      // Without holes: what was read later did not push out what was read earlier.
      expect(kept, `kill ${kill}, stream ${i}`).toEqual(kept.map((_, k) => survived[i]! + k));
      survived = survived.with(i, kept.at(-1)! + 1);
    }
  }

  // Everything from the very beginning, through all restarts.
  let points = 0;
  for (const [i, stream] of streams.entries()) {
    const kept = await stream.stored(server.url, 0);
    expect(kept.length).toBe(survived[i]);
    expect(kept.at(-1)).toBe(survived[i]! - 1);
    points += kept.length;
  }
  await server.stop();
  return { blocks, points };
}

test('20 kills in a row lose nothing that was read more than a batch earlier', {
  timeout: 300_000,
}, async () => {
  const { points } = await crashAgainAndAgain({ kills: 20, runs: [250, 700], options: {} });
  console.log(`crash: ${points} points survived 20 kills`);
  expect(points).toBeGreaterThan(100_000);
});

test('kills while points move from the log into blocks lose nothing either', {
  timeout: 300_000,
}, async () => {
  const { points, blocks } = await crashAgainAndAgain({
    kills: 12,
    runs: [900, 1200],
    amidFlush: true,
    options: { settings: '[storage]\nflush-after-seconds = 1\n' },
  });
  console.log(`crash: ${points} points survived 12 kills amid flushes, ${blocks} blocks at most`);
  expect(blocks).toBeGreaterThan(0);
});
