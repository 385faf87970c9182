/** Kills engines at random moments of their work and looks at what they left. Knows nothing of the test runner. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../random.ts';
import type { DeedKind, JournalLine, Orders } from './journal.ts';
import { Ledger } from './ledger.ts';
import { verifyFolder } from './verify.ts';

/** Which deed to wait for before killing; most kills look for one. */
const MOMENTS: readonly DeedKind[] = ['write', 'flush', 'settle', 'rename', 'delete', 'retention', 'backup'];
const START = 1_700_000_000;

/** How many kills fell into what. */
export type KillCounts = Record<DeedKind, number>;

/** One life of a folder, with `kills` deaths. Throws at the first loss; the folder stays then and is named. */
export async function killAgainAndAgain(kills: number, seed: number): Promise<KillCounts> {
  const random = seededRandom(seed);
  // Disks and memory take their time at different moments.
  const room = random() < 0.5 && existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(room, 'plumbago-engine-crash-'));
  const counts = Object.fromEntries(['create', ...MOMENTS].map((kind) => [kind, 0])) as KillCounts;
  const ledger = new Ledger(START);
  for (let kill = 1; kill <= kills; kill++) {
    const moment = MOMENTS[Math.floor(random() * MOMENTS.length)]!;
    const orders: Orders = {
      folder: join(folder, 'native'),
      seed: Math.floor(random() * 2 ** 31) + 1,
      clock: ledger.clock,
      series: [...ledger.series.values()],
      nextId: ledger.nextId,
      backups: join(folder, 'backups'),
    };
    mkdirSync(orders.backups, { recursive: true });
    try {
      await liveAndDie(orders, ledger, moment, random);
      for (const kind of ledger.open) counts[kind]++;
      ledger.open.clear();
      for (const { folder: backup, content } of ledger.backups.splice(0)) {
        await verifyFolder(backup, content, false).catch((cause: Error) => {
          throw new Error(`the backup ${backup}: ${cause.message}`, { cause });
        });
        rmSync(backup, { recursive: true });
      }
      ledger.backup = null;
      await verifyFolder(orders.folder, ledger, random() < 0.3);
    } catch (cause) {
      throw new Error(`kill ${kill} (seed ${seed}, folder ${folder}): ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

/** Starts the process, lets it work, and kills it within some milliseconds of a moment of the wanted kind. */
async function liveAndDie(
  orders: Orders,
  ledger: Ledger,
  moment: DeedKind,
  random: () => number,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./process.ts', import.meta.url)), JSON.stringify(orders)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((done) => {
    child.once('close', (_code, signal) => done(signal));
  });
  const warmUp = performance.now();
  let started = false;
  let killing = false;
  const kill = async (after: number): Promise<void> => {
    if (killing) return;
    killing = true;
    await sleep(after);
    child.kill('SIGKILL');
  };
  const leastRun = 100 + random() * 300;
  let firstLine = 0;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as JournalLine;
    ledger.read(line);
    if (!started) {
      started = true;
      firstLine = performance.now();
      // Not every run sees what it waits for.
      void sleep(1500, undefined, { ref: false }).then(() => kill(0));
    }
    if (performance.now() - firstLine > leastRun && 'begins' in line && line.begins.kind === moment)
      void kill(random() * random() * 15);
  }
  const signal = await ended;
  if (signal !== 'SIGKILL')
    throw new Error(
      `the process ended by itself after ${Math.round(performance.now() - warmUp)} ms:\n${errors}`,
    );
}
