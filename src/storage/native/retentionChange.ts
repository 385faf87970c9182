import type { SchemaOf, SeriesSchema } from '../../model/retention.ts';
import {
  BadRequestError,
  type ChangeOptions,
  type RetentionReport,
  type RetentionRequest,
} from '../store.ts';
import { classKey } from './archiveClass.ts';
import { parseSchemaText } from './definitions.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { PurgePass } from './purgeWork.ts';
import { estimateChanges } from './retentionEstimate.ts';
import { readWaiting, type WaitingChange, writeWaiting } from './retentionQueue.ts';
import { selectSeries } from './selection.ts';
import { NO_SCHEMA, schemaText } from './seriesRegistry.ts';
import { Slices } from './slices.ts';

/** Series, and bytes of their chunks, that one job writes again: what a job has done is lost when the process dies. */
const BATCH_SERIES = 2000;
const BATCH_BYTES = 64 * 1024 * 1024;
/** Series that get another schema without their archives changing, in one go. */
const ASSIGN_BATCH = 1000;

/** The schema that a series shall have. */
interface Wanted {
  readonly schema: SeriesSchema;
  readonly text: string;
  readonly classKey: string;
  readonly pinned: boolean;
  /** Somebody asked for it, so it must outlive a restart; otherwise it follows from the configuration. */
  readonly requested: boolean;
}

interface WantedChange {
  readonly series: number;
  readonly wanted: Wanted;
}

/**
 * Gives series other schemas. Where the archives stay it happens at once; otherwise what is stored is written again in the
 * background, batch by batch, and at every moment a series is wholly in its old or wholly in its new archives.
 */
export class RetentionChange {
  private readonly engine: NativeEngine;
  private readonly schemaOf: () => SchemaOf;
  /** What waits, by series, and the series by the class that they go to. */
  private readonly waiting = new Map<number, Wanted>();
  private readonly byClass = new Map<string, Set<number>>();
  /** Series done since the list was empty. */
  private done = 0;
  /** How often a class had been marked for purging when it was seen to hold no rows of series that live elsewhere. */
  private readonly clean = new Map<string, number>();
  private pass: PurgePass | null = null;
  /** There may be a file of requests. */
  private stored: boolean;

  /** One an engine. `schemaOf` gives the rules of the configuration as they are now. Throws when the file of requests is damaged. */
  constructor(engine: NativeEngine, schemaOf: () => SchemaOf) {
    this.engine = engine;
    this.schemaOf = schemaOf;
    const waiting = readWaiting(engine.options.folder);
    this.stored = waiting.length > 0;
    for (const { schema, series } of waiting) {
      const wantedBy = this.requestedFor(schema === null ? null : parseSchemaText(schema));
      for (const each of series) if (engine.registry.hasName(each)) this.enqueue(each, wantedBy(each));
    }
    // Before the space of what was moved is given back: a class would be looked at again and again.
    engine.extraWork.unshift(() => this.begin());
  }

  /** Sets the schema of series, or frees it. What is waited for survives a restart once this resolves. */
  async setRetention(
    { patterns, schema }: RetentionRequest,
    { dryRun }: ChangeOptions,
  ): Promise<RetentionReport> {
    if (schema !== null) checkSchema(schema);
    const selected = (await selectSeries(this.engine, patterns)).sort();
    const wantedBy = this.requestedFor(schema);
    const changes = await this.changesOf(selected, wantedBy);
    const report = await this.report(changes);
    if (!dryRun) {
      await this.carryOut(changes);
      this.store();
    }
    return report;
  }

  /** Brings all series that nobody has pinned to the schemas of the configuration. */
  async applyRetention({ dryRun }: ChangeOptions): Promise<RetentionReport> {
    const { registry } = this.engine;
    const fromConfiguration = wantedMaker(false, false);
    const freed = wantedMaker(false, true);
    const changes = await this.changesOf(numbersBelow(registry.size), (series) => {
      const waiting = this.waiting.get(series);
      if (waiting?.requested) return waiting.pinned ? waiting : freed(this.schemaOf()(registry.name(series)));
      if (registry.pinned(series)) return null;
      return fromConfiguration(this.schemaOf()(registry.name(series)));
    });
    const report = await this.report(changes);
    if (!dryRun) await this.carryOut(changes);
    return report;
  }

