import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isGlob } from '../../model/isGlob.ts';
import { archiveSeconds, type SeriesSchema } from '../../model/retention.ts';
import type { StoredSeries } from '../../model/series.ts';
import type { LineRefusal, PlaintextSink, PointColumns } from '../../protocol/plaintext.ts';
import {
  type ActiveRange,
  BadRequestError,
  type FetchLimits,
  type FetchRequest,
  type FindAnswer,
  type FindNode,
  type FindOptions,
  type FoldedSeries,
  type FoldRequest,
  type PointBatch,
} from '../store.ts';
import { readActivity, writeActivity } from './activityFile.ts';
import { levelForAge } from './archiveClass.ts';
import { ArchiveReader, type ReadSchema } from './archiveReader.ts';
import { BlockSet } from './blockSet.ts';
import type { SeriesTable } from './compaction/jobs.ts';
import { CreationRate } from './creationRate.ts';
import { deleteLitter } from './dataFolder.ts';
import { applyDefinitions } from './definitions.ts';
import type { NativeEngineOptions } from './engineOptions.ts';
import { assemble, assembleFolds, readFolds, readPlan } from './fetchPlan.ts';
import { FetchPlanner } from './fetchPlanner.ts';
import { activityFile, blocksFolder, walFolder } from './folders.ts';
import { giveMemoryBack } from './giveMemoryBack.ts';
import { Maintenance } from './maintenance.ts';
import { MemoryTail } from './memoryTail.ts';
import { SETTLED_SECONDS } from './mergePolicy.ts';
import { canonicalName, NAME_REFUSALS, type NameRefusal } from './nameRules.ts';
import { NameSearch } from './nameSearch.ts';
import { PrefixLimits } from './prefixLimits.ts';
import { openManifest, readRegistry, replayLog } from './recovery.ts';
import { type RegistryChanges, RegistrySaver } from './registryChanges.ts';
import { checkpointPays } from './registryFile.ts';
import { SeriesActivity } from './seriesActivity.ts';
import { NO_SCHEMA, SeriesRegistry, type StoredSchema } from './seriesRegistry.ts';
import { snapshotTail, type TailSnapshot } from './tailSnapshot.ts';
import { WalFullError, WriteAheadLog } from './writeAheadLog.ts';

/** Why a point is refused. The texts are part of the public counters (`/api/status`). */
export const POINT_REFUSALS = {
  tooOld: 'too-old',
  future: 'in-the-future',
  notWritable: 'store-not-writable',
} as const;

/** Senders' clocks may be this far ahead; a point beyond is a mistake (milliseconds, a wrong year). */
const FUTURE_SECONDS = 7 * 86_400;
/** Sealed chunks in memory beyond this are flushed even when the log is short. */
const MAX_SEALED_BYTES = 256 * 1024 * 1024;
/** So many new series are flushed at once: the flush needs a hundred bytes of memory for each. */
const MANY_NEW_SERIES = 300_000;
/** After a failed write: how long until the next try. */
const RETRY_SECONDS = 1;
/** Points are written to the log so long after the first of a batch has come, at the latest. */
const COMMIT_MILLISECONDS = 20;

/** A job of compaction that is under way at the end is waited for so long. */
const CLOSE_MILLISECONDS = 4000;

/** What the flush under way has taken, kept until it has succeeded. */
interface PendingFlush {
  readonly changes: RegistryChanges;
  /** A new registry file that takes the place of the old one; null where the old one is appended to. */
  readonly registryFile: string | null;
  /** The first log segment that holds nothing of it. */
  readonly firstSegment: number;
}

/**
 * The embedded engine: registry, head, write-ahead log and blocks put together. Not safe for several threads: one
 * thread owns it, and everything but compaction and the reading of plans runs there to the end.
 */
