import { statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DefinitionList } from './definitions.ts';
import { type WalDisk, walDisk } from './walDisk.ts';
import {
  chainedHeader,
  listSegments,
  padded,
  RECORD,
  RECORD_HEADER,
  RECORD_MAGIC,
  type SegmentLength,
  segmentName,
} from './walFormat.ts';

/** 8,192 points: one write of 64 to 128 KiB. More a write costs latency and gains little. */
export const BATCH_POINTS = 8192;
/** Definitions that make a batch full, so that no record grows without bound. */
const BATCH_DEFINITIONS = 8192;
/** A segment is closed at this size, so that the log is given back in pieces. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Where the values stand in a record of runs: behind the number of runs and of seconds. */
const VALUES_AT = RECORD_HEADER + 8;

/** `always`: before a commit returns; a number: so many seconds after it, off this thread; `never`: when the system likes. */
export type SyncPolicy = 'always' | 'never' | number;

/** Told of what the log can't do; the log goes on as well as it can. */
export interface WalEvents {
  /** A sync failed: the segment is suspect and nothing more is written to it. */
  syncFailed(error: Error, segment: string): void;
  /** A segment that is needed no more could not be deleted; it is tried again after the next flush. */
  discardFailed(error: Error, segment: string): void;
}

export interface WalOptions {
  /** The segments together never become longer than this: see {@link WalFullError}. */
  readonly maxBytes?: number;
  readonly disk?: WalDisk;
}

/** The log has reached its greatest length: it takes points again when a flush has given segments back. */
export class WalFullError extends Error {
  override name = 'WalFullError';
}

interface Segment {
  readonly number: number;
  readonly fd: number;
  bytes: number;
  /** Written to since the last sync began. */
  dirty: boolean;
  /** A failed write could not be cut off again: bytes behind `bytes` are none of ours. */
  frayed: boolean;
}

/**
 * The write-ahead log: what has been committed to it survives the death of the process. A commit is one write(2) of whole
 * records to the newest segment; segments are never appended to after a restart.
 *
 * Whatever the disk refuses, nothing that was added is forgotten: {@link commit} throws, and does the rest when it is
 * called again.
 */
export class WriteAheadLog {
  /** Definitions (of series and schemas) of the batch: written before its points. */
  readonly definitions = new DefinitionList();
  /**
   * Seconds since 1970 when the points of the batch came: which archive a point goes to depends on it. Change it only when
   * no points are waiting.
   */
  clock = 0;
  // Counters since the start, for telemetry.
  commits = 0;
  bytesWritten = 0;
  syncs = 0;
  failedSyncs = 0;
  syncSeconds = 0;
  longestSyncSeconds = 0;
  private total = 0;
  private readonly folder: string;
  private readonly policy: SyncPolicy;
  private readonly events: WalEvents;
  private readonly maxBytes: number;
  private readonly disk: WalDisk;
  private current: Segment;
  /** The current segment failed a sync: a new one must be there before anything else is written. */
  private suspect = false;
  /** Segments that are no longer written to, but not yet synced and closed. */
  private retired: Segment[] = [];
  /** Bytes of each segment that is there. */
  private readonly sizes = new Map<number, number>();
  private syncing = false;
  private closed = false;
  private readonly timer: NodeJS.Timeout | null;
  /** Columns of the batch being filled. The values are filled in where they stand in a record. */
  private readonly series = new Uint32Array(BATCH_POINTS);
  private readonly seconds = new Uint32Array(BATCH_POINTS);
  private readonly out = new Uint8Array(RECORD_HEADER + 16 + BATCH_POINTS * 16);
  private readonly outView = new DataView(this.out.buffer);
  private readonly values = new Float64Array(this.out.buffer, VALUES_AT, BATCH_POINTS);
  private count = 0;
  /** Where runs begin in the batch. */
  private readonly runs = new Uint32Array(BATCH_POINTS + 1);
  /** A record assembled but refused by the disk; written before anything else. */
  private unwritten: Uint8Array | null = null;