  /** What is going on, for people; null when nothing is. */
  activity(): string | null {
    const { size } = this.waiting;
    if (size === 0) return null;
    const all = this.done + size;
    return `retention change: ${this.done.toLocaleString('en')} of ${all.toLocaleString('en')} series`;
  }

  /** What a request wants of a series. */
  private requestedFor(schema: SeriesSchema | null): (series: number) => Wanted {
    const { registry } = this.engine;
    if (schema === null) {
      const freed = wantedMaker(false, true);
      return (series) => freed(this.schemaOf()(registry.name(series)));
    }
    const wanted = wantedMaker(true, true)(schema);
    return () => wanted;
  }

  /** Series that have or wait for something else than they should, in slices. */
  private async changesOf(
    series: Iterable<number>,
    wantedBy: (series: number) => Wanted | null,
  ): Promise<WantedChange[]> {
    const { registry } = this.engine;
    const changes: WantedChange[] = [];
    const slices = new Slices();
    for (const each of series) {
      if (slices.due) await slices.pause();
      if (!registry.hasName(each)) continue;
      const wanted = wantedBy(each);
      if (wanted === null) continue;
      const waiting = this.waiting.get(each);
      const same =
        waiting === undefined
          ? this.isAs(each, wanted)
          : isSame(waiting, wanted) && waiting.requested === wanted.requested;
      if (!same) changes.push({ series: each, wanted });
    }
    return changes;
  }

  /** Whether a series is as wanted, waiting changes left aside. */
  private isAs(series: number, { text, pinned }: Wanted): boolean {
    const { registry } = this.engine;
    return schemaTextOf(registry.schema(series).schema) === text && registry.pinned(series) === pinned;
  }

  private classOf(series: number): string {
    return this.engine.readSchemas[this.engine.registry.schemaOf[series]]!.classKey;
  }

  /** Does at once what can be done at once, and puts the rest on the list. */
  private async carryOut(changes: readonly WantedChange[]): Promise<void> {
    const { engine } = this;
    const { registry } = engine;
    const slices = new Slices();
    for (let at = 0; at < changes.length; at += ASSIGN_BATCH) {
      const batch = changes.slice(at, at + ASSIGN_BATCH).filter(({ series }) => registry.hasName(series));
      const now: WantedChange[] = [];
      for (const change of batch) {
        this.forget(change.series);
        if (this.classOf(change.series) === change.wanted.classKey) now.push(change);
        else this.enqueue(change.series, change.wanted);
      }
      this.assignAll(now);
      await slices.pause();
    }
  }

  /** Gives series their schemas in one change. */
  private assignAll(changes: readonly WantedChange[]): void {
    const { engine } = this;
    const due = changes.filter(({ series, wanted }) => !this.isAs(series, wanted));
    if (due.length === 0) return;
    engine.change(() => {
      for (const { series, wanted } of due)
        engine.assignSchema(series, engine.internSchema(wanted.schema), wanted.pinned);
    });
  }

  private enqueue(series: number, wanted: Wanted): void {
    this.forget(series);
    if (this.waiting.size === 0) this.done = 0;
    this.waiting.set(series, wanted);
    let set = this.byClass.get(wanted.classKey);
    if (set === undefined) {
      set = new Set();
      this.byClass.set(wanted.classKey, set);
    }
    set.add(series);
  }

  private forget(series: number): void {
    const wanted = this.waiting.get(series);
    if (wanted === undefined) return;
    this.waiting.delete(series);
    const set = this.byClass.get(wanted.classKey)!;
    set.delete(series);
    if (set.size === 0) this.byClass.delete(wanted.classKey);
  }

  /** Writes the requests that wait to their file. */
  private store(): void {
    const groups = new Map<string | null, number[]>();
    for (const [series, { text, pinned, requested }] of this.waiting) {
      if (!requested) continue;
      const key = pinned ? text : null;
      const group = groups.get(key);
      if (group) group.push(series);
      else groups.set(key, [series]);
    }
    if (groups.size === 0 && !this.stored) return;
    const list = Array.from(
      groups,
      ([schema, series]): WaitingChange => ({ schema, series: series.sort((a, b) => a - b) }),
    );
    writeWaiting(this.engine.options.folder, list);
    this.stored = list.length > 0;
  }

