/** Kills the whole program at random moments and looks at what it has kept. Knows nothing of the test runner. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteSeries, renameSeries, setRetention, takeBackup } from './admin.ts';
import { type RenderedSeries, render, status } from './api.ts';
import { eventually } from './eventually.ts';
import { NumberedStream } from './numberedStream.ts';
import { seededRandom } from './random.ts';
import { type Server, startProgram, temporaryFolder } from './runProgram.ts';
import { sendLines } from './sender.ts';

/**
 * Longer than the server holds a batch back before it is in the log (20 ms), so what a query showed this long before the kill
 * has to be there after it.
 */
const BATCH_MILLISECONDS = 60;

/** A flush of the few series here takes about this long: its steps are syncs. */
const FLUSH_MILLISECONDS = 12;

/** A request for a change takes about this long. */
const CHANGE_MILLISECONDS: Record<ChangeKind, number> = {
  rename: 15,
  delete: 15,
  retention: 25,
  backup: 120,
};

const DAY = 86_400;
const SCHEMAS = '[all]\npattern = .*\nretentions = 1s:6d,60s:30d\n';
const FLUSH_EVERY_SECOND = '[storage]\nflush-after-seconds = 1\n';
const AGAIN_AND_AGAIN = ['--no-agent', '--anonymous', 'admin'];

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

function check(good: boolean, what: () => string): void {
  if (!good) throw new Error(what());
}

export interface IngestRun {
  readonly kills: number;
  readonly seed: number;
  /** Milliseconds from start to kill, at least and at most. */
  readonly runs: readonly [least: number, most: number];
  /** Flushes every second, waits for one to begin and kills in the middle of it. */
  readonly amidFlush: boolean;
}

/**
 * Kills a server on one data folder again and again while it takes in points. Windows of these points have long ended, so
 * that what is flushed is rolled up at once. Answers how many blocks and points there were.
 */
export async function killDuringIngest({ kills, seed, runs, amidFlush }: IngestRun): Promise<{
  blocks: number;
  points: number;
}> {
  const random = seededRandom(seed);
  const dataDir = temporaryFolder('crash');
  const now = Math.floor(Date.now() / 1000);
  const streams = Array.from({ length: 4 }, (_, i) => new NumberedStream(`crash.c${i}`, now - 5 * DAY));
  /** For each stream: all numbers below this survived the last kill. */
  let survived = streams.map(() => 0);
  let blocks = 0;
  const start = () =>
    startProgram({
      dataDir,
      schemas: SCHEMAS,
      flags: AGAIN_AND_AGAIN,
      ...(amidFlush ? { settings: FLUSH_EVERY_SECOND } : {}),
    });

  let server = await start();
  try {
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
        const what = `kill ${kill} (seed ${seed}), stream ${i}`;
        const kept = await stream.stored(server.url, survived[i]!);
        const highest = shown[i]!.at(-1);
        check(highest !== undefined, () => `${what} showed no points before`);
        check(
          (kept.at(-1) ?? -1) >= highest!,
          () => `${what} showed ${highest}, afterwards only ${kept.at(-1)}`,
        );
        // Without holes: what was read later did not push out what was read earlier.
        const hole = kept.findIndex((number, k) => number !== survived[i]! + k);
        check(hole < 0, () => `${what} has a hole before ${kept[hole]}`);
        survived = survived.with(i, kept.at(-1)! + 1);
        await stream.checkAverages(server.url, survived[i]!, now - 7 * DAY, 60);
      }
    }

    // Everything from the very beginning, through all restarts.
    let points = 0;
    for (const [i, stream] of streams.entries()) {
      const kept = await stream.stored(server.url, 0);
      check(
        kept.length === survived[i],
        () => `stream ${i} has ${kept.length} points in the end, not ${survived[i]}`,
      );
      points += kept.length;
    }
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    return { blocks, points };
  } catch (cause) {
    throw new Error(`${(cause as Error).message} (data in ${dataDir})\n${server.output()}`, { cause });
  } finally {
    await server.discard();
  }
}

/** Changes to series, by what is asked of the server. */
const CHANGES = ['rename', 'delete', 'retention', 'backup'] as const;
export type ChangeKind = (typeof CHANGES)[number];

const SERIES = 20;
const POINTS = 60;

/** Series below a branch, whose points all differ. */
class Group {
  readonly number: number;
  readonly first: number;
  branch: string;

  constructor(number: number, now: number) {
    this.number = number;
    this.branch = `group.g${number}`;
    // Windows that have long ended.
    this.first = now - 2 * DAY + number * POINTS;
  }

  value(series: number, point: number): number {
    return (this.number * SERIES + series) * POINTS + point + 0.25;
  }

  lines(): string[] {
    return Array.from({ length: SERIES * POINTS }, (_, i) => {
      const series = i % SERIES;
      const point = Math.floor(i / SERIES);
      return `${this.branch}.s${series} ${this.value(series, point)} ${this.first + point}`;
    });
  }