export class NativeEngine implements PlaintextSink {
  pointsStored = 0;
  readonly options: NativeEngineOptions;
  readonly registry = new SeriesRegistry();
  readonly activity: SeriesActivity;
  readonly tail: MemoryTail;
  readonly blocks: BlockSet;
  readonly planner = new FetchPlanner(this);
  readonly maintenance: Maintenance;
  readonly wal: WriteAheadLog;
  /** Schemas by number, as readers need them. */
  readonly readSchemas: ReadSchema[] = [];
  /** Work on top of flushes, merges and rollups: asked each second while nothing else runs; true when it began something. */
  readonly extraWork: (() => boolean)[] = [];
  private readonly search: NameSearch;
  private readonly prefixLimits: PrefixLimits;
  private readonly creationRate: CreationRate;
  private readonly saver: RegistrySaver;
  private readonly interned = new WeakMap<SeriesSchema, StoredSchema>();
  /** Format of the registry file, and definitions in it. */
  private registryVersion: number;
  private definitionsSaved: number;
  private pendingFlush: PendingFlush | null = null;
  private commitPlanned = false;
  /** To be called after the next commit. */
  private waitingForCommit: (() => void)[] = [];
  /** One point as columns. */
  private readonly single = {
    names: new Int32Array(1),
    seconds: new Uint32Array(1),
    values: new Float64Array(1),
  };
  private problem: string | null = null;
  /** The problem is that the log has reached its greatest length. */
  private logFull = false;
  private retryTimer: NodeJS.Timeout | null = null;
  /** When the oldest point that is only in the log came, seconds; Infinity when there is none. */
  private unflushedSince = Infinity;
  /** Size of the registry when the last flush began. */
  private flushedSeries = 0;
  private readonly timer: NodeJS.Timeout;
  /** Of schemas by number: the finest step, the oldest second that goes to the finest archive, and the oldest taken at all. */
  private steps = new Float64Array(64);
  private finest = new Float64Array(64);
  private oldest = new Float64Array(64);
  private clock = 0;
  private newest = 0;
  /** While the log is replayed: when the points came that were read last. */
  private replayClock = 0;
  private closed = false;

  constructor(options: NativeEngineOptions) {
    this.options = options;
    const { folder, log } = options;
    for (const room of [folder, blocksFolder(folder), walFolder(folder)])
      mkdirSync(room, { recursive: true, mode: 0o750 });
    this.search = new NameSearch(this.registry);
    const opened = openManifest(folder);
    const reading = readRegistry(folder, opened.manifest, this.registry, log);
    this.registryVersion = reading.version;
    this.definitionsSaved = reading.definitions;
    this.prefixLimits = new PrefixLimits(this.registry.tree.nodes, options.limits.prefixLimits);
    this.creationRate = new CreationRate(options.limits.maxNewSeriesPerMinute);
    this.saver = new RegistrySaver(this.registry);
    this.flushedSeries = this.registry.size;
    this.refreshSchemas();
    this.activity = readActivity(activityFile(folder)) ?? new SeriesActivity();
    const numbersUsed = this.activity.first.length;
    this.tail = new MemoryTail((series, level, first, slots) => {
      const { step } = this.readSchemas[this.registry.schemaOf[series]]!.archives[level];
      this.activity.written(series, first * step, (first + slots - 1) * step);
    });
    const manifest = opened.upgrade(() => this.table(), log);
    deleteLitter(folder, manifest);
    this.blocks = new BlockSet(
      blocksFolder(folder),
      (file, series, place) => this.reportCorrupt(file, series, place),
      (file, error) => this.reportUnreadable(file, error),
    );
    this.blocks.replace(manifest.blocks, manifest.rolled);
    this.maintenance = new Maintenance(manifest, {
      folder,
      compactor: options.compactor,
      blocks: this.blocks,
      log,
      now: () => options.now(),
      published: options.published ?? (() => Promise.resolve()),
    });
    this.setClock(this.nowSeconds());
    this.ensure();
    const lastSegment = replayLog(folder, manifest, log, {
      definitions: (bytes, count, firstSequence) => {
        const missing = applyDefinitions(this.registry, bytes, count, firstSequence, {
          assign: (series, schema, pinned) => this.assign(series, schema, pinned),
          remove: (series) => this.remove(series),
        });
        this.refreshSchemas();
        this.ensure();
        return missing;
      },
      points: (series, seconds, values, count, clock) =>
        this.replayPoints(series, seconds, values, count, clock),
    });
    this.replayClock = 0;
    // Numbers that were in use are never given again, though their definitions be lost.
    this.registry.reserve(numbersUsed);
    this.ensure();
    // Who knows when they came: they become blocks before anything else is done with blocks.
    if (this.tail.head.open > 0 || this.tail.sealed.entries > 0) this.unflushedSince = 0;
    this.wal = openLog(
      walFolder(folder),
      lastSegment + 1,
      options.walSync,
      {
        syncFailed: (error, segment) =>
          log.error(
            'a sync of the write-ahead log failed; a new segment was started, the old one is suspect',
            {
              segment,
              error: error.message,
            },
          ),
        discardFailed: (error, segment) =>
          log.warn('a segment of the write-ahead log that is needed no more cannot be deleted', {
            segment,
            error: error.message,
          }),
      },
      { maxBytes: options.walMaxBytes },
    );
    this.wal.definitions.firstSequence = this.registry.definitionSequence;
    this.wal.clock = this.clock;
    this.timer = setInterval(() => this.everySecond(), 1000);
    this.timer.unref();
  }

