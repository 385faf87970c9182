import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DefinitionList } from './definitions.ts';

/**
 * The write-ahead log: what has been written to it survives the death of the process. The format is drawn in
 * docs/formats/wal.md. A commit is one write(2) of whole records; a record is
 *
 *   u32 magic "PLBR" | u32 payload bytes (a multiple of 8) | u32 CRC-32 of kind, count and payload | u16 kind | u16 0 | u32 count | u32 0
 *   payload
 *
 * and a segment file is a header of 16 bytes and records. Segments are never appended to after a restart.
 */
const SEGMENT_MAGIC = 0x57424c50; // "PLBW"
const RECORD_MAGIC = 0x52424c50; // "PLBR"
const VERSION = 1;
const SEGMENT_HEADER = 16;
const RECORD_HEADER = 24;
/** 8,192 points: one write of at most 128 KiB. More a write costs latency and gains little. */
export const BATCH_POINTS = 8192;
const MAX_PAYLOAD = 16 * 1024 * 1024;
/** A segment is closed at this size, so that the log is given back in pieces and one file is read whole at replay. */
const SEGMENT_BYTES = 64 * 1024 * 1024;

export const RECORD = { points: 1, definitions: 2 } as const;

export type SyncPolicy = 'always' | 'never' | number;

/** Told of what the log can't do; the log goes on as well as it can. */
export interface WalEvents {
  /** A sync failed: the segment is suspect, a new one has been started. */
  syncFailed(error: Error, segment: string): void;
}

