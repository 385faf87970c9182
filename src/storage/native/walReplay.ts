import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  CHAINED_HEADER,
  LONE_VERSION,
  padded,
  RECORD,
  RECORD_HEADER,
  RECORD_MAGIC,
  SEGMENT_HEADER,
  SEGMENT_MAGIC,
  type SegmentLength,
  WAL_VERSION,
} from './walFormat.ts';

/** Bytes that are read at once; a longer record makes the window longer. */
const WINDOW_BYTES = 1024 * 1024;
/** No writer makes a longer record; what claims to be one is damaged. */
const MAX_PAYLOAD = 128 * 1024 * 1024;

/** Receives what a log holds, in the order in which it was written. Bytes and columns are only valid during the call. */
export interface ReplayTarget {
  /** `count` definitions, encoded one after the other in `bytes`; the first has this sequence (0 in version 1). */
  definitions(bytes: Uint8Array, count: number, firstSequence: number): void;
  /** `count` points as columns: entry i of each array for point i. They came when it was `clock` (0 in version 1). */
  points(series: Uint32Array, seconds: Uint32Array, values: Float64Array, count: number, clock: number): void;
  /** Each good record as it lies in the file, header and all, after what it holds was handed over. */
  record?(bytes: Uint8Array): void;
}

export interface ReplayReport {
  /** Of the segment's format; 0 when its header is damaged or missing. */
  version: number;
  /** Length of the file. */
  readonly bytes: number;
  /** The segment before, as it was when this one was begun; null when that is not known. */
  before: SegmentLength | null;
  points: number;
  /** Bytes after the last good record, cut off by the death of the writer: normal. */
  tornBytes: number;
  /** Bytes of damaged records in the middle of a segment: they are lost, the rest is not. */
  damagedBytes: number;
}

/** Told of the bytes of the segment that are done, about once a megabyte. */
export type ReplayProgress = (done: number, total: number) => void;

/** The segments that are missing between `first` and the last that is there, as pairs of the first and last of each gap. */
export function missingSegments(present: readonly number[], first: number): [first: number, last: number][] {
  const gaps: [number, number][] = [];
  let expected = first;
  for (const number of present) {
    if (number < first) continue;
    if (number > expected) gaps.push([expected, number - 1]);
    expected = number + 1;
  }
  return gaps;
}

/**
 * The segments that are shorter than they were when the next one was begun, and the bytes that each has lost. Where a cut falls
 * between two records nothing else tells. Nothing is known of the last segment, and of those of older formats.
 */
export function lostEnds(
  segments: readonly { readonly number: number; readonly report: ReplayReport }[],
): SegmentLength[] {
  const known = new Map(segments.map(({ number, report }) => [number, report]));
  const lost: SegmentLength[] = [];
  for (const { before } of known.values()) {
    const report = before === null ? undefined : known.get(before.number);
    if (before === null || report === undefined || report.version <= LONE_VERSION) continue;
    if (report.bytes < before.bytes) lost.push({ number: before.number, bytes: before.bytes - report.bytes });
  }
  return lost;
}

/**
 * Reads one segment into `target`, through a window of bounded length. Damage is skipped to the next good record and
 * reported. Throws when the file can't be read, or was written by a newer version of this program.
 */
export function replaySegment(file: string, target: ReplayTarget, onProgress?: ReplayProgress): ReplayReport {
  const fd = openSync(file, 'r');
  try {
    return new SegmentReader(fd, target, onProgress).read(file);
  } finally {
    closeSync(fd);
  }
}

class SegmentReader {
  private readonly fd: number;
  private readonly target: ReplayTarget;
  private readonly onProgress: ReplayProgress | undefined;
  private readonly report: ReplayReport;
  private readonly size: number;
  /** Bytes `[start, end)` of the file; `start` is a multiple of 8, so that columns can be viewed in place. */
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;
  private start = 0;
  private end = 0;
  private series = new Uint32Array(0);
  private seconds = new Uint32Array(0);

  constructor(fd: number, target: ReplayTarget, onProgress: ReplayProgress | undefined) {
    this.fd = fd;
    this.target = target;
    this.onProgress = onProgress;
    this.size = fstatSync(fd).size;
    this.report = { version: 0, bytes: this.size, before: null, points: 0, tornBytes: 0, damagedBytes: 0 };
    this.bytes = new Uint8Array(Math.min(WINDOW_BYTES, padded(this.size)));
    this.view = new DataView(this.bytes.buffer);
  }

  read(file: string): ReplayReport {
    const { report } = this;
    if (!this.have(0, SEGMENT_HEADER)) {
      report.tornBytes = this.size;
      return report;
    }
    let at = this.header(file);
    while (at < this.size) {
      const payload = this.goodRecord(at);
      if (payload >= 0 && this.handOver(at - this.start, payload)) {
        this.target.record?.(this.bytes.subarray(at - this.start, at - this.start + RECORD_HEADER + payload));
        at += RECORD_HEADER + payload;
        continue;
      }
      let next = at + 8;
      while (next < this.size && this.goodRecord(next) < 0) next += 8;
      if (next >= this.size) {
        report.tornBytes = this.size - at;
        break;
      }
      report.damagedBytes += next - at;
      at = next;
    }
    this.onProgress?.(this.size, this.size);
    return report;
  }