  /** Begins the next step, if there is anything to do; called while no other job runs. */
  private begin(): boolean {
    const { engine, waiting } = this;
    const { maintenance } = engine;
    // A flush that failed comes first: memory must be in blocks.
    if (waiting.size === 0 || maintenance.resting || engine.tail.flushing !== null) return false;
    const [key] = this.byClass.keys();
    if (this.makeClean(key!)) return true;
    const flushed = engine.startFlush();
    if (!maintenance.busy) return false;
    void flushed.then((succeeded) => {
      if (succeeded && !maintenance.busy) this.rewrite(key!);
    });
    return true;
  }

  /**
   * Sees to it that the class holds no rows of series that live elsewhere: they would show again between the new ones. True
   * when it began a job for that.
   */
  private makeClean(key: string): boolean {
    const { engine } = this;
    const { maintenance } = engine;
    if (this.clean.get(key) === maintenance.marksOf(key)) return false;
    if (!maintenance.manifest.blocks.some((block) => block.classKey === key)) {
      this.clean.set(key, maintenance.marksOf(key));
      return false;
    }
    if (this.pass?.classKey !== key || !this.pass.current) this.pass = new PurgePass(engine, key, true);
    const { pass } = this;
    void pass.next().then((succeeded) => {
      if (pass.finished && pass.current) this.clean.set(key, maintenance.marksOf(key));
      if (pass.finished || !succeeded) this.pass = null;
    });
    return true;
  }

  /** Writes the next batch that goes to a class. Memory has just been flushed. */
  private rewrite(key: string): void {
    const { engine } = this;
    const { maintenance } = engine;
    const batch = this.takeBatch(key);
    if (batch.length === 0) return;
    const marked = maintenance.manifest.purge.includes(key);
    const job = {
      kind: 'rewrite',
      table: engine.table(),
      moves: batch.map(({ series, wanted }) => ({
        series,
        into: series,
        schema: { ...wanted.schema, classKey: key },
      })),
      nowSeconds: engine.nowSeconds(),
    } as const;
    void maintenance
      .start(job, () => {
        // Those that went meanwhile, or shall become something else now, leave rows that are nobody's.
        const still = batch.filter(({ series, wanted }) => isSame(this.waiting.get(series), wanted));
        const there = still.filter(({ series }) => engine.registry.hasName(series));
        this.assignAll(there);
        for (const { series } of still) this.forget(series);
        this.done += still.length;
        if (there.length === batch.length && !marked) maintenance.unmark(key);
        this.finish();
      })
      .then((succeeded) => {
        // Blocks of the old class may be rid of the series' rows from now on: that they have moved must be on disk before,
        // whatever the log's rule for syncing is.
        if (succeeded && !maintenance.busy) void engine.startFlush();
      });
  }

  /** Series of the list that go to a class, as many as one job should move. Those that have nothing to move are done. */
  private takeBatch(key: string): WantedChange[] {
    const { engine } = this;
    const batch: WantedChange[] = [];
    const atOnce: WantedChange[] = [];
    const most = this.batchSize();
    for (const series of this.byClass.get(key) ?? []) {
      if (batch.length >= most || atOnce.length >= ASSIGN_BATCH) break;
      const wanted = this.waiting.get(series)!;
      if (!engine.registry.hasName(series)) this.forget(series);
      else if (this.classOf(series) === key) atOnce.push({ series, wanted });
      else batch.push({ series, wanted });
    }
    this.assignAll(atOnce);
    for (const { series } of atOnce) this.forget(series);
    this.done += atOnce.length;
    if (batch.length === 0) this.finish();
    return batch;
  }

  /** Forgets the file of requests when none is left. */
  private finish(): void {
    if (!this.stored) return;
    for (const { requested } of this.waiting.values()) if (requested) return;
    this.store();
  }

