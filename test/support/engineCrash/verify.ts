/** Opens the folder of an engine that was killed and holds all that it answers against what it had acknowledged. */
import type { StoredSeries } from '../../../src/model/series.ts';
import { Administration } from '../../../src/storage/native/administration.ts';
import type { NativeEngine } from '../../../src/storage/native/nativeEngine.ts';
import { RetentionChange } from '../../../src/storage/native/retentionChange.ts';
import type { SeriesInfo } from '../../../src/storage/store.ts';
import { openTestEngine } from '../testEngine.ts';
import type { Deed } from './journal.ts';
import type { KnownSeries, Ledger } from './ledger.ts';
import { joined, SCHEMAS, type Slot, SPAN, slotOf, timing, valueAt, wholeMinute } from './points.ts';

const ROLLUPS = ['count', 'sum', 'min', 'max', 'last'] as const;

/**
 * Throws when anything that was acknowledged is missing, or anything is wrong. Afterwards the ledger knows what is there of
 * what was under way. With `tidy` the engine then does all the work that is due, and has to answer the same.
 */
export async function verifyFolder(folder: string, ledger: Ledger, tidy: boolean): Promise<void> {
  const engine = openTestEngine(folder, { now: () => ledger.clock, schemaOf: () => SCHEMAS[0] });
  const administration = new Administration(engine);
  const retention = new RetentionChange(engine, () => () => SCHEMAS[0]);
  const described = async ({ name }: KnownSeries): Promise<SeriesInfo | undefined> =>
    (await administration.describe({ patterns: [name] }, 10))[0];
  const verifyAll = async (): Promise<void> => {
    for (const series of [...ledger.series.values()]) {
      const info = await described(series);
      if (info !== undefined) ledger.series.set(series.id, verifySeries(engine, ledger.clock, series, info));
    }
  };
  try {
    const { pending } = ledger;
    if (pending?.kind === 'retention') {
      // It may be made, waiting its turn, or not even written down: asked for again, it is one of the first two.
      const { name } = ledger.series.get(pending.id)!;
      const schema = SCHEMAS[pending.schema]!;
      const { length } = await administration.describe({ patterns: [name] }, 10);
      await retention.setRetention({ patterns: [name], schema }, { dryRun: false });
      ledger.settlePending(length > 0);
    } else if (pending !== null) settlePending(engine, ledger, pending);
    expectNames(engine, ledger);
    await verifyAll();
    if (!tidy) return;
    await engine.flush();
    await engine.settle();
    for (const series of ledger.series.values()) {
      const info = await described(series);
      if (info !== undefined && schemaOf(info) !== series.schema)
        fail(`${series.name} has still the archives of schema ${schemaOf(info)}, not of ${series.schema}`);
    }
    await verifyAll();
  } finally {
    await engine.close();
  }
}

/** Index into SCHEMAS of the schema that a series has. */
function schemaOf({ name, schema }: SeriesInfo): number {
  const text = JSON.stringify(schema.archives);
  const index = SCHEMAS.findIndex(({ archives }) => JSON.stringify(archives) === text);
  if (index < 0) fail(`${name} has the archives ${text}, which nobody has asked for`);
  return index;
}

function fail(what: string): never {
  throw new Error(what);
}

function names(engine: NativeEngine): string[] {
  const { nodes } = engine.find('crash.*');
  return nodes.filter((node) => node.leaf).map((node) => node.path);
}

/** A change that was begun and not acknowledged is made or not made, but nothing between. */
function settlePending(
  engine: NativeEngine,
  ledger: Ledger,
  pending: Deed & { kind: 'rename' | 'delete' },
): void {
  const series = ledger.series.get(pending.id)!;
  const found = new Set(names(engine));
  const there = found.has(series.name);
  if (pending.kind === 'rename' && there && found.has(pending.to))
    fail(`after the rename of ${series.name} to ${pending.to} both are there`);
  ledger.settlePending(!there);
}

function expectNames(engine: NativeEngine, ledger: Ledger): void {
  const found = names(engine);
  const known = new Map([...ledger.series.values()].map((series) => [series.name, series]));
  for (const name of found) if (!known.has(name)) fail(`${name} is there, which was deleted or never made`);
  for (const [name, { id, born, upTo }] of known)
    if (!found.includes(name) && hasPoint(id, born, upTo))
      fail(`${name} is gone, which had points up to ${upTo}`);
}

/** Whether a point of `(born, upTo]` is sent on time. */
function hasPoint(id: number, born: number, upTo: number): boolean {
  for (let second = born + 1; second <= upTo; second++) if (timing(id, second) === 'on time') return true;
  return false;
}

/** Answers what is known of the series once the points that were under way are seen to be there or not. */
function verifySeries(engine: NativeEngine, now: number, known: KnownSeries, info: SeriesInfo): KnownSeries {
  const schema = schemaOf(info);
  if (schema !== known.schema && known.retention !== 'changing')
    fail(`${known.name} has the archives of schema ${schema}, not of ${known.schema}`);
  const series = known.retention === 'changing' ? thinned(known, schema, now) : known;
  const [fine] = fetchLevel(engine, series, schema, 0, now, [undefined]);
  if (fine === undefined) return series;
  const there = new FinePoints(series, fine, now);
  const after = there.resolve();
  for (const level of [1, 2]) {
    const columns = fetchLevel(engine, series, schema, level, now, [undefined, ...ROLLUPS]);
    compareLevel(after, there, level, columns);
  }
  return after;
}