  /** Opens segment number `firstSegment` (or the next that is free) in a folder. Throws what the disk says. */
  constructor(
    folder: string,
    firstSegment: number,
    policy: SyncPolicy,
    events: WalEvents,
    { maxBytes = Infinity, disk = walDisk }: WalOptions = {},
  ) {
    this.folder = folder;
    this.policy = policy;
    this.events = events;
    this.maxBytes = maxBytes;
    this.disk = disk;
    // What earlier runs left counts too: otherwise a log that is replayed again and again would never be long.
    let before: SegmentLength | null = null;
    for (const number of listSegments(folder)) {
      const { size } = statSync(join(folder, segmentName(number)));
      this.sizes.set(number, size);
      this.total += size;
      before = { number, bytes: size };
    }
    this.current = this.open(firstSegment, before);
    this.timer = typeof policy === 'number' ? setInterval(() => this.syncSoon(), policy * 1000) : null;
    this.timer?.unref();
  }

  /** Number of the segment that is being written. */
  get segment(): number {
    return this.current.number;
  }

  /** Bytes of all segments that are still needed. */
  get bytes(): number {
    return this.total;
  }

  /** True when the batch must be committed before another point or definition. */
  get full(): boolean {
    return this.count === BATCH_POINTS || this.definitions.count >= BATCH_DEFINITIONS;
  }

  /** True when there is something that {@link commit} would write. */
  get pending(): boolean {
    return this.count > 0 || this.definitions.count > 0 || this.unwritten !== null;
  }

  /** Points that can be added before a commit. */
  get room(): number {
    return BATCH_POINTS - this.count;
  }

  /** Adds a point to the batch, which must not be {@link full}. */
  point(series: number, seconds: number, value: number): void {
    const i = this.count++;
    this.series[i] = series;
    this.seconds[i] = seconds;
    this.values[i] = value;
  }

  /**
   * Writes the batch. After it returns, everything added before survives kill -9. Throws what the disk says, or a
   * {@link WalFullError}, and keeps what could not be written: call again later.
   */
  commit(): void {
    if (!this.pending) return;
    if (this.suspect) this.replaceSuspect();
    if (this.unwritten !== null) {
      this.write(this.unwritten);
      this.unwritten = null;
    }
    if (this.definitions.count > 0) {
      const record = this.assembleDefinitions();
      this.definitions.clear();
      this.writeOrKeep(record);
    }
    if (this.count > 0) {
      const length = this.assemblePoints();
      this.count = 0;
      this.writeOrKeep(this.out.subarray(0, length));
    }
    this.commits++;
    if (this.policy === 'always' && this.current.dirty) this.syncCurrent();
    if (this.current.bytes >= SEGMENT_BYTES) {
      try {
        this.rotate();
      } catch {
        // What was committed is safe where it is. The segment becomes longer, and the next commit tries again.
      }
    }
  }

  /**
   * Starts a new segment and returns its number: everything committed before lies in earlier ones. Throws what the disk
   * says; then everything is as before.
   */
  rotate(): number {
    const before = this.current;
    this.current = this.open(before.number + 1, before);
    this.suspect = false;
    this.retire(before);
    return this.current.number;
  }

  /** Deletes the segments before `first`, in the background: their points are in published blocks. */
  discardBefore(first: number): void {
    for (const [number, size] of this.sizes) {
      if (number >= first || number === this.current.number) continue;
      this.sizes.delete(number);
      this.total -= size;
      const name = segmentName(number);
      this.disk.removeSoon(join(this.folder, name), (error) => {
        if (!error || error.code === 'ENOENT') return;
        this.sizes.set(number, size);
        this.total += size;
        this.events.discardFailed(error, name);
      });
    }
  }

