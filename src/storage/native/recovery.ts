import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesTable } from './compaction/jobs.ts';
import type { EngineLog } from './engineOptions.ts';
import { blocksFolder, walFolder } from './folders.ts';
import { type Manifest1, manifestFrom1, upgradeBlocks } from './format1/upgrade.ts';
import { EMPTY_MANIFEST, type Manifest, parseManifest, readManifestBody, writeManifest } from './manifest.ts';
import { type RegistryReading, readRegistryFile } from './registryFile.ts';
import type { SeriesRegistry } from './seriesRegistry.ts';
import { listSegments, segmentName } from './walFormat.ts';
import { lostEnds, missingSegments, type ReplayReport, replaySegment } from './walReplay.ts';

/** Longer than this, and people are told how far it is. */
const PROGRESS_MILLISECONDS = 1000;

export interface OpenedManifest {
  readonly manifest: Manifest;
  /** Brings blocks of an earlier format into today's, once the registry is read. */
  upgrade(table: () => SeriesTable, log: EngineLog): Manifest;
}

/** The manifest of a data folder, of whatever format. */
export function openManifest(folder: string): OpenedManifest {
  const read = readManifestBody(folder);
  if (read === null) {
    // What it does not list is litter: without one, everything would be.
    if (readdirSync(blocksFolder(folder)).some((file) => file.endsWith('.blk'))) {
      throw new Error(
        `there are blocks in ${folder}, but no manifest; run "plumbago doctor", or restore the data folder from a backup`,
      );
    }
    writeManifest(folder, EMPTY_MANIFEST);
    return { manifest: EMPTY_MANIFEST, upgrade: () => EMPTY_MANIFEST };
  }
  if (read.version >= 2) {
    const manifest = parseManifest(read.body);
    return { manifest, upgrade: () => manifest };
  }
  const old = JSON.parse(read.body) as Manifest1;
  const manifest = manifestFrom1(old);
  return { manifest, upgrade: (table, log) => upgradeBlocks(folder, old, manifest, table(), log) };
}

/** Fills the registry from its file, and tells of what is lost. */
export function readRegistry(
  folder: string,
  manifest: Manifest,
  registry: SeriesRegistry,
  log: EngineLog,
): RegistryReading {
  const path = join(folder, manifest.registryFile);
  const reading = readRegistryFile(path, manifest.registryBytes, registry);
  if (reading.damagedBytes > 0)
    log.error('part of the registry file is damaged: its series are lost', { bytes: reading.damagedBytes });
  if (reading.missing > 0)
    log.error('series whose schema is lost were left out', { series: reading.missing });
  return reading;
}

/** Takes what a log holds. Both answer how much of it could not be used because the definitions it needs are lost. */
export interface LogTarget {
  definitions(bytes: Uint8Array, count: number, firstSequence: number): number;
  points(
    series: Uint32Array,
    seconds: Uint32Array,
    values: Float64Array,
    count: number,
    clock: number,
  ): number;
}

/** Replays all segments that the manifest still needs, and answers the highest number that is taken. */
export function replayLog(folder: string, manifest: Manifest, log: EngineLog, target: LogTarget): number {
  const segments = listSegments(walFolder(folder)).filter((number) => number >= manifest.firstSegment);
  const files = segments.map((number) => join(walFolder(folder), segmentName(number)));
  const sizes = files.map((file) => statSync(file).size);
  const all = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const started = performance.now();
  let told = started;
  let before = 0;
  let points = 0;
  let orphans = 0;
  let missing = 0;
  let damage = false;
  const reports: { number: number; report: ReplayReport }[] = [];
  for (const [first, last] of missingSegments(segments, manifest.firstSegment)) {
    damage = true;
    log.error('segments of the write-ahead log are missing; their points are lost', {
      first: segmentName(first),
      last: segmentName(last),
    });
  }
  for (const [i, file] of files.entries()) {
    const report = replaySegment(
      file,
      {
        definitions: (bytes, count, firstSequence) => {
          missing += target.definitions(bytes, count, firstSequence);
        },
        points: (series, seconds, values, count, clock) => {
          orphans += target.points(series, seconds, values, count, clock);
        },
      },
      (bytes) => {
        const now = performance.now();
        if (now - told < PROGRESS_MILLISECONDS) return;
        told = now;
        log.info('replaying the write-ahead log', {
          percent: Math.floor(((before + bytes) / Math.max(1, all)) * 100),
          megabytes: Math.round(all / 1e6),
        });
      },
    );
    before += sizes[i]!;
    points += report.points;
    reports.push({ number: segments[i]!, report });
    if (report.damagedBytes > 0) {
      damage = true;
      log.error('the write-ahead log is damaged; the damaged part is lost, the rest is not', {
        file,
        bytes: report.damagedBytes,
      });
    }
    // A segment is made with its header; only a death in that very moment leaves an empty one behind.
    if (sizes[i] === 0)
      log.warn('a segment of the write-ahead log is empty; what was in it is lost', { file });
    if (report.tornBytes > 0) {
      log.warn('the write-ahead log ended in the middle of a record; kept up to there', {
        file,
        bytes: report.tornBytes,
      });
    }
  }
  for (const { number, bytes } of lostEnds(reports)) {
    damage = true;
    log.error(
      'a segment of the write-ahead log has lost its end; what stood there is lost, the rest is not',
      {
        file: join(walFolder(folder), segmentName(number)),
        bytes,
      },
    );
  }
  if (missing > 0) log.error('series whose schema is lost were left out', { series: missing });
  if (orphans > 0 && damage)
    log.error('points of series whose names are lost were left out', { points: orphans });
  if (points > 0) {
    log.info('the write-ahead log was replayed', {
      points,
      milliseconds: Math.round(performance.now() - started),
    });
  }
  return Math.max(segments.at(-1) ?? 0, manifest.firstSegment - 1);
}