/** A series whose retention is changing, or has changed at some time since it was last looked at. */
function thinned(series: KnownSeries, schema: number, now: number): KnownSeries {
  const shortest = (level: number): number =>
    now - Math.min(...SCHEMAS.map(({ archives }) => archives[level]!.step * archives[level]!.points));
  return {
    ...series,
    retention: schema === series.schema ? 'changed' : 'changing',
    // At the old end of an archive, up to a slot of the next coarser one is repeated from that.
    fineFrom: shortest(0) + 60,
    minutesFrom: shortest(1) + 3600,
  };
}

function fetchLevel(
  engine: NativeEngine,
  { name }: KnownSeries,
  schema: number,
  level: number,
  now: number,
  rollups: readonly (undefined | (typeof ROLLUPS)[number])[],
): StoredSeries[] {
  const { step, points } = SCHEMAS[schema]!.archives[level]!;
  const answers = engine.fetch(
    rollups.map((rollup) => ({ pattern: name, from: now - step * points, until: now, rollup })),
  );
  return answers.flatMap(([series]) => {
    if (series === undefined) return [];
    if (series.step !== step) fail(`${name} answers steps of ${series.step}, not ${step}`);
    return [series];
  });
}

/** The points of the finest archive against what they have to be. */
class FinePoints {
  private readonly series: KnownSeries;
  private readonly fine: StoredSeries;
  private readonly now: number;
  /** Seconds of the last point on time that is there. */
  private last: number;

  constructor(series: KnownSeries, fine: StoredSeries, now: number) {
    this.series = series;
    this.fine = fine;
    this.now = now;
    this.last = series.upTo;
    for (let second = now; second > series.upTo; second--) {
      if (timing(series.id, second) !== 'on time' || Number.isNaN(this.at(second))) continue;
      this.last = second;
      break;
    }
  }

  private at(second: number): number {
    return this.fine.values[second - this.fine.start] ?? Number.NaN;
  }

  /** Checks every second. */
  resolve(): KnownSeries {
    const { series, fine, last } = this;
    for (const [i, found] of fine.values.entries()) {
      const second = fine.start + i;
      const what = () => `${series.name} (${series.id}) at ${second}, now ${this.now}`;
      if (second <= series.fineFrom) {
        if (!inSpan(series.id, found)) fail(`${what()} has ${found}, a value of another series`);
        continue;
      }
      if (!Number.isNaN(found)) {
        if (second <= series.born) fail(`${what()} has ${found} from before the series was made`);
        if (timing(series.id, second) === 'none') fail(`${what()} has ${found}, which was never sent`);
        const right = valueAt(series.id, second);
        if (found !== right) fail(`${what()} has ${found}, not ${right}`);
      } else if (this.needed(second))
        fail(`${what()} has lost its point (acknowledged up to ${series.upTo})`);
    }
    return { ...series, upTo: last };
  }

  private needed(second: number): boolean {
    const { id, born, lateUpTo } = this.series;
    if (second <= born) return false;
    const when = timing(id, second);
    // Without holes: what was written later did not push out what was written earlier.
    return when === 'on time' ? second <= this.last : when === 'late' && second <= lateUpTo;
  }

  /** True when a second has its point: by what was acknowledged, and where that does not say, by what is found. */
  private has(second: number): boolean {
    if (second <= this.series.born) return false;
    if (this.needed(second)) return true;
    // Late points that were under way: recent enough to be in the finest archive. What a change repeated is no point.
    return timing(this.series.id, second) !== 'none' && this.at(second) === valueAt(this.series.id, second);
  }

  minute(from: number): Slot {
    const { id, born, lateUpTo } = this.series;
    if (from > born && from + 60 <= lateUpTo) return wholeMinute(id, from);
    return slotOf(id, from, from + 60, (second) => this.has(second));
  }

  hour(from: number): Slot {
    return joined(Array.from({ length: 60 }, (_, i) => this.minute(from + i * 60)));
  }
}

function inSpan(id: number, value: number): boolean {
  return Number.isNaN(value) || (value >= id * SPAN && value < (id + 1) * SPAN);
}

/** Whisper's average and the rollups of a coarser archive. */
function compareLevel(
  series: KnownSeries,
  points: FinePoints,
  level: number,
  [plain, ...columns]: readonly StoredSeries[],
): void {
  if (plain === undefined) fail(`${series.name} has no level ${level}`);
  const { step } = plain;
  for (const [i, found] of plain.values.entries()) {
    const from = plain.start + i * step;
    const what = `${series.name} (${series.id}) level ${level} at ${from}`;
    if (!inSpan(series.id, found)) fail(`${what} has ${found}, a value of another series`);
    if (level === 1 && from <= series.minutesFrom) continue;
    const truth = level === 1 ? points.minute(from) : points.hour(from);
    // A change of retention makes new hours of seconds where it can, not of minutes' averages.
    const mean = series.retention === 'as made' ? truth.average : truth.sum / truth.count;
    if (!close(found, truth.average) && !close(found, mean))
      fail(`${what} has ${found}, not ${truth.average}`);
    for (const [k, rollup] of ROLLUPS.entries()) {
      const value = columns[k]?.values[i];
      const right = truth.count === 0 ? Number.NaN : truth[rollup];
      if (!close(value, right)) fail(`${what} has the ${rollup} ${value}, not ${right}`);
    }
  }
}

function close(found: number | undefined, right: number): boolean {
  if (found === undefined) return false;
  if (Number.isNaN(right)) return Number.isNaN(found);
  return Math.abs(found - right) <= 1e-9 * Math.abs(right);
}