  /** Syncs and closes the files. What was not committed is lost. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    const open = [...this.retired, this.current];
    for (const segment of open) if (segment.dirty || this.syncing) this.trySync(segment);
    // While a sync is under way off this thread, the files stay open until its end.
    this.retired = this.syncing ? open : [];
    if (!this.syncing) for (const segment of open) this.disk.close(segment.fd);
  }

  /** Makes segment `number`, or the next that is free. Leaves nothing behind when it fails. `before`: the one that is there before. */
  private open(number: number, before: SegmentLength | null): Segment {
    const { disk, folder } = this;
    let fd: number;
    for (; ; number++) {
      try {
        fd = disk.create(folder, join(folder, segmentName(number)));
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    const segment: Segment = { number, fd, bytes: 0, dirty: false, frayed: false };
    try {
      this.writeTo(segment, chainedHeader(number, before));
    } catch (error) {
      disk.close(fd);
      disk.removeNow(join(folder, segmentName(number)));
      throw error;
    }
    return segment;
  }

  private assembleDefinitions(): Uint8Array {
    const { bytes, count, firstSequence } = this.definitions;
    const payload = padded(bytes.length);
    const record = new Uint8Array(RECORD_HEADER + payload);
    record.set(bytes, RECORD_HEADER);
    seal(new DataView(record.buffer), record, payload, RECORD.definitions, count, firstSequence);
    return record;
  }

  /**
   * Senders repeat their order, so that the numbers of their series follow each other: runs of consecutive series with
   * one second cost next to nothing. Without such an order, columns of all series and seconds are shorter.
   */
  private assemblePoints(): number {
    const { count, series, seconds, runs, out, outView } = this;
    let last = series[0];
    let second = seconds[0];
    let sameSecond = true;
    runs[0] = 0;
    let runCount = 1;
    for (let i = 1; i < count; i++) {
      const next = series[i];
      if (next !== last + 1 || seconds[i] !== second) {
        runs[runCount++] = i;
        if (seconds[i] !== second) {
          sameSecond = false;
          second = seconds[i];
        }
      }
      last = next;
    }
    if (runCount * (sameSecond ? 8 : 12) > count * (sameSecond ? 4 : 8))
      return this.assembleColumns(sameSecond);
    runs[runCount] = count;
    outView.setUint32(RECORD_HEADER, runCount, true);
    outView.setUint32(RECORD_HEADER + 4, sameSecond ? 1 : runCount, true);
    let at = VALUES_AT + count * 8;
    for (let run = 0; run < runCount; run++, at += 4) outView.setUint32(at, series[runs[run]], true);
    for (let run = 0; run < runCount; run++, at += 4) outView.setUint32(at, runs[run + 1] - runs[run], true);
    for (let run = 0; run < (sameSecond ? 1 : runCount); run++, at += 4)
      outView.setUint32(at, seconds[runs[run]], true);
    if (at & 4) {
      outView.setUint32(at, 0, true);
      at += 4;
    }
    seal(outView, out, at - RECORD_HEADER, RECORD.runs, count, this.clock);
    return at;
  }

  private assembleColumns(sameSecond: boolean): number {
    const { count, out, outView, series, seconds } = this;
    let at = VALUES_AT + count * 4;
    if (!sameSecond) at += count * 4;
    at = padded(at);
    // The values first: they make room for what is before them.
    out.copyWithin(at, VALUES_AT, VALUES_AT + count * 8);
    const end = at + count * 8;
    outView.setUint32(RECORD_HEADER, seconds[0], true);
    outView.setUint32(RECORD_HEADER + 4, sameSecond ? 1 : 0, true);
    at = VALUES_AT;
    out.set(new Uint8Array(series.buffer, 0, count * 4), at);
    at += count * 4;
    if (!sameSecond) {
      out.set(new Uint8Array(seconds.buffer, 0, count * 4), at);
      at += count * 4;
    }
    if (at & 4) outView.setUint32(at, 0, true);
    seal(outView, out, end - RECORD_HEADER, RECORD.points, count, this.clock);
    return end;
  }

  private writeOrKeep(record: Uint8Array): void {
    try {
      this.write(record);
    } catch (error) {
      this.unwritten = record.slice();
      throw error;
    }
  }

  private write(bytes: Uint8Array): void {
    if (this.total + bytes.length > this.maxBytes) {
      throw new WalFullError(
        `the write-ahead log has reached its greatest length of ${this.maxBytes.toLocaleString('en')} bytes, because nothing could be flushed from it`,
      );
    }
    this.writeTo(this.current, bytes);
  }

  /** Writes all bytes, or none: a part that did get written is cut off again. */
  private writeTo(segment: Segment, bytes: Uint8Array): void {
    const { disk } = this;
    if (segment.frayed) this.cutOff(segment);
    let done = 0;
    try {
      while (done < bytes.length) {
        const written = disk.write(segment.fd, bytes, done, bytes.length - done, segment.bytes + done);
        if (written <= 0) throw new Error('the disk takes no more bytes');
        done += written;
      }
    } catch (error) {
      if (done > 0) {
        segment.frayed = true;
        try {
          this.cutOff(segment);
        } catch {
          // Before the next write it is tried again.
        }
      }
      throw error;
    }
    segment.bytes += bytes.length;
    segment.dirty = true;
    this.total += bytes.length;
    this.bytesWritten += bytes.length;
    this.sizes.set(segment.number, segment.bytes);
  }

  private cutOff(segment: Segment): void {
    this.disk.truncate(segment.fd, segment.bytes);
    segment.frayed = false;
  }

  /** A segment that is written to no more is synced by the policy's rule, and closed after that. */
  private retire(segment: Segment): void {
    if (typeof this.policy === 'number' && segment.dirty) {
      this.retired.push(segment);
      return;
    }
    if (segment.dirty && this.policy === 'always') this.trySync(segment);
    if (this.syncing) this.retired.push(segment);
    else this.disk.close(segment.fd);
  }

  private trySync(segment: Segment): boolean {
    segment.dirty = false;
    const started = performance.now();
    try {
      this.disk.syncNow(segment.fd);
      this.synced(started);
      return true;
    } catch (error) {
      this.syncFailed(error as Error, segment);
      return false;
    }
  }

  /** For `always`: a commit whose sync failed has not happened until a new segment takes what follows. */
  private syncCurrent(): void {
    if (!this.trySync(this.current)) this.replaceSuspect();
  }

  /** Syncs off this thread, the oldest segment first; at most one sync is under way. */
  private syncSoon(): void {
    if (this.syncing || this.closed) return;
    const segment = this.retired[0] ?? this.current;
    if (segment === this.current && (!segment.dirty || this.suspect)) return;
    this.syncing = true;
    segment.dirty = false;
    const started = performance.now();
    this.disk.syncSoon(segment.fd, (error) => {
      this.syncing = false;
      if (error) this.syncFailed(error, segment);
      else this.synced(started);
      if (this.closed) {
        for (const each of this.retired) this.disk.close(each.fd);
        this.retired = [];
        return;
      }
      if (segment === this.retired[0]) {
        this.retired.shift();
        this.disk.close(segment.fd);
      }
      if (this.retired.length > 0) this.syncSoon();
      else if (this.suspect) {
        try {
          this.replaceSuspect();
        } catch {
          // The next commit tries again, and tells whom it concerns.
        }
      }
    });
  }

  private synced(started: number): void {
    const seconds = (performance.now() - started) / 1000;
    this.syncs++;
    this.syncSeconds += seconds;
    this.longestSyncSeconds = Math.max(this.longestSyncSeconds, seconds);
  }

  /** After a failed sync the kernel may have dropped the pages and report success next time: never trust the file again. */
  private syncFailed(error: Error, segment: Segment): void {
    this.failedSyncs++;
    if (segment === this.current) this.suspect = true;
    this.events.syncFailed(error, segmentName(segment.number));
  }

  private replaceSuspect(): void {
    const before = this.current;
    this.current = this.open(before.number + 1, before);
    this.suspect = false;
    before.dirty = false;
    this.retire(before);
  }
}

/** Fills in a record's header; the CRC covers everything behind itself. */
function seal(
  view: DataView,
  record: Uint8Array,
  payload: number,
  kind: number,
  count: number,
  /** The sequence of definitions, the clock of points. */
  extra: number,
): void {
  view.setUint32(0, RECORD_MAGIC, true);
  view.setUint32(4, payload, true);
  view.setUint16(12, kind, true);
  view.setUint16(14, 0, true);
  view.setUint32(16, count, true);
  view.setUint32(20, extra, true);
  view.setUint32(8, crc32(record.subarray(12, RECORD_HEADER + payload)), true);
}