  /** Which of the series are there under a branch. Throws unless each of them is whole, with its own values. */
  async seriesUnder(url: string, branch: string): Promise<Set<number>> {
    const found = await render(url, `${branch}.*`, { from: this.first - 1, until: this.first + POINTS - 1 });
    return new Set(found.map((each) => this.checked(each, branch)));
  }

  private checked({ target, datapoints }: RenderedSeries, branch: string): number {
    const series = Number(target.slice(branch.length + 2));
    check(datapoints.length === POINTS, () => `${target} answers ${datapoints.length} points`);
    for (const [i, [value]] of datapoints.entries())
      check(value === this.value(series, i), () => `${target} has ${value}, not ${this.value(series, i)}`);
    return series;
  }
}

const LONGER = {
  archives: [
    { step: 1, points: 4 * DAY },
    { step: 60, points: 100 * 1440 },
  ],
  aggregation: 'average',
  xFilesFactor: 0,
} as const;

/**
 * Kills a server again and again while it deletes, renames, changes retentions and makes backups. What was answered holds
 * afterwards; what was not is done or not done, for each series. Answers how many of each kind were answered before the kill.
 */
export async function killDuringChanges(kills: number, seed: number): Promise<Record<ChangeKind, number>> {
  const random = seededRandom(seed);
  const dataDir = temporaryFolder('crash');
  const backups = temporaryFolder('crash-backups');
  const now = Math.floor(Date.now() / 1000);
  const answered: Record<ChangeKind, number> = { rename: 0, delete: 0, retention: 0, backup: 0 };
  const groups: Group[] = [];
  const start = () =>
    startProgram({ dataDir, schemas: SCHEMAS, flags: AGAIN_AND_AGAIN, settings: FLUSH_EVERY_SECOND });
  let server = await start();
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const what = (): string => `kill ${kill} (seed ${seed})`;
      const group = new Group(kill, now);
      await sendLines(server.ready.carbon, group.lines());
      await expectWhole(server, group);
      groups.push(group);
      // Some while everything is in the log, some while it is in blocks.
      await sleep(BATCH_MILLISECONDS + (random() < 0.5 ? 0 : 1200 * random()));
      const kind = CHANGES[kill % CHANGES.length]!;
      const subject = groups[Math.floor(random() * groups.length)]!;
      const moved = `moved.m${kill}`;
      const backup = join(backups, String(kill));
      let isAnswered = false;
      const request = ask(server.url, kind, subject.branch, moved, backup).then(
        () => {
          isAnswered = true;
        },
        // The kill breaks it off.
        () => undefined,
      );
      await sleep(random() * CHANGE_MILLISECONDS[kind]);
      const inTime = isAnswered;
      await server.kill9();
      await request;
      if (inTime) answered[kind]++;
      server = await start();
      if (kind === 'rename') {
        const before = await subject.seriesUnder(server.url, subject.branch);
        const after = await subject.seriesUnder(server.url, moved);
        check(
          before.size + after.size === SERIES,
          () => `${what()}: ${before.size} and ${after.size} series`,
        );
        check(![...before].some((series) => after.has(series)), () => `${what()}: a series has both names`);
        check(!isAnswered || before.size === 0, () => `${what()}: renamed and not renamed`);
        // A branch is renamed as a whole.
        check(
          before.size === 0 || after.size === 0,
          () => `${what()}: ${after.size} of ${SERIES} are renamed`,
        );
        if (after.size > 0) subject.branch = moved;
      } else if (kind === 'delete') {
        const left = await subject.seriesUnder(server.url, subject.branch);
        check(!isAnswered || left.size === 0, () => `${what()}: ${left.size} deleted series are there again`);
        check(left.size === 0 || left.size === SERIES, () => `${what()}: ${left.size} of ${SERIES} are left`);
        if (left.size === 0) groups.splice(groups.indexOf(subject), 1);
      } else if (kind === 'backup' && isAnswered) {
        await checkBackup(backup, groups);
      }
      for (const each of groups) await expectWhole(server, each);
    }
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(backups, { recursive: true, force: true });
    return answered;
  } catch (cause) {
    throw new Error(`${(cause as Error).message} (data in ${dataDir})\n${server.output()}`, { cause });
  } finally {
    await server.discard();
  }
}

async function ask(
  url: string,
  kind: ChangeKind,
  branch: string,
  moved: string,
  backup: string,
): Promise<void> {
  if (kind === 'rename') await renameSeries(url, branch, moved);
  else if (kind === 'delete') await deleteSeries(url, `${branch}.*`);
  else if (kind === 'retention') await setRetention(url, `${branch}.*`, LONGER);
  else await takeBackup(url, backup);
}

async function expectWhole(server: Server, group: Group): Promise<void> {
  await eventually(
    () => group.seriesUnder(server.url, group.branch).then((series) => series.size, String),
    (found) => found === SERIES,
    3000,
  );
}

/** A server on the backup answers all that was there when it was asked for. */
async function checkBackup(folder: string, groups: readonly Group[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const server = await startProgram({ dataDir: folder, schemas: SCHEMAS, flags: AGAIN_AND_AGAIN });
  try {
    for (const group of groups) await expectWhole(server, group);
    await server.stop();
  } finally {
    await server.discard();
  }
}