  /** Reads the header, of which there are at least the bytes that all versions have, and answers where records begin. */
  private header(file: string): number {
    const { view, report } = this;
    const intact =
      view.getUint32(0, true) === SEGMENT_MAGIC &&
      view.getUint32(12, true) === crc32(this.bytes.subarray(0, 12));
    if (!intact) {
      report.damagedBytes += SEGMENT_HEADER;
      return SEGMENT_HEADER;
    }
    const version = view.getUint32(4, true);
    if (version > WAL_VERSION) {
      throw new Error(
        `${file} has format version ${version}, and this program reads up to ${WAL_VERSION}: it was written by a newer version; start that one`,
      );
    }
    report.version = version;
    if (version <= LONE_VERSION) return SEGMENT_HEADER;
    if (!this.have(0, CHAINED_HEADER)) {
      report.tornBytes = this.size;
      return this.size;
    }
    if (view.getUint32(28, true) !== crc32(this.bytes.subarray(16, 28)))
      report.damagedBytes += CHAINED_HEADER - SEGMENT_HEADER;
    else if (view.getFloat64(16, true) > 0)
      report.before = { number: view.getUint32(24, true), bytes: view.getFloat64(16, true) };
    return CHAINED_HEADER;
  }

  /** The payload's length when a whole, undamaged record begins at byte `at` of the file, else -1. Then it is in the window. */
  private goodRecord(at: number): number {
    if (!this.have(at, RECORD_HEADER) || this.view.getUint32(at - this.start, true) !== RECORD_MAGIC)
      return -1;
    const payload = this.view.getUint32(at - this.start + 4, true);
    if (payload > MAX_PAYLOAD || (payload & 7) !== 0 || !this.have(at, RECORD_HEADER + payload)) return -1;
    const place = at - this.start;
    const sum = crc32(this.bytes.subarray(place + 12, place + RECORD_HEADER + payload));
    return sum === this.view.getUint32(place + 8, true) ? payload : -1;
  }

  /** Brings bytes `[at, at + length)` of the file into the window. False when the file is shorter. */
  private have(at: number, length: number): boolean {
    if (at + length <= this.end) return true;
    if (at + length > this.size) return false;
    const kept = this.bytes.subarray(at - this.start, this.end - this.start);
    if (length > this.bytes.length) {
      this.bytes = new Uint8Array(padded(length));
      this.view = new DataView(this.bytes.buffer);
    }
    this.bytes.set(kept);
    this.start = at;
    this.end = at + kept.length;
    while (this.end < at + length) {
      const used = this.end - at;
      const read = readSync(this.fd, this.bytes, used, this.bytes.length - used, this.end);
      if (read === 0) return false;
      this.end += read;
    }
    this.onProgress?.(at, this.size);
    return true;
  }

  /** Hands the record at `place` of the window to the target. False when its content makes no sense. */
  private handOver(place: number, payload: number): boolean {
    const { view, target } = this;
    const kind = view.getUint16(place + 12, true);
    const count = view.getUint32(place + 16, true);
    const body = place + RECORD_HEADER;
    switch (kind) {
      case RECORD.definitions:
        target.definitions(
          this.bytes.subarray(body, body + payload),
          count,
          view.getUint32(place + 20, true),
        );
        return true;
      case RECORD.points:
        return this.columns(body, payload, count, view.getUint32(place + 20, true));
      case RECORD.runs:
        return this.runs(body, payload, count, view.getUint32(place + 20, true));
      default:
        return false;
    }
  }

  private columns(body: number, payload: number, count: number, clock: number): boolean {
    if (payload < 8) return false;
    const oneSecond = this.view.getUint32(body + 4, true) === 1;
    const valuesAt = padded(8 + count * (oneSecond ? 4 : 8));
    if (valuesAt + count * 8 > payload) return false;
    const { buffer } = this.bytes;
    const series = new Uint32Array(buffer, body + 8, count);
    let seconds: Uint32Array;
    if (oneSecond) {
      this.ensure(count);
      seconds = this.seconds.fill(this.view.getUint32(body, true), 0, count);
    } else seconds = new Uint32Array(buffer, body + 8 + count * 4, count);
    this.report.points += count;
    this.target.points(series, seconds, new Float64Array(buffer, body + valuesAt, count), count, clock);
    return true;
  }

  private runs(body: number, payload: number, count: number, clock: number): boolean {
    if (payload < 8) return false;
    const runs = this.view.getUint32(body, true);
    const seconds = this.view.getUint32(body + 4, true);
    const runsAt = 8 + count * 8;
    if ((seconds !== 1 && seconds !== runs) || runsAt + runs * 8 + seconds * 4 > payload) return false;
    const firsts = new Uint32Array(this.bytes.buffer, body + runsAt, runs);
    const lengths = new Uint32Array(this.bytes.buffer, body + runsAt + runs * 4, runs);
    const runSeconds = new Uint32Array(this.bytes.buffer, body + runsAt + runs * 8, seconds);
    this.ensure(count);
    let at = 0;
    for (let run = 0; run < runs; run++) {
      const end = at + lengths[run];
      if (end > count) return false;
      const second = runSeconds[seconds === 1 ? 0 : run];
      for (let series = firsts[run]; at < end; at++, series++) {
        this.series[at] = series;
        this.seconds[at] = second;
      }
    }
    if (at !== count) return false;
    this.report.points += count;
    const values = new Float64Array(this.bytes.buffer, body + 8, count);
    this.target.points(this.series, this.seconds, values, count, clock);
    return true;
  }

  private ensure(count: number): void {
    if (count <= this.seconds.length) return;
    this.series = new Uint32Array(count);
    this.seconds = new Uint32Array(count);
  }
}
