import { mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaOf } from '../../model/retention.ts';
import type { StoredSeries } from '../../model/series.ts';
import type { LineRefusal, PlaintextSink } from '../../protocol/plaintext.ts';
import {
  type FetchLimits,
  type FetchRequest,
  type FindAnswer,
  type FindNode,
  type PointBatch,
  TooMuchError,
} from '../store.ts';
import { aggregateTo, type ChosenRange, chooseRange } from './archiveChoice.ts';
import { WINDOW_SLOTS } from './blockFile.ts';
import { BlockSet } from './blockSet.ts';
import { blocksFolder, deleteBlocks, registryFile, walFolder } from './compaction.ts';
import type { Compactor } from './compactor.ts';
import { applyDefinitions, DefinitionList } from './definitions.ts';
import { isGlob } from './glob.ts';
import { Head } from './head.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { expiredBlocks, nextMerge } from './mergePolicy.ts';
import { canonicalName, NAME_REFUSALS, type NameLimits } from './nameRules.ts';
import { NameSearch } from './nameSearch.ts';
import { readDefinitions } from './registryFile.ts';
import { SealedSet } from './sealedSet.ts';
import { NO_SCHEMA, SeriesRegistry } from './seriesRegistry.ts';
import { listSegments, replaySegment, type SyncPolicy, segmentName, WriteAheadLog } from './writeAheadLog.ts';

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
/** After a failed write or flush: how long until the next try. */
const RETRY_SECONDS = 1;
const FLUSH_RETRY_SECONDS = 30;
/** See {@link NativeEngine.readRange}. */
const MOST_PIECES = 64;

export interface NativeEngineOptions {
  /** The data folder; made when it is not there. Only one engine may have it open. */
  readonly folder: string;
  readonly schemaOf: SchemaOf;
  readonly limits: NameLimits & { readonly maxSeries: number };
  readonly walSync: SyncPolicy;
  /** A flush begins when the oldest point that is only in the log is this old … */
  readonly flushAfterSeconds: number;
  /** … or when the log is this long. */
  readonly flushAfterBytes: number;
  /** Seconds since 1970, with fractions. */
  now(): number;
  readonly compactor: Compactor;
  readonly log: EngineLog;
  /** Something was not stored: `count` points or lines, for a reason; `example` is a piece of one. */
  refused(reason: string, example: string): void;
  /** Writing has stopped or goes on: receivers stop reading meanwhile. */
  writable(is: boolean): void;
}

export interface EngineLog {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/**
 * The embedded engine: registry, head, write-ahead log and blocks put together. Not safe for several threads: one
 * thread owns it, and everything but compaction runs there to the end.
 */
export class NativeEngine implements PlaintextSink {
  pointsStored = 0;
  private readonly options: NativeEngineOptions;
  private readonly registry = new SeriesRegistry();
  private readonly search: NameSearch;
  private readonly head = new Head();
  private sealed = new SealedSet();
  /** Sealed chunks that are being written to blocks; still read from memory. */
  private flushing: SealedSet | null = null;
  /** The first log segment that holds nothing of `flushing`. */
  private flushingBefore = 0;
  private readonly blocks: BlockSet;
  private manifest: Manifest;
  private readonly wal: WriteAheadLog;
  private commitPlanned = false;
  private problem: string | null = null;
  private retryTimer: NodeJS.Timeout | null = null;
  private compacting: Promise<void> | null = null;
  private compactAgainAfter = 0;
  /** When the oldest point that is only in the log came, seconds; Infinity when there is none. */
  private unflushedSince = Infinity;
  private readonly timer: NodeJS.Timeout;
  /** Registry size and schemas at the last flush: what came later is not in the registry file yet. */
  private flushedSeries = 0;
  private flushedSchemas = 0;
  /** Steps of schemas by number, oldest second that each still takes, and the newest second taken. */
  private steps = new Float64Array(64);
  private oldest = new Float64Array(64);
  private newest = 0;
  private closed = false;