export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.wal`;
}

/** Numbers of the segments in a folder, ascending. */
export function listSegments(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d{8}\.wal$/.test(name))
    .map((name) => Number(name.slice(0, 8)))
    .sort((a, b) => a - b);
}

export class WriteAheadLog {
  /** Number of the segment that is being written. */
  segment: number;
  /** Bytes of all segments that are still needed. */
  bytes = 0;
  private fd = -1;
  private segmentBytes = 0;
  private readonly folder: string;
  private readonly policy: SyncPolicy;
  private readonly events: WalEvents;
  private dirty = false;
  private syncing = false;
  private closed = false;
  private readonly timer: NodeJS.Timeout | null;
  /** Columns of the batch being filled. */
  private readonly series = new Uint32Array(BATCH_POINTS);
  private readonly seconds = new Uint32Array(BATCH_POINTS);
  private readonly values = new Float64Array(BATCH_POINTS);
  private count = 0;
  /** Definitions (of series and schemas) of the batch: written before its points. */
  readonly definitions = new DefinitionList();
  private out = new Uint8Array(RECORD_HEADER + 16 + BATCH_POINTS * 16);
  /** Records assembled but refused by the disk; written before anything else. */
  private unwritten: Uint8Array | null = null;

  constructor(folder: string, firstSegment: number, policy: SyncPolicy, events: WalEvents) {
    this.folder = folder;
    this.policy = policy;
    this.events = events;
    this.segment = firstSegment;
    this.open();
    this.measure();
    this.timer = typeof policy === 'number' ? setInterval(() => this.syncSoon(), policy * 1000) : null;
    this.timer?.unref();
  }

  /** True when the batch is full and must be committed before another point. */
  get full(): boolean {
    return this.count === BATCH_POINTS;
  }

  /** True when there is something that {@link commit} would write. */
  get pending(): boolean {
    return this.count > 0 || this.definitions.count > 0 || this.unwritten !== null;
  }

  /** Adds a point to the batch. The batch must not be {@link full}. */
  point(series: number, seconds: number, value: number): void {
    const i = this.count++;
    this.series[i] = series;
    this.seconds[i] = seconds;
    this.values[i] = value;
  }

  /**
   * Writes the batch. After it returns, everything added before survives kill -9. Throws what the disk says, and keeps
   * what could not be written: call again later.
   */
  commit(): void {
    if (this.unwritten !== null) {
      this.write(this.unwritten);
      this.unwritten = null;
    }
    if (this.definitions.count > 0) {
      const { bytes, count } = this.definitions;
      const payload = padded(bytes.length);
      const record = new Uint8Array(RECORD_HEADER + payload);
      record.set(bytes, RECORD_HEADER);
      seal(record, payload, RECORD.definitions, count);
      this.definitions.clear();
      this.writeOrKeep(record);
    }
    if (this.count > 0) {
      const length = this.assemblePoints();
      this.count = 0;
      this.writeOrKeep(this.out.subarray(0, length));
    }
    if (this.policy === 'always' && this.dirty) this.syncNow();
    if (this.segmentBytes >= SEGMENT_BYTES) this.rotate();
  }

  /** Starts a new segment and returns its number: everything committed before lies in earlier ones. */
  rotate(): number {
    if (this.policy !== 'never') this.syncRest();
    closeSync(this.fd);
    this.segment++;
    this.open();
    return this.segment;
  }

  /** Deletes the segments before `first`: their points are in published blocks. */
  discardBefore(first: number): void {
    for (const number of listSegments(this.folder)) {
      if (number < first) unlinkSync(join(this.folder, segmentName(number)));
    }
    this.measure();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    this.syncRest();
    closeSync(this.fd);
  }

  /** What earlier runs left counts too: otherwise a log that is replayed again and again would never be long. */
  private measure(): void {
    this.bytes = listSegments(this.folder).reduce(
      (sum, number) => sum + statSync(join(this.folder, segmentName(number))).size,
      0,
    );
  }

  private open(): void {
    this.fd = openSync(
      join(this.folder, segmentName(this.segment)),
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
      0o640,
    );
    const header = Buffer.alloc(SEGMENT_HEADER);
    header.writeUInt32LE(SEGMENT_MAGIC, 0);
    header.writeUInt32LE(VERSION, 4);
    header.writeUInt32LE(this.segment, 8);
    header.writeUInt32LE(crc32(header.subarray(0, 12)), 12);
    this.segmentBytes = 0;
    this.write(header);
    const folder = openSync(this.folder, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  /** Columns: series numbers; seconds, unless all are the same; values. */
  private assemblePoints(): number {
    const { count, out } = this;
    let same = true;
    const first = this.seconds[0];
    for (let i = 1; i < count; i++) {
      if (this.seconds[i] !== first) {
        same = false;
        break;
      }
    }
    const view = new DataView(out.buffer);
    view.setUint32(RECORD_HEADER, first, true);
    view.setUint32(RECORD_HEADER + 4, same ? 1 : 0, true);
    let at = RECORD_HEADER + 8;
    out.set(new Uint8Array(this.series.buffer, 0, count * 4), at);
    at += count * 4;
    if (!same) {
      out.set(new Uint8Array(this.seconds.buffer, 0, count * 4), at);
      at += count * 4;
    }
    if (at & 4) {
      view.setUint32(at, 0, true);
      at += 4;
    }
    out.set(new Uint8Array(this.values.buffer, 0, count * 8), at);
    at += count * 8;
    seal(out, at - RECORD_HEADER, RECORD.points, count);
    return at;
  }

  private writeOrKeep(record: Uint8Array): void {
    try {
      this.write(record);
    } catch (error) {
      this.unwritten = record.slice();
      throw error;
    }
  }

  /** Writes all bytes, or none: a part that did get written is cut off again. */
  private write(bytes: Uint8Array): void {
    const before = this.segmentBytes;
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(this.fd, bytes, done, bytes.length - done, before + done);
    } catch (error) {
      if (done > 0) ftruncateSync(this.fd, before);
      throw error;
    }
    this.segmentBytes += bytes.length;
    this.bytes += bytes.length;
    this.dirty = true;
  }

  /** Before the file is closed: a sync that is under way may not have begun yet and would find it closed. */
  private syncRest(): void {
    if (this.dirty || this.syncing) this.syncNow();
  }

  private syncNow(): void {
    try {
      fdatasyncSync(this.fd);
      this.dirty = false;
    } catch (error) {
      this.suspect(error as Error);
    }
  }

  /** Syncs off this thread; at most one sync is under way. */
  private syncSoon(): void {
    if (!this.dirty || this.syncing || this.closed) return;
    this.syncing = true;
    this.dirty = false;
    const { segment } = this;
    fdatasync(this.fd, (error) => {
      this.syncing = false;
      // EBADF: the segment was closed meanwhile, and closing has synced it.
      if (error && error.code !== 'EBADF' && segment === this.segment && !this.closed) this.suspect(error);
    });
  }

  /** After a failed sync the kernel may have dropped the pages and report success next time: never trust the file again. */
  private suspect(error: Error): void {
    const name = segmentName(this.segment);
    this.dirty = false;
    this.events.syncFailed(error, name);
    closeSync(this.fd);
    this.segment++;
    this.open();
  }
}

function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}

function seal(record: Uint8Array, payload: number, kind: number, count: number): void {
  const view = new DataView(record.buffer, record.byteOffset);
  view.setUint32(0, RECORD_MAGIC, true);
  view.setUint32(4, payload, true);
  view.setUint16(12, kind, true);
  view.setUint16(14, 0, true);
  view.setUint32(16, count, true);
  view.setUint32(20, 0, true);
  view.setUint32(8, crc32(record.subarray(12, RECORD_HEADER + payload)), true);
}

/** Receives what a log holds, in the order in which it was written. */
export interface ReplayTarget {
  /** `count` definitions, encoded one after the other in `bytes`. */
  definitions(bytes: Uint8Array, count: number): void;
  point(series: number, seconds: number, value: number): void;
}

export interface ReplayReport {
  points: number;
  /** Bytes after the last good record, cut off by the death of the writer: normal. */
  tornBytes: number;
  /** Bytes of damaged records in the middle of a segment: they are lost, the rest is not. */
  damagedBytes: number;
}

/** Reads one segment into `target`. Damage is skipped to the next good record and reported. */
export function replaySegment(file: string, target: ReplayTarget): ReplayReport {
  const report: ReplayReport = { points: 0, tornBytes: 0, damagedBytes: 0 };
  const read = readFileSync(file);
  // A copy at a multiple of 8, so that columns can be viewed in place.
  const bytes = new Uint8Array(read.length + 8);
  bytes.set(read);
  const length = read.length;
  const view = new DataView(bytes.buffer);
  if (length < SEGMENT_HEADER) {
    report.tornBytes = length;
    return report;
  }
  if (view.getUint32(0, true) === SEGMENT_MAGIC && view.getUint32(4, true) > VERSION) {
    throw new Error(
      `${file} has format version ${view.getUint32(4, true)}, and this program reads up to ${VERSION}: it was written by a newer version; start that one`,
    );
  }
  let at = SEGMENT_HEADER;
  while (at < length) {
    const payload = goodRecord(bytes, view, at, length);
    if (payload < 0) {
      let next = at + 8;
      while (next < length && goodRecord(bytes, view, next, length) < 0) next += 8;
      if (next >= length) {
        report.tornBytes = length - at;
        break;
      }
      report.damagedBytes += next - at;
      at = next;
      continue;
    }
    const kind = view.getUint16(at + 12, true);
    const count = view.getUint32(at + 16, true);
    const body = at + RECORD_HEADER;
    if (kind === RECORD.definitions) target.definitions(bytes.subarray(body, body + payload), count);
    else if (kind === RECORD.points) {
      replayPoints(bytes, view, body, count, target);
      report.points += count;
    }
    at = body + payload;
  }
  return report;
}

function replayPoints(
  bytes: Uint8Array,
  view: DataView,
  body: number,
  count: number,
  target: ReplayTarget,
): void {
  const first = view.getUint32(body, true);
  const same = view.getUint32(body + 4, true) === 1;
  let at = body + 8;
  const series = new Uint32Array(bytes.buffer, at, count);
  at += count * 4;
  let seconds: Uint32Array | null = null;
  if (!same) {
    seconds = new Uint32Array(bytes.buffer, at, count);
    at += count * 4;
  }
  at = (at + 7) & ~7;
  const values = new Float64Array(bytes.buffer, at, count);
  for (let i = 0; i < count; i++) target.point(series[i], seconds ? seconds[i] : first, values[i]);
}

/** The payload's length when a whole, undamaged record begins at `at`, else -1. */
function goodRecord(bytes: Uint8Array, view: DataView, at: number, length: number): number {
  if (at + RECORD_HEADER > length || view.getUint32(at, true) !== RECORD_MAGIC) return -1;
  const payload = view.getUint32(at + 4, true);
  if (payload > MAX_PAYLOAD || (payload & 7) !== 0 || at + RECORD_HEADER + payload > length) return -1;
  const sum = crc32(bytes.subarray(at + 12, at + RECORD_HEADER + payload));
  return sum === view.getUint32(at + 8, true) ? payload : -1;
}
