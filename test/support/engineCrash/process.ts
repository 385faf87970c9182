/**
 * The process that gets killed: an engine with a clock of its own that runs through days in seconds, so that windows are
 * rolled up, merged and dropped all the time. Says on its output what it is about to do, and what the engine has acknowledged.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { Administration } from '../../../src/storage/native/administration.ts';
import { backupEngine } from '../../../src/storage/native/backup.ts';
import { startCompactor } from '../../../src/storage/native/compactor.ts';
import { RetentionChange } from '../../../src/storage/native/retentionChange.ts';
import { seededRandom } from '../random.ts';
import { openTestEngine } from '../testEngine.ts';
import type { Deed, DeedKind, JournalLine, LiveSeries, Orders } from './journal.ts';
import { LATE_SECONDS, SCHEMAS, timing, valueAt } from './points.ts';

const NAMES = 12;
const MOST_SERIES = 6;

const orders = JSON.parse(process.argv[2]!) as Orders;
const random = seededRandom(orders.seed);
const oneIn = (n: number): boolean => random() * n < 1;
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

let { clock, nextId } = orders;
const live: { -readonly [K in keyof LiveSeries]: LiveSeries[K] }[] = orders.series.map((each) => ({
  ...each,
}));

const engine = openTestEngine(orders.folder, {
  now: () => clock,
  schemaOf: () => SCHEMAS[0],
  flushAfterSeconds: 20_000,
  compactor: startCompactor((file) => {
    throw new Error(`a chunk of ${file} is damaged`);
  }),
});

const administration = new Administration(engine);
const retention = new RetentionChange(engine, () => () => SCHEMAS[0]);

/** Written at once, also when the reader is slow: a line that is said is never lost by the kill. */
function say(line: JournalLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

async function deed(what: Deed, work: () => unknown): Promise<void> {
  say({ begins: what });
  await work();
  say({ done: what.kind });
}

function write(): void {
  const names = [''];
  const values = new Float64Array(1);
  const point = (id: number, seconds: number): void => {
    values[0] = valueAt(id, seconds);
    engine.append({ seconds, names, values });
  };
  for (const series of live) {
    const { id, born } = series;
    names[0] = series.name;
    for (let second = series.upTo + 1; second <= clock; second++) {
      if (timing(id, second) === 'on time') point(id, second);
    }
    for (let second = Math.max(born, series.lateUpTo) + 1; second <= clock - LATE_SECONDS; second++) {
      if (timing(id, second) === 'late') point(id, second);
    }
    series.upTo = clock;
    series.lateUpTo = clock - LATE_SECONDS;
  }
  engine.commit();
}

function freeName(): string {
  const taken = new Set(live.map((series) => series.name));
  return pick(Array.from({ length: NAMES }, (_, i) => `crash.n${i}`).filter((name) => !taken.has(name)));
}

async function change(): Promise<void> {
  // One of whose seconds none was due yet has no points, and so is not there.
  const there = live.filter(({ name }) => engine.seriesNamed(name) >= 0);
  if (there.length === 0) return;
  const series = pick(there);
  const { id, name } = series;
  switch (pick<DeedKind>(['rename', 'delete', 'retention'])) {
    case 'rename': {
      const to = freeName();
      await deed({ kind: 'rename', id, to }, () => administration.rename(name, to, { dryRun: false }));
      series.name = to;
      break;
    }
    case 'delete':
      await deed({ kind: 'delete', id }, () =>
        administration.delete({ patterns: [name] }, { dryRun: false }),
      );
      live.splice(live.indexOf(series), 1);
      break;
    default: {
      const schema = 1 - series.schema;
      await deed({ kind: 'retention', id, schema }, () =>
        retention.setRetention({ patterns: [name], schema: SCHEMAS[schema]! }, { dryRun: false }),
      );
      series.schema = schema;
    }
  }
}

let atWork = false;
let backingUp = false;
let backups = 0;
for (;;) {
  if (live.length < MOST_SERIES && !backingUp) {
    const id = nextId++;
    // Often the name of one that was deleted.
    const name = freeName();
    await deed({ kind: 'create', id, name, clock }, () =>
      live.push({ id, name, schema: 0, born: clock, upTo: clock, lateUpTo: clock }),
    );
  }
  // A backup is looked at by the clock of its making; and no change of retention takes as long as an archive reaches.
  const slowly = backingUp || retention.activity() !== null;
  if (slowly) await sleep(2);
  clock += slowly ? 1 : 100 + Math.floor(random() * 800);
  await deed({ kind: 'write', clock }, write);
  if (oneIn(12) && !atWork) {
    atWork = true;
    const kind = pick(['flush', 'settle'] as const);
    void deed({ kind }, () => engine[kind]()).then(() => {
      atWork = false;
    });
  }
  if (oneIn(25) && !backingUp && live.length > 0) await change();
  if (oneIn(100) && !backingUp) {
    backingUp = true;
    const folder = `${orders.backups}/${process.pid}-${backups++}`;
    void deed({ kind: 'backup', folder }, () => backupEngine(engine, folder)).then(() => {
      backingUp = false;
    });
  }
  // The engine commits and looks after itself between turns.
  await turn();
}