  constructor(options: NativeEngineOptions) {
    this.options = options;
    const { folder, log } = options;
    for (const room of [folder, blocksFolder(folder), walFolder(folder)])
      mkdirSync(room, { recursive: true, mode: 0o750 });
    this.search = new NameSearch(this.registry);
    this.manifest = readManifest(folder);
    this.deleteLitter();
    this.blocks = new BlockSet(
      blocksFolder(folder),
      (file, series, place) =>
        log.error('a chunk fails its checksum and is left out of answers', {
          file,
          place,
          series: this.nameOrNumber(series),
        }),
      (error) => log.error('a block cannot be read and is left out of answers', { error: error.message }),
    );
    this.blocks.replace(this.manifest.blocks);
    this.tick();
    const damaged = readDefinitions(registryFile(folder), this.manifest.registryBytes, (bytes, count) =>
      this.define(bytes, count),
    );
    if (damaged > 0)
      log.error('part of the registry file is damaged: its series are lost', { bytes: damaged });
    this.flushedSeries = this.registry.size;
    this.flushedSchemas = this.registry.schemas.length;
    this.refreshSchemas();
    const lastSegment = this.replay();
    this.wal = new WriteAheadLog(walFolder(folder), lastSegment + 1, options.walSync, {
      syncFailed: (error, segment) =>
        log.error('a sync of the write-ahead log failed; a new segment was started, the old one is suspect', {
          segment,
          error: error.message,
        }),
    });
    this.timer = setInterval(() => this.everySecond(), 1000);
    this.timer.unref();
  }

  // --- what the parser asks ------------------------------------------------------------------------------------

  get nameBytes(): Uint8Array {
    return this.registry.spellings.arena;
  }
  get nameOffsets(): Uint32Array {
    return this.registry.spellings.offsets;
  }
  follower(previous: number): number {
    return this.registry.followers[previous];
  }
  nowSeconds(): number {
    return Math.floor(this.options.now());
  }

  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    let spelling = this.registry.spellings.find(bytes, start, end);
    if (spelling < 0) spelling = this.newSpelling(bytes, start, end);
    if (previous >= 0 && spelling >= 0) this.registry.followers[previous] = spelling;
    return spelling;
  }

  point(name: number, seconds: number, value: number): void {
    const series = this.registry.seriesOf[name];
    const schema = this.registry.schemaOf[series];
    if (seconds > this.newest || seconds <= this.oldest[schema]) {
      this.refusePoint(series, seconds);
      return;
    }
    const { wal } = this;
    if (wal.full) this.commit();
    if (wal.full) {
      this.options.refused(POINT_REFUSALS.notWritable, this.registry.name(series));
      return;
    }
    wal.point(series, seconds, value);
    this.head.write(series, Math.floor(seconds / this.steps[schema]), value, this.sealed);
    this.pointsStored++;
    if (!this.commitPlanned) this.planCommit();
  }

  refuse(reason: LineRefusal, bytes: Uint8Array, start: number, end: number): void {
    this.options.refused(reason, decoder.decode(bytes.subarray(start, Math.min(end, start + 200))));
  }

  // --- what the rest of the program asks -----------------------------------------------------------------------

  append(batch: PointBatch): void {
    let previous = -1;
    batch.names.forEach((name, i) => {
      const bytes = encoder.encode(name);
      const value = batch.values[i];
      const spelling = this.lookUp(bytes, 0, bytes.length, previous);
      if (spelling < 0) return;
      previous = spelling;
      if (Number.isFinite(value)) this.point(spelling, batch.seconds, value);
    });
  }

  find(pattern: string, limit = Infinity): FindAnswer {
    const matches = this.registry.tree.find(pattern);
    const nodes = matches
      .slice(0, Math.min(limit, matches.length))
      .map(({ path, text, series, branch }): FindNode => ({ path, text, leaf: series >= 0, branch }));
    return { nodes, truncated: matches.length > nodes.length };
  }

  searchNames(text: string, limit: number): { names: string[]; truncated: boolean } {
    return this.search.find(text, limit);
  }

  fetch(requests: readonly FetchRequest[], limits: FetchLimits = {}): StoredSeries[][] {
    const { maxSeries = Infinity, maxPoints = Infinity } = limits;
    const now = this.nowSeconds();
    let seriesCount = 0;
    let points = 0;
    return requests.map((request) => {
      const found = this.seriesMatching(request.pattern);
      seriesCount += found.length;
      if (seriesCount > maxSeries) {
        throw new TooMuchError(
          `"${request.pattern}" and the other targets match ${seriesCount.toLocaleString('en')} series; ${maxSeries.toLocaleString('en')} are allowed in one request`,
        );
      }
      const answer: StoredSeries[] = [];
      for (const { name, series } of found) {
        const stored = this.registry.schema(series);
        const range = chooseRange(stored.schema, request.from, request.until, now);
        if (range === null) continue;
        points += range.slots;
        if (points > maxPoints) {
          throw new TooMuchError(
            `"${request.pattern}" over this range reads more than ${maxPoints.toLocaleString('en')} points in one request; ask for a shorter range or fewer series`,
          );
        }
        const { aggregation, xFilesFactor } = stored.schema;
        const values = this.readRange(series, range);
        answer.push({ name, start: range.start, step: range.step, values, aggregation, xFilesFactor });
      }
      return answer;
    });
  }

