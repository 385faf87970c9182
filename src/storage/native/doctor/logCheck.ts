import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { walFolder } from '../folders.ts';
import { syncFolder } from '../manifest.ts';
import { loneHeader, segmentName } from '../walFormat.ts';
import { lostEnds, missingSegments, type ReplayReport, replaySegment } from '../walReplay.ts';
import { counted, DoctorRefusal, type Finding, type Note, timeRange } from './finding.ts';
import { listSegmentsIn } from './manifestCheck.ts';
import type { Quarantine } from './quarantine.ts';

export interface LoggedDefinitions {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly firstSequence: number;
}

export interface LogReport {
  /** In the order in which they were made. */
  readonly definitions: readonly LoggedDefinitions[];
  readonly points: number;
  /** 1 for each series that has points. */
  readonly series: Uint8Array;
  readonly damaged: readonly number[];
  readonly missing: readonly number[];
}

interface Segment {
  readonly number: number;
  readonly report: ReplayReport;
  /** When its points came, seconds; 0 when it has none. */
  readonly from: number;
  readonly to: number;
}

/** Reads all segments of the log that are needed. */
export function checkLog(
  folder: string,
  firstSegment: number,
  findings: Finding[],
  notes: Note[],
): LogReport {
  const definitions: LoggedDefinitions[] = [];
  let series = new Uint8Array(1024);
  const segments: Segment[] = [];
  for (const number of listSegmentsIn(folder)) {
    if (number < firstSegment) continue;
    let from = 0;
    let to = 0;
    const report = read(join(walFolder(folder), segmentName(number)), {
      definitions: (bytes, count, firstSequence) =>
        void definitions.push({ bytes: bytes.slice(), count, firstSequence }),
      points: (numbers, _seconds, _values, count, clock) => {
        if (clock > 0) {
          from = from === 0 ? clock : Math.min(from, clock);
          to = Math.max(to, clock);
        }
        for (let i = 0; i < count; i++) {
          if (numbers[i] >= series.length) {
            const grown = new Uint8Array(Math.max(numbers[i] + 1, series.length * 2));
            grown.set(series);
            series = grown;
          }
          series[numbers[i]] = 1;
        }
      },
    });
    segments.push({ number, report, from, to });
  }
  const ends = new Map(lostEnds(segments).map(({ number, bytes }) => [number, bytes]));
  for (const segment of segments) tellSegment(segment, ends.get(segment.number) ?? 0, findings, notes);
  const present = segments.map(({ number }) => number);
  const missing: number[] = [];
  if (present.length === 0) missing.push(firstSegment);
  for (const [first, last] of missingSegments(present, firstSegment))
    for (let number = first; number <= last; number++) missing.push(number);
  for (const number of missing) tellMissing(number, segments, findings);
  return {
    definitions,
    points: segments.reduce((sum, { report }) => sum + report.points, 0),
    series,
    damaged: segments
      .filter(({ number, report }) => report.damagedBytes > 0 || ends.has(number))
      .map(({ number }) => number),
    missing,
  };
}

function read(file: string, target: Parameters<typeof replaySegment>[1]): ReplayReport {
  try {
    return replaySegment(file, target);
  } catch (error) {
    if (error instanceof Error && error.message.includes('newer version'))
      throw new DoctorRefusal(error.message);
    throw error;
  }
}

function fileOf(number: number): string {
  return join(walFolder(''), segmentName(number));
}

function tellSegment(
  { number, report, from, to }: Segment,
  lostBytes: number,
  findings: Finding[],
  notes: Note[],
): void {
  if (report.tornBytes > 0 && lostBytes === 0) {
    notes.push({
      file: fileOf(number),
      text: `ends in the middle of a record (${counted(report.tornBytes, 'byte')}), as after a crash or a power cut`,
    });
  }
  const when = from > 0 ? `that were received ${timeRange(from, to + 1)}` : 'that it held';
  const meaning = `some of the points ${when} are lost, and the names of series that were new then`;
  const readable = `${counted(report.points, 'point')} can be read`;
  if (report.damagedBytes > 0) {
    findings.push({
      file: fileOf(number),
      problem: `${counted(report.damagedBytes, 'byte')} are damaged; ${readable}`,
      meaning,
      repair: 'it is written again without the damaged part; the old file is kept in quarantine',
    });
  }
  if (lostBytes > 0) {
    findings.push({
      file: fileOf(number),
      problem: `${counted(lostBytes, 'byte')} are missing at its end; ${readable}`,
      meaning,
      repair: 'what is left is written again as a whole segment; the old file is kept in quarantine',
    });
  }
}

function tellMissing(number: number, segments: readonly Segment[], findings: Finding[]): void {
  const before = segments.filter((segment) => segment.number < number && segment.to > 0).at(-1);
  const after = segments.find((segment) => segment.number > number && segment.from > 0);
  const when =
    before && after
      ? `what was received ${timeRange(before.to, after.from + 1)} is lost`
      : 'what was received since the last flush is lost, as far as no other segment holds it';
  findings.push({
    file: fileOf(number),
    problem: 'is missing',
    meaning: when,
    repair: 'an empty segment takes its place',
  });
}

/**
 * Writes damaged segments without what is damaged, and empty ones where some are missing. Their version is one of which no
 * other segment says how long they are.
 */
export function repairLog(folder: string, { damaged, missing }: LogReport, quarantine: Quarantine): void {
  for (const number of damaged) {
    quarantine.keep(fileOf(number));
    writeSegment(folder, number, (write) => {
      const ignore = (): void => {};
      replaySegment(join(folder, fileOf(number)), { definitions: ignore, points: ignore, record: write });
    });
  }
  for (const number of missing) writeSegment(folder, number, () => {});
  if (damaged.length + missing.length > 0) syncFolder(walFolder(folder));
}

function writeSegment(
  folder: string,
  number: number,
  fill: (write: (bytes: Uint8Array) => void) => void,
): void {
  const path = join(folder, fileOf(number));
  const fd = openSync(`${path}.tmp`, 'w', 0o640);
  try {
    const write = (bytes: Uint8Array): void => {
      for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
    };
    write(loneHeader(number));
    fill(write);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.tmp`, path);
}