  /** How many series of average size fit into a batch. */
  private batchSize(): number {
    const { registry, maintenance } = this.engine;
    const bytes = maintenance.manifest.blocks.reduce((sum, block) => sum + block.bytes, 0);
    const each = bytes / Math.max(1, registry.live);
    return Math.max(1, Math.min(BATCH_SERIES, Math.floor(BATCH_BYTES / Math.max(1, each))));
  }

  private async report(changes: readonly WantedChange[]): Promise<RetentionReport> {
    const { engine } = this;
    const { registry } = engine;
    const groups = new Map<
      string,
      { from: SeriesSchema; to: SeriesSchema; series: number; example: string }
    >();
    const numbers = new Map<string, number>();
    const changeOf = new Int32Array(registry.size).fill(-1);
    const slices = new Slices();
    let series = 0;
    for (const each of changes) {
      if (slices.due) await slices.pause();
      const number = registry.schemaOf[each.series];
      if (number === NO_SCHEMA) continue;
      const from = registry.schemas[number]!.schema;
      // Only the pin changes, or a change that was waiting is taken back.
      if (schemaTextOf(from) === each.wanted.text) continue;
      const key = `${number} ${each.wanted.text}`;
      let group = groups.get(key);
      if (group === undefined) {
        group = { from, to: each.wanted.schema, series: 0, example: registry.name(each.series) };
        numbers.set(key, groups.size);
        groups.set(key, group);
      }
      group.series++;
      series++;
      changeOf[each.series] = numbers.get(key)!;
    }
    const estimate = await estimateChanges(
      engine,
      Array.from(groups.values(), ({ from, to }) => ({
        classKey: classKey(from.archives),
        from: from.archives,
        to: to.archives,
      })),
      changeOf,
    );
    return {
      series,
      ...estimate,
      changes: Array.from(groups.values(), (group) => ({
        ...group,
        from: readable(group.from),
        to: readable(group.to),
      })).sort((a, b) => b.series - a.series),
    };
  }
}

/** Makes one object for each schema, however many series want it. */
function wantedMaker(pinned: boolean, requested: boolean): (schema: SeriesSchema) => Wanted {
  const known = new Map<string, Wanted>();
  return (schema) => {
    const text = schemaTextOf(schema);
    let wanted = known.get(text);
    if (wanted === undefined) {
      wanted = { schema, text, classKey: classKey(schema.archives), pinned, requested };
      known.set(text, wanted);
    }
    return wanted;
  };
}

function isSame(one: Wanted | undefined, other: Wanted): boolean {
  return one?.text === other.text && one.pinned === other.pinned;
}

const texts = new WeakMap<SeriesSchema, string>();

/** {@link schemaText}, remembered: rules give the same schema for thousands of names. */
function schemaTextOf(schema: SeriesSchema): string {
  let text = texts.get(schema);
  if (text === undefined) {
    text = schemaText(schema);
    texts.set(schema, text);
  }
  return text;
}

function readable({ archives, aggregation, xFilesFactor }: SeriesSchema): string {
  return `${classKey(archives)} ${aggregation} ${xFilesFactor}`;
}

function* numbersBelow(end: number): Generator<number> {
  for (let number = 0; number < end; number++) yield number;
}

/** Refuses archives that no schema may have. */
function checkSchema({ archives, xFilesFactor }: SeriesSchema): void {
  const whole = archives.every(({ step, points }) => isCount(step) && isCount(points));
  if (archives.length === 0 || !whole)
    throw new BadRequestError(
      'a retention needs at least one archive, each with a step and a number of points',
    );
  for (let i = 1; i < archives.length; i++) {
    const [finer, coarser] = [archives[i - 1]!, archives[i]!];
    if (coarser.step <= finer.step || coarser.step % finer.step !== 0)
      throw new BadRequestError(
        `an archive of ${coarser.step} s behind one of ${finer.step} s: each step must be a multiple of the one before`,
      );
    if (coarser.step * coarser.points <= finer.step * finer.points)
      throw new BadRequestError(
        `the archive of ${coarser.step} s must reach further back than the one of ${finer.step} s`,
      );
  }
  if (!(xFilesFactor >= 0 && xFilesFactor <= 1))
    throw new BadRequestError(`an xFilesFactor lies between 0 and 1, and ${xFilesFactor} does not`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