  status(): EngineStatus {
    return {
      series: this.registry.size,
      pointsStored: this.pointsStored,
      walBytes: this.wal.bytes,
      blocks: this.manifest.blocks.length,
      blockBytes: this.manifest.blocks.reduce((sum, block) => sum + block.bytes, 0),
      writable: this.problem === null,
      problem: this.problem,
    };
  }

  /** Writes what was added so far to the log; afterwards it survives the death of the process. */
  commit(): void {
    if (!this.wal.pending) return;
    try {
      this.wal.commit();
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
      this.retryTimer ??= setTimeout(() => {
        this.retryTimer = null;
        this.commit();
      }, RETRY_SECONDS * 1000);
    }
  }

  /** Moves everything into blocks and gives the log's old segments back. Resolves when it is done. */
  async flush(): Promise<void> {
    while (this.compacting) await this.compacting;
    this.startFlush();
    await this.compacting;
  }

  /** Does all merges and drops that are due now. Resolves when there are none left. */
  async settle(): Promise<void> {
    while (this.compacting) await this.compacting;
    while (this.startMerge()) await this.compacting;
  }

  /** Everything on disk, synced; the next start replays the log's tail. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    if (this.retryTimer) clearTimeout(this.retryTimer);
    if (this.compacting) await this.compacting;
    this.commit();
    this.wal.close();
    this.blocks.close();
    await this.options.compactor.close();
  }

  // --- inside --------------------------------------------------------------------------------------------------

  private seriesMatching(pattern: string): { name: string; series: number }[] {
    if (!isGlob(pattern)) {
      const canonical = canonicalName(encoder.encode(pattern), this.options.limits);
      if (typeof canonical === 'string') return [];
      const name = decoder.decode(canonical);
      const series = this.registry.findSeries(name);
      return series < 0 ? [] : [{ name, series }];
    }
    const found: { name: string; series: number }[] = [];
    for (const { path, series } of this.registry.tree.find(pattern))
      if (series >= 0) found.push({ name: path, series });
    return found;
  }

  /**
   * The values of a range. A coarser archive is worked out piece by piece, so that a year of one-second points costs
   * the memory of one piece, and pieces without points cost next to nothing. The pieces are few, because each looks
   * through all that is sealed of the series.
   */
  private readRange(series: number, { level, step, start, slots }: ChosenRange): Float64Array {
    const values = new Float64Array(slots).fill(Number.NaN);
    const { schema, step: finestStep } = this.registry.schema(series);
    const firstSlot = start / finestStep;
    if (level === 0) {
      this.readOver(series, firstSlot, values);
      return values;
    }
    const ratio = step / finestStep;
    const finePiece = Math.max(WINDOW_SLOTS, Math.ceil((slots * ratio) / MOST_PIECES));
    const pieceSlots = Math.max(1, Math.floor(finePiece / ratio));
    const work = new Float64Array(pieceSlots * ratio).fill(Number.NaN);
    for (let slot = 0; slot < slots; slot += pieceSlots) {
      const fine = work.subarray(0, Math.min(pieceSlots, slots - slot) * ratio);
      if (!this.readOver(series, firstSlot + slot * ratio, fine)) continue;
      values.set(aggregateTo(schema, level, fine), slot);
      work.fill(Number.NaN);
    }
    return values;
  }

  /** Oldest layer first: blocks, chunks being flushed, sealed chunks, the open page. False when none has anything. */
  private readOver(series: number, firstSlot: number, out: Float64Array): boolean {
    const { step, retention } = this.registry.schema(series);
    let found = this.blocks.readOver(series, step, retention, firstSlot, out);
    if (this.flushing?.readOver(series, firstSlot, out)) found = true;
    if (this.sealed.readOver(series, firstSlot, out)) found = true;
    if (this.head.readOver(series, firstSlot, out)) found = true;
    return found;
  }