  // --- what the parser asks ------------------------------------------------------------------------------------

  get names(): SeriesRegistry['spellings'] {
    return this.registry.spellings;
  }
  get followers(): Int32Array {
    return this.registry.followers;
  }
  nowSeconds(): number {
    return Math.floor(this.options.now());
  }

  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    const { spellings } = this.registry;
    const hash = spellings.hash(bytes, start, end);
    let spelling = spellings.find(bytes, start, end, hash);
    if (spelling < 0) spelling = this.newSpelling(bytes, start, end, hash);
    if (previous >= 0 && spelling >= 0) this.registry.followers[previous] = spelling;
    return spelling;
  }

  points({ names, seconds, values }: PointColumns, count: number): void {
    const { wal, tail, registry, finest, steps } = this;
    const { head } = tail;
    const { seriesOf, schemaOf } = registry;
    if (wal.room < count) this.commit();
    if (wal.room < count) {
      for (let i = 0; i < count; i++)
        this.options.refused(POINT_REFUSALS.notWritable, registry.name(seriesOf[names[i]]));
      return;
    }
    let stored = 0;
    for (let i = 0; i < count; i++) {
      const series = seriesOf[names[i]];
      const schema = schemaOf[series];
      const second = seconds[i];
      if (second > this.newest || second <= this.oldest[schema]) {
        this.refusePoint(series, second);
        continue;
      }
      wal.point(series, second, values[i]);
      if (second >= finest[schema]) head.write(series, 0, Math.floor(second / steps[schema]), values[i]);
      else this.writeCoarse(series, schema, second, values[i], this.clock);
      stored++;
    }
    this.pointsStored += stored;
    if (!this.commitPlanned && stored > 0) this.planCommit();
  }

  refuse(reason: LineRefusal, bytes: Uint8Array, start: number, end: number): void {
    this.options.refused(reason, decoder.decode(bytes.subarray(start, Math.min(end, start + 200))));
  }

  // --- what the rest of the program asks -----------------------------------------------------------------------

  append(batch: PointBatch): void {
    this.setClock(this.nowSeconds());
    const { single } = this;
    let previous = -1;
    batch.names.forEach((name, i) => {
      const bytes = encoder.encode(name);
      const spelling = this.lookUp(bytes, 0, bytes.length, previous);
      if (spelling < 0) return;
      previous = spelling;
      if (!Number.isFinite(batch.values[i])) return;
      single.names[0] = spelling;
      single.seconds[0] = batch.seconds;
      single.values[0] = batch.values[i];
      this.points(single, 1);
    });
  }

  /**
   * Makes series without points of names that are not there yet, and answers the canonical names; they are in the log when it
   * returns. A {@link BadRequestError} when a name is none or there may be no more series: then none is made.
   */
  create(names: readonly string[]): string[] {
    const { registry } = this;
    const canonical = names.map((name) => {
      const bytes = canonicalName(encoder.encode(name), this.options.limits);
      if (typeof bytes !== 'string') return bytes;
      throw new BadRequestError(`"${name.slice(0, 200)}" can't be the name of a series: ${bytes}`);
    });
    const answer = canonical.map((bytes) => decoder.decode(bytes));
    const fresh = canonical.filter((_, i) => registry.findSeries(answer[i]) < 0);
    if (fresh.length === 0) return answer;
    const made: number[] = [];
    this.change(() => {
      for (const bytes of fresh) {
        const hash = registry.spellings.hash(bytes, 0, bytes.length);
        if (registry.spellings.find(bytes, 0, bytes.length, hash) >= 0) continue;
        const reason = this.whyNoMore(bytes);
        if (reason !== null) {
          for (const series of made) this.removeSeries(series);
          throw new BadRequestError(`"${decoder.decode(bytes)}" can't be made: ${reason}`);
        }
        made.push(registry.seriesOf[this.newSeries(bytes, hash)]);
      }
    });
    return answer;
  }

  find(pattern: string, { limit = Infinity, distinct, active }: FindOptions = {}): FindAnswer {
    const accept = active ? (series: number) => this.isActive(series, active) : undefined;
    const matches = this.registry.tree.find(pattern, { accept, distinct });
    const nodes = matches
      .slice(0, Math.min(limit, matches.length))
      .map(({ path, text, series, branch }): FindNode => ({ path, text, leaf: series >= 0, branch }));
    return { nodes, truncated: matches.length > nodes.length };
  }

  searchNames(text: string, limit: number, active?: ActiveRange): { names: string[]; truncated: boolean } {
    return this.search.find(text, limit, active ? (series) => this.isActive(series, active) : undefined);
  }

  /** What is in memory of some series, for a reader in another thread. */
  tailFor(series: Uint32Array<ArrayBuffer>): TailSnapshot {
    return snapshotTail(this.tail, ascending(series));
  }

  /** Plans and reads on this thread. */
  fetch(requests: readonly FetchRequest[], limits: FetchLimits = {}): StoredSeries[][] {
    const plan = this.planner.plan(requests, limits);
    return assemble(plan, readPlan(plan, new ArchiveReader(this.blocks, this.tail), this.readSchemas));
  }

  /** Plans, reads and folds on this thread. */
  fold(requests: readonly FoldRequest[], limits: FetchLimits = {}): (FoldedSeries | null)[] {
    const { targets, folds, rows } = this.planner.planFolds(requests, limits);
    const reader = new ArchiveReader(this.blocks, this.tail);
    return assembleFolds(targets, readFolds(rows, folds, reader, this.readSchemas));
  }

  /** Series that a request means, sorted by name. */
  seriesOf({ pattern, tags }: FetchRequest): ArrayLike<number> & Iterable<number> {
    return tags === undefined ? this.seriesMatching(pattern) : this.seriesTagged(tags);
  }

  status(): EngineStatus {
    const { manifest, figures } = this.maintenance;
    const { registry, tail, wal } = this;
    const jobs = Object.entries(figures).flatMap(([kind, job]): [string, number][] => {
      const name = `compaction.${kind.replaceAll(' ', '_')}`;
      return [
        [`${name}.count_total`, job.count],
        [`${name}.failed_total`, job.failed],
        [`${name}.seconds_total`, job.seconds],
      ];
    });
    return {
      series: registry.live,
      pointsStored: this.pointsStored,
      walBytes: wal.bytes,
      blocks: manifest.blocks.length,
      blockBytes: manifest.blocks.reduce((sum, block) => sum + block.bytes, 0),
      writable: this.problem === null,
      problem: this.problem,
      figures: {
        'wal.bytes_written_total': wal.bytesWritten,
        'wal.commits_total': wal.commits,
        'wal.syncs_total': wal.syncs,
        'wal.failed_syncs_total': wal.failedSyncs,
        'wal.sync_seconds_total': wal.syncSeconds,
        'wal.sync_seconds_longest': wal.longestSyncSeconds,
        'head.pages': tail.head.open,
        'head.bytes': tail.head.bytes,
        'head.sealed_chunks': tail.sealed.entries + (tail.flushing?.entries ?? 0),
        'head.sealed_bytes': tail.sealed.bytes + (tail.flushing?.bytes ?? 0),
        'blocks.chunks': manifest.blocks.reduce((sum, block) => sum + block.rows, 0),
        'index.series_ever': registry.size,
        'index.nodes': registry.tree.nodes.nodes,
        ...Object.fromEntries(jobs),
      },
    };
  }

  /**
   * Calls back when what was added so far survives the death of the process: at once unless the log can't be written, since a
   * write costs little. Where each commit is a sync as well (`always`), with the batch that is being gathered anyway.
   */
  whenCommitted(done: () => void): void {
    if (this.options.walSync !== 'always') this.commit();
    if (this.wal.pending) this.waitingForCommit.push(done);
    else done();
  }

  /** Writes what was added so far to the log; afterwards it survives the death of the process. */
  commit(): void {
    this.tryCommit();
    // A log that is too long becomes shorter by a flush alone.
    if (this.logFull && !this.maintenance.busy && !this.maintenance.resting) void this.startFlush();
  }

  private tryCommit(): void {
    if (!this.wal.pending) return;
    try {
      this.wal.commit();
      this.logFull = false;
      for (const done of this.waitingForCommit.splice(0)) done();
      if (this.unflushedSince === Infinity) this.unflushedSince = this.options.now();
      if (this.problem !== null) {
        this.problem = null;
        this.options.log.info('the store takes points again');
        this.options.writable(true);
      }
    } catch (error) {
      const { message } = error as Error;
      if (this.problem === null) {
        this.options.log.error('the write-ahead log cannot be written; receivers wait until it can', {
          error: message,
        });
        this.options.writable(false);
      }
      this.problem = `the write-ahead log cannot be written: ${message}`;
      this.logFull = error instanceof WalFullError;
      this.retryTimer ??= setTimeout(() => {
        this.retryTimer = null;
        this.commit();
      }, RETRY_SECONDS * 1000);
    }
  }

  /**
   * Makes changes of series through {@link removeSeries}, {@link renameSeries} and {@link assignSchema}. When it returns they are
   * in the log, in their place among the points. Throws when the log cannot be written; nothing is changed then, or what
   * was changed is written as soon as the log can be.
   */
  change(make: () => void): void {
    this.commit();
    if (this.problem !== null) throw new Error(`${this.problem}; try again when that is mended`);
    make();
    this.commit();
    if (this.problem !== null) throw new Error(`the change is made, but not on disk yet: ${this.problem}`);
  }

  /** Within {@link change}: the series is gone; its number stays its own. */
  removeSeries(series: number): void {
    this.makeRoom();
    this.remove(series);
    this.wal.definitions.addRemove(series);
  }

  /** Within {@link change}: the series has a new canonical name, which must be free. All renames of a change are one record. */
  renameSeries(series: number, name: Uint8Array): void {
    this.registry.rename(series, name);
    this.wal.definitions.addRename(series, name);
  }

  /**
   * Within {@link change}: the series has a new schema. What is in memory of it follows; what blocks hold must have been written
   * again before when the class is another one.
   */
  assignSchema(series: number, schema: StoredSchema, pinned: boolean): void {
    this.makeRoom();
    this.assign(series, schema, pinned);
    this.wal.definitions.addAssign(series, schema.number, pinned);
  }

  /** The number of a series, or -1; tags may come in any order. */
  seriesNamed(name: string): number {
    const canonical = canonicalName(encoder.encode(name), this.options.limits);
    return typeof canonical === 'string' ? -1 : this.registry.findSeries(decoder.decode(canonical));
  }

  /** Series that a glob or an exact name means, sorted by name. */
  seriesMatching(pattern: string): ArrayLike<number> & Iterable<number> {
    if (isGlob(pattern)) return this.registry.tree.seriesMatching(pattern);
    const series = this.seriesNamed(pattern);
    return series < 0 ? [] : [series];
  }

  /** Series that satisfy all expressions over tags, by name. */
  private seriesTagged(expressions: readonly string[]): Uint32Array {
    return this.registry.sortByName(this.registry.tags.find(expressions));
  }

  /** Seconds of the first and the last point of a series; 0 when there is none. */
  firstPoint(series: number): number {
    const known = this.activity.first[series] ?? 0;
    return known > 0 ? known : this.openSeconds(series);
  }
  lastPoint(series: number): number {
    return Math.max(this.activity.last[series] ?? 0, this.openSeconds(series));
  }

  /** Seconds of the newest point of a series' open page; 0 when there is none. */
  private openSeconds(series: number): number {
    const newest = this.tail.head.newest(series);
    if (newest === null) return 0;
    return newest.slot * this.readSchemas[this.registry.schemaOf[series]]!.archives[newest.level].step;
  }

  /** Which series there are, for a job of compaction. */
  table(): SeriesTable {
    const { size, schemaOf } = this.registry;
    const copy = new Uint16Array(new SharedArrayBuffer(size * 2));
    copy.set(schemaOf.subarray(0, size));
    return {
      schemaOf: copy,
      schemas: this.readSchemas.slice(),
    };
  }

  /**
   * Writes what is in memory of `from` into the gaps of `into`, in memory and in the log. Throws when the log takes no more;
   * what `into` has got by then it keeps. Nothing may be being flushed.
   */
  mergeInMemory(from: number, into: number): void {
    const schema = this.readSchemas[this.registry.schemaOf[into]]!;
    const { number } = this.registry.schema(into);
    const reader = new ArchiveReader(this.blocks, this.tail);
    const one = new Float64Array(1);
    const { seconds, values } = this.pointsInMemory(from);
    for (let i = 0; i < seconds.length; i++) {
      const level = levelForAge(schema.archives, this.clock - seconds[i]!);
      if (level < 0) continue;
      one[0] = Number.NaN;
      reader.read(into, schema, level, Math.floor(seconds[i]! / schema.archives[level].step), one);
      if (!Number.isNaN(one[0])) continue;
      if (this.wal.room === 0) this.commit();
      if (this.wal.room === 0) throw new Error(`${this.problem}; try again when that is mended`);
      this.wal.point(into, seconds[i]!, values[i]!);
      this.write(into, number, seconds[i]!, values[i]!, this.clock);
    }
    const { first, last } = this.activity;
    if (last[from] > 0) this.activity.written(into, first[from], last[from]);
  }

  /** Interns a schema; the definition of a new one goes into the log with the next commit. */
  internSchema(schema: SeriesSchema): StoredSchema {
    // The rules give the same object for all names of a kind, and its text takes long to make.
    const known = this.interned.get(schema);
    if (known !== undefined) return known;
    const before = this.registry.schemas.length;
    const stored = this.registry.internSchema(schema);
    if (stored.number === before) {
      this.wal.definitions.addSchema(stored);
      this.refreshSchemas();
    }
    this.interned.set(schema, stored);
    return stored;
  }

  /** Moves everything into blocks and gives the log's old segments back. Resolves to whether that worked. */
  async flush(): Promise<boolean> {
    await this.maintenance.idle();
    // Others may have waited too, and begun first.
    if (this.maintenance.busy) return this.flush();
    return this.startFlush();
  }

  /** Does all background work that is due now. Resolves when there is none left. */
  async settle(): Promise<void> {
    do await this.maintenance.idle();
    while (this.maintenance.busy || (!this.maintenance.resting && this.startWork()));
    await this.maintenance.idle();
  }

  /** Everything on disk, synced; the next start replays the log's tail. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    if (this.retryTimer) clearTimeout(this.retryTimer);
    // A job that takes longer is given up: what it has not published is litter, and the log has all points.
    await Promise.race([this.maintenance.idle(), sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
    this.commit();
    writeActivity(activityFile(this.options.folder), this.activity, this.registry.size);
    this.wal.close();
    this.blocks.close();
    await this.options.compactor.close();
  }

  /** All points in memory of a series, in the order in which they came. Nothing may be being flushed. */
  private pointsInMemory(series: number): { seconds: number[]; values: number[]; levels: number[] } {
    const { archives } = this.readSchemas[this.registry.schemaOf[series]]!;
    const seconds: number[] = [];
    const values: number[] = [];
    const levels: number[] = [];
    this.tail.drain(series, (level, slot, value) => {
      seconds.push(slot * archives[level].step);
      values.push(value);
      levels.push(level);
    });
    return { seconds, values, levels };
  }

  /** Gives a series another schema; what is in memory of it is written anew when its archives are others. */
  private assign(series: number, schema: StoredSchema, pinned: boolean): void {
    const { registry } = this;
    this.refreshSchemas();
    const before = registry.schema(series);
    if (before.classNumber === schema.classNumber) {
      registry.assign(series, schema, pinned);
      return;
    }
    this.maintenance.markForPurge(registry.classes[before.classNumber]!.key);
    const { seconds, values, levels } = this.pointsInMemory(series);
    registry.assign(series, schema, pinned);
    const clock = this.replayClock > 0 ? this.replayClock : this.clock;
    for (let i = 0; i < seconds.length; i++) {
      // A point of the finest archive stays one, even where the new one reaches less far back than the change has taken: written
      // straight to a coarser archive it would stand for a whole slot there.
      const at = levels[i] === 0 ? seconds[i]! : clock;
      this.write(series, schema.number, seconds[i]!, values[i]!, at);
    }
  }

  /** Takes a series and all that is in memory of it out. */
  private remove(series: number): void {
    const { registry } = this;
    if (registry.hasName(series)) {
      const { classNumber } = registry.schema(series);
      this.maintenance.markForPurge(registry.classes[classNumber]!.key);
      this.tail.remove(series);
      this.activity.forget(series);
    }
    registry.remove(series);
  }

  /** Makes room for all series in what is kept by number. */
  private ensure(): void {
    const { size } = this.registry;
    this.tail.head.ensure(size);
    this.activity.ensure(size);
  }

  private makeRoom(): void {
    if (this.wal.full) this.commit();
  }

  /** The clock as the limits of points see it. A batch of the log holds points of one clock alone. */
  private setClock(now: number): void {
    if (now === this.clock) return;
    if (this.wal !== undefined) {
      this.commit();
      this.wal.clock = now;
    }
    this.clock = now;
    this.newest = now + FUTURE_SECONDS;
    for (const { number, schema, retention } of this.registry.schemas) {
      this.oldest[number] = now - retention;
      this.finest[number] = now - archiveSeconds(schema.archives[0]);
    }
  }

  private isActive(series: number, { from, until }: ActiveRange): boolean {
    const last = this.lastPoint(series);
    return last > 0 && last >= from && this.firstPoint(series) <= until;
  }

  private newSpelling(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { registry, options } = this;
    const { spellings } = registry;
    const raw = bytes.subarray(start, end);
    const canonical = canonicalName(raw, options.limits);
    if (typeof canonical === 'string') {
      options.refused(canonical, decoder.decode(raw.subarray(0, 200)));
      return -1;
    }
    // Most new names are canonical as they stand, and have been looked for already.
    if (canonical === raw) return this.newSeries(canonical, hash);
    const canonicalHash = spellings.hash(canonical, 0, canonical.length);
    const known = spellings.find(canonical, 0, canonical.length, canonicalHash);
    // The spelling that was sent differs from the canonical one; the next line with it makes it known.
    if (known < 0) return this.newSeries(canonical, canonicalHash);
    // Another way to write a known name. Remembered, unless somebody writes it in ever new ways.
    if (spellings.size >= registry.size * 2 + 10_000) return known;
    return registry.addSpelling(bytes, start, end, registry.seriesOf[known]);
  }

  /** Adds a series under a canonical name that is free, when the limits allow it, and answers its spelling or -1. */
  private newSeries(canonical: Uint8Array, hash: number): number {
    const { registry, wal } = this;
    const { limits, schemaOf } = this.options;
    const name = decoder.decode(canonical);
    const reason = this.whyNoMore(canonical);
    if (reason !== null) {
      this.options.refused(reason, name);
      return -1;
    }
    if (limits.maxNewSeriesPerMinute > 0) this.creationRate.take();
    this.makeRoom();
    const schema = this.internSchema(schemaOf(name));
    const series = registry.size;
    const spelling = registry.addSeries(canonical, schema, 0, canonical.length, hash);
    this.ensure();
    wal.definitions.addSeries(series, schema.number, canonical);
    if (!this.commitPlanned) this.planCommit();
    return spelling;
  }

  /** Why there may be no new series of a name; null when there may. */
  private whyNoMore(canonical: Uint8Array): NameRefusal | null {
    const { limits, now } = this.options;
    if (this.registry.live >= limits.maxSeries) return NAME_REFUSALS.tooManySeries;
    if (this.prefixLimits.exceeded(canonical) !== null) return NAME_REFUSALS.prefixLimit;
    if (limits.maxNewSeriesPerMinute > 0 && !this.creationRate.allows(now()))
      return NAME_REFUSALS.newSeriesRate;
    return null;
  }

  private refusePoint(series: number, seconds: number): void {
    const reason = seconds > this.newest ? POINT_REFUSALS.future : POINT_REFUSALS.tooOld;
    this.options.refused(reason, `${this.registry.name(series)} … ${seconds}`);
  }

  private write(series: number, schema: number, seconds: number, value: number, clock: number): void {
    const { archives } = this.readSchemas[schema]!;
    const reach = archives[0].step * archives[0].points;
    if (clock - seconds <= reach)
      this.tail.head.write(series, 0, Math.floor(seconds / this.steps[schema]), value);
    else this.writeCoarse(series, schema, seconds, value, clock);
  }

  /** A point older than the finest archive reaches goes to the first one that does, as in Whisper. */
  private writeCoarse(series: number, schema: number, seconds: number, value: number, clock: number): void {
    const { archives } = this.readSchemas[schema]!;
    const level = levelForAge(archives, clock - seconds);
    if (level < 0) return;
    this.tail.head.write(series, level, Math.floor(seconds / archives[level].step), value);
  }

  private replayPoints(
    series: Uint32Array,
    seconds: Uint32Array,
    values: Float64Array,
    count: number,
    clock: number,
  ): number {
    const { registry } = this;
    const then = clock > 0 ? clock : this.clock;
    this.replayClock = then;
    let orphans = 0;
    for (let i = 0; i < count; i++) {
      if (series[i] >= registry.size) registry.reserve(series[i] + 1);
      const schema = registry.schemaOf[series[i]];
      if (schema === NO_SCHEMA) {
        orphans++;
        continue;
      }
      this.ensure();
      this.write(series[i], schema, seconds[i], values[i], then);
    }
    return orphans;
  }

  /** One write for everything that comes within a few milliseconds. */
  private planCommit(): void {
    this.commitPlanned = true;
    setTimeout(() => {
      this.commitPlanned = false;
      if (!this.closed) this.commit();
    }, COMMIT_MILLISECONDS);
  }

  private everySecond(): void {
    this.setClock(this.nowSeconds());
    if (this.maintenance.busy || this.maintenance.resting) return;
    const now = this.options.now();
    if (
      // One that failed comes first.
      this.pendingFlush !== null ||
      now - this.unflushedSince > this.options.flushAfterSeconds ||
      this.wal.bytes > this.options.flushAfterBytes ||
      this.tail.sealed.bytes > MAX_SEALED_BYTES ||
      this.registry.size - this.flushedSeries > MANY_NEW_SERIES
    ) {
      if (this.problem === null || this.pendingFlush !== null) void this.startFlush();
      return;
    }
    if (this.problem === null) this.startWork();
  }

  private startWork(): boolean {
    const job = this.maintenance.due(() => this.table());
    if (job !== null) {
      // What is dropped may be needed for a rollup of what has been in memory for long.
      const first = job.kind === 'drop' && this.options.now() - this.unflushedSince > SETTLED_SECONDS;
      void (first ? this.startFlush() : this.maintenance.start(job));
      return true;
    }
    return this.extraWork.some((begin) => begin());
  }

  private refreshSchemas(): void {
    const { schemas } = this.registry;
    if (schemas.length > this.steps.length) {
      const size = schemas.length * 2;
      [this.steps, this.finest, this.oldest] = [this.steps, this.finest, this.oldest].map((old) => {
        const grown = new Float64Array(size);
        grown.set(old);
        return grown;
      }) as [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>];
    }
    for (const { number, step, schema, retention, classNumber } of schemas.slice(this.readSchemas.length)) {
      this.readSchemas.push({ ...schema, classKey: this.registry.classes[classNumber]!.key });
      this.steps[number] = step;
      this.oldest[number] = this.clock - retention;
      this.finest[number] = this.clock - archiveSeconds(schema.archives[0]);
    }
  }

  /** Empties memory into sealed chunks, hands these to the compactor, and starts a new log segment. No job may be under way. */
  startFlush(): Promise<boolean> {
    if (this.pendingFlush === null) {
      this.tryCommit();
      if (this.problem !== null && !this.logFull) return Promise.resolve(false);
      try {
        this.pendingFlush = this.prepareFlush();
      } catch (error) {
        // The disk refuses a new segment.
        this.maintenance.failed('flush', error as Error);
        return Promise.resolve(false);
      }
    }
    const { changes, registryFile, firstSegment } = this.pendingFlush;
    const before = this.maintenance.manifest.registryFile;
    const job = {
      kind: 'flush',
      table: this.table(),
      sealed: this.tail.startFlush(),
      definitions: changes.groups,
      registryFile,
      firstSegment,
      activity: this.activity.columns,
    } as const;
    return this.maintenance.start(job, () => {
      this.tail.flushed();
      this.pendingFlush = null;
      this.definitionsSaved = changes.count + (registryFile === null ? this.definitionsSaved : 0);
      this.registryVersion = 2;
      if (registryFile !== null) rmSync(join(this.options.folder, before), { force: true });
      this.wal.discardBefore(firstSegment);
      setImmediate(giveMemoryBack, job.sealed.entries * 50);
    });
  }

  private prepareFlush(): PendingFlush {
    const { registry, saver } = this;
    const anew = checkpointPays(this.registryVersion, this.definitionsSaved, registry);
    const firstSegment = this.wal.rotate();
    this.unflushedSince = Infinity;
    this.flushedSeries = registry.size;
    return {
      changes: anew ? saver.takeAll() : saver.takeChanges(),
      // Another name than that of the file that counts, whatever else the flush changes.
      registryFile: anew ? `registry-${firstSegment}` : null,
      firstSegment,
    };
  }

  private reportCorrupt(file: string, series: number, place: number): void {
    this.options.log.error('a chunk fails its checksum and is left out of answers', {
      file,
      place,
      series: this.nameOrNumber(series),
    });
  }

  private reportUnreadable(file: string, error: Error): void {
    this.options.log.error('a block cannot be read and is left out of answers', {
      file,
      error: error.message,
    });
  }

  private nameOrNumber(series: number): string {
    return series < this.registry.size && this.registry.schemaOf[series] !== NO_SCHEMA
      ? this.registry.name(series)
      : `#${series}`;
  }
}

/** The log, or an error that says where there is no room for it. */
function openLog(...args: ConstructorParameters<typeof WriteAheadLog>): WriteAheadLog {
  try {
    return new WriteAheadLog(...args);
  } catch (error) {
    throw new Error(`the write-ahead log cannot be begun in ${args[0]}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Distinct numbers in ascending order. */
function ascending(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const sorted = numbers.slice().sort();
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i];
  return sorted.slice(0, kept);
}

/** Sizes and counters of the engine, plain numbers. */
export interface EngineStatus {
  readonly series: number;
  readonly pointsStored: number;
  readonly walBytes: number;
  readonly blocks: number;
  readonly blockBytes: number;
  readonly writable: boolean;
  readonly problem: string | null;
  readonly figures: Readonly<Record<string, number>>;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
