import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolder } from './manifest.ts';

/**
 * Changes of retention that people asked for and that are not carried out yet. One line `plumbago-retention-changes VERSION
 * CRC32`, then JSON: a list of `[schema, series]`, where `schema` is a stored schema's text (null: what the
 * configuration says) and `series` are runs `first, count, first, count, …`. No file: nothing is waiting.
 */
export const RETENTION_QUEUE_FILE = 'retention-changes';
const WORD = 'plumbago-retention-changes';
const VERSION = 1;

/** One request: these series get this schema. */
export interface WaitingChange {
  /** Text of the schema; null for what the configuration says. */
  readonly schema: string | null;
  /** Ascending. */
  readonly series: readonly number[];
}

/** Replaces the file; when it returns, the list survives any crash. */
export function writeWaiting(folder: string, waiting: readonly WaitingChange[]): void {
  const path = join(folder, RETENTION_QUEUE_FILE);
  if (waiting.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  const body = JSON.stringify(waiting.map(({ schema, series }) => [schema, runsOf(series)]));
  const bytes = Buffer.from(`${WORD} ${VERSION} ${crc32(body).toString(16)}\n${body}`);
  const fd = openSync(`${path}.tmp`, 'w', 0o640);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.tmp`, path);
  syncFolder(folder);
}

/** What is waiting. Throws when the file is damaged or of a newer version: people asked for what it says. */
export function readWaiting(folder: string): WaitingChange[] {
  const path = join(folder, RETENTION_QUEUE_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const line = text.indexOf('\n');
  const [word, version, sum] = text.slice(0, line).split(' ');
  const body = text.slice(line + 1);
  if (word === WORD && Number(version) > VERSION)
    throw new Error(`${path} was written by a newer version of this program; start that one`);
  if (word !== WORD || crc32(body).toString(16) !== sum)
    throw new Error(`${path} is damaged: delete it, and set the retention of the series concerned again`);
  return (JSON.parse(body) as [string | null, number[]][]).map(([schema, runs]) => ({
    schema,
    series: seriesOf(runs),
  }));
}

function runsOf(series: readonly number[]): number[] {
  const runs: number[] = [];
  for (const each of series) {
    const last = runs.length - 2;
    if (last >= 0 && runs[last]! + runs[last + 1]! === each) runs[last + 1]!++;
    else runs.push(each, 1);
  }
  return runs;
}

function seriesOf(runs: readonly number[]): number[] {
  const series: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let k = 0; k < runs[i + 1]!; k++) series.push(runs[i]! + k);
  return series;
}