  private newSpelling(bytes: Uint8Array, start: number, end: number): number {
    const { registry, options } = this;
    const raw = bytes.slice(start, end);
    const canonical = canonicalName(raw, options.limits);
    if (typeof canonical === 'string') {
      options.refused(canonical, decoder.decode(raw.subarray(0, 200)));
      return -1;
    }
    const known = registry.spellings.find(canonical, 0, canonical.length);
    if (known >= 0) {
      // Another way to write a known name. Remembered, unless somebody writes it in ever new ways.
      const series = registry.seriesOf[known];
      if (registry.spellings.size >= registry.size * 2 + 10_000) return known;
      return registry.addSpelling(bytes, start, end, series);
    }
    if (registry.size >= options.limits.maxSeries) {
      options.refused(NAME_REFUSALS.tooManySeries, decoder.decode(canonical));
      return -1;
    }
    const schemas = registry.schemas.length;
    const name = decoder.decode(canonical);
    const schema = registry.internSchema(options.schemaOf(name));
    if (schema.number === schemas) {
      this.wal.definitions.addSchema(schema);
      this.refreshSchemas();
    }
    const series = registry.size;
    const spelling = registry.addSeries(canonical, schema);
    this.head.ensure(registry.size);
    this.wal.definitions.addSeries(series, schema.number, canonical);
    if (!this.commitPlanned) this.planCommit();
    // The spelling that was sent may differ from the canonical one; the next line with it makes it known.
    return spelling;
  }

  private refusePoint(series: number, seconds: number): void {
    const reason = seconds > this.newest ? POINT_REFUSALS.future : POINT_REFUSALS.tooOld;
    this.options.refused(reason, `${this.registry.name(series)} … ${seconds}`);
  }

  /** One write for everything that is parsed in this turn of the event loop. */
  private planCommit(): void {
    this.commitPlanned = true;
    setImmediate(() => {
      this.commitPlanned = false;
      if (!this.closed) this.commit();
    });
  }

  private everySecond(): void {
    this.tick();
    if (this.compacting || this.problem !== null) return;
    const now = this.options.now();
    if (now < this.compactAgainAfter) return;
    if (
      // One that failed comes first.
      this.flushing !== null ||
      now - this.unflushedSince > this.options.flushAfterSeconds ||
      this.wal.bytes > this.options.flushAfterBytes ||
      this.sealed.bytes > MAX_SEALED_BYTES
    ) {
      this.startFlush();
      return;
    }
    this.startMerge();
  }

  /** Drops what is too old, or else begins the next merge. True when there was something to do. */
  private startMerge(): boolean {
    const { manifest } = this;
    const { folder, log } = this.options;
    const now = this.options.now();
    const expired = expiredBlocks(manifest.blocks, now);
    if (expired.length > 0) {
      this.compact({ kind: 'drop', folder, manifest, files: expired }, () =>
        log.info('blocks older than their retention were dropped', { blocks: expired.length }),
      );
      return true;
    }
    const merge = nextMerge(manifest.blocks, now);
    if (merge === null) return false;
    this.compact({ kind: 'merge', folder, manifest, blocks: merge });
    return true;
  }

  /** The clock as the points' limits see it. */
  private tick(): void {
    const now = this.nowSeconds();
    this.newest = now + FUTURE_SECONDS;
    for (const { number, retention } of this.registry.schemas) this.oldest[number] = now - retention;
  }

  private refreshSchemas(): void {
    const { schemas } = this.registry;
    if (schemas.length > this.steps.length) {
      this.steps = new Float64Array(schemas.length * 2);
      this.oldest = new Float64Array(schemas.length * 2);
    }
    for (const { number, step } of schemas) this.steps[number] = step;
    this.tick();
  }

  /** Empties the head into sealed chunks, hands these to the compactor, and starts a new log segment. */
  private startFlush(): void {
    if (this.flushing === null) {
      this.commit();
      if (this.problem !== null) return;
      this.head.sealAll(this.sealed);
      this.flushing = this.sealed;
      this.sealed = new SealedSet();
      this.unflushedSince = Infinity;
      this.flushingBefore = this.wal.rotate();
    }
    const { registry } = this;
    const definitions = this.newDefinitions();
    const firstSegment = this.flushingBefore;
    const series = registry.size;
    const schemas = registry.schemas.length;
    this.compact(
      {
        kind: 'flush',
        folder: this.options.folder,
        manifest: this.manifest,
        sealed: this.flushing.snapshot(),
        schemaOf: registry.schemaOf.slice(0, registry.size),
        steps: Uint32Array.from(registry.schemas, (schema) => schema.step),
        retentions: Uint32Array.from(registry.schemas, (schema) => schema.retention),
        definitions: definitions.bytes,
        definitionCount: definitions.count,
        firstSegment,
      },
      () => {
        this.flushing = null;
        this.flushedSeries = series;
        this.flushedSchemas = schemas;
        this.wal.discardBefore(firstSegment);
      },
    );
  }

  private newDefinitions(): DefinitionList {
    const { registry } = this;
    const list = new DefinitionList();
    for (const schema of registry.schemas.slice(this.flushedSchemas)) list.addSchema(schema);
    for (let series = this.flushedSeries; series < registry.size; series++) {
      const schema = registry.schemaOf[series];
      if (schema !== NO_SCHEMA) list.addSeries(series, schema, registry.nameBytes(series));
    }
    return list;
  }

  private compact(job: Parameters<Compactor['run']>[0], done: () => void = () => {}): void {
    this.compacting = this.options.compactor
      .run(job)
      .then((manifest) => {
        const kept = new Set(manifest.blocks.map((block) => block.file));
        const gone = this.manifest.blocks.filter((block) => !kept.has(block.file));
        this.manifest = manifest;
        this.blocks.replace(manifest.blocks);
        deleteBlocks(
          this.options.folder,
          gone.map((block) => block.file),
        );
        done();
      })
      .catch((error: Error) => {
        this.options.log.error(`a ${job.kind} failed and will be tried again; nothing is lost`, {
          error: error.message,
        });
        this.compactAgainAfter = this.options.now() + FLUSH_RETRY_SECONDS;
      })
      .finally(() => {
        this.compacting = null;
      });
  }

  /** Applies stored definitions, and tells of those that name a schema whose own definition is lost. */
  private define(bytes: Uint8Array, count: number): void {
    const missing = applyDefinitions(this.registry, bytes, count);
    if (missing > 0) this.options.log.error('series whose schema is lost were left out', { series: missing });
  }

  private replay(): number {
    const { folder, log } = this.options;
    const segments = listSegments(walFolder(folder));
    const started = performance.now();
    let points = 0;
    let orphans = 0;
    let announced = false;
    const { registry, head } = this;
    head.ensure(registry.size);
    for (const segment of segments) {
      const file = join(walFolder(folder), segmentName(segment));
      const report = replaySegment(file, {
        definitions: (bytes, count) => {
          this.define(bytes, count);
          this.refreshSchemas();
          head.ensure(registry.size);
        },
        point: (series, seconds, value) => {
          if (series >= registry.size) {
            registry.reserve(series + 1);
            head.ensure(registry.size);
          }
          const schema = registry.schemaOf[series];
          if (schema === NO_SCHEMA) orphans++;
          else head.write(series, Math.floor(seconds / this.steps[schema]), value, this.sealed);
        },
      });
      points += report.points;
      if (report.damagedBytes > 0) {
        log.error('the write-ahead log is damaged; the damaged part is lost, the rest is not', {
          file,
          bytes: report.damagedBytes,
        });
      }
      if (report.tornBytes > 0)
        log.warn('the write-ahead log ended in the middle of a record; kept up to there', {
          file,
          bytes: report.tornBytes,
        });
      if (!announced && performance.now() - started > 1000) {
        announced = true;
        log.info('replaying the write-ahead log', { segments: segments.length });
      }
    }
    if (orphans > 0) log.error('points of series whose names are lost were left out', { points: orphans });
    head.ensure(registry.size);
    if (points > 0) {
      this.unflushedSince = this.options.now();
      log.info('the write-ahead log was replayed', {
        points,
        milliseconds: Math.round(performance.now() - started),
      });
    }
    return Math.max(segments.at(-1) ?? 0, this.manifest.firstSegment - 1);
  }

  /** What an unfinished step left behind: files that the manifest does not know. */
  private deleteLitter(): void {
    const { folder } = this.options;
    const known = new Set(this.manifest.blocks.map((block) => block.file));
    for (const file of readdirSync(blocksFolder(folder))) {
      if (/\.blk(\.tmp)?$/.test(file) && !known.has(file)) unlinkSync(join(blocksFolder(folder), file));
    }
    for (const segment of listSegments(walFolder(folder))) {
      if (segment < this.manifest.firstSegment) unlinkSync(join(walFolder(folder), segmentName(segment)));
    }
  }

  private nameOrNumber(series: number): string {
    return series < this.registry.size ? this.registry.name(series) : `#${series}`;
  }
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
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
