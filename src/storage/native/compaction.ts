import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BlockInfo,
  BlockReader,
  BlockWriter,
  type OnCorruptChunk,
  WINDOW_SLOTS,
  windowOf,
} from './blockFile.ts';
import { type Manifest, syncFolder, writeManifest } from './manifest.ts';
import { appendDefinitions } from './registryFile.ts';
import { MAX_SEALED_SLOTS, type SealedSnapshot, snapshotReader } from './sealedSet.ts';

/** The data folder's rooms. */
export function blocksFolder(folder: string): string {
  return join(folder, 'blocks');
}
export function walFolder(folder: string): string {
  return join(folder, 'wal');
}
export function registryFile(folder: string): string {
  return join(folder, 'registry');
}

/** Everything sealed becomes blocks, and new definitions go into the registry file. */
export interface FlushJob {
  readonly kind: 'flush';
  readonly folder: string;
  readonly manifest: Manifest;
  readonly sealed: SealedSnapshot;
  /** Schema number of each series, and step and retention (seconds) of each schema. */
  readonly schemaOf: Uint16Array;
  readonly steps: Uint32Array;
  readonly retentions: Uint32Array;
  readonly definitions: Uint8Array;
  readonly definitionCount: number;
  /** The log is needed from this segment on once the job is done. */
  readonly firstSegment: number;
}

/** Blocks of one partition and window, consecutive in generation, become one. */
export interface MergeJob {
  readonly kind: 'merge';
  readonly folder: string;
  readonly manifest: Manifest;
  readonly blocks: readonly BlockInfo[];
}

/** Blocks leave the manifest, then the disk. */
export interface DropJob {
  readonly kind: 'drop';
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly string[];
}

export type CompactionJob = FlushJob | MergeJob | DropJob;

/** Does a job and returns the manifest that it has published. Nothing is lost when it throws half-way. */
export function runCompaction(job: CompactionJob, onCorrupt: OnCorruptChunk): Manifest {
  switch (job.kind) {
    case 'flush':
      return flush(job);
    case 'merge':
      return merge(job, onCorrupt);
    case 'drop': {
      const gone = new Set(job.files);
      const manifest = {
        ...job.manifest,
        blocks: job.manifest.blocks.filter((block) => !gone.has(block.file)),
      };
      writeManifest(job.folder, manifest);
      return manifest;
    }
  }
}

/** Deletes blocks that no manifest lists any more; ones that are gone already are no matter. */
export function deleteBlocks(folder: string, files: Iterable<string>): void {
  for (const file of files) {
    const path = join(blocksFolder(folder), file);
    if (existsSync(path)) unlinkSync(path);
  }
}

function blockName(step: number, retention: number, window: number, generation: number): string {
  return `${step}s-${retention}s-${window}-${generation}.blk`;
}

function flush(job: FlushJob): Manifest {
  const { sealed, steps, retentions, folder } = job;
  const read = snapshotReader(sealed);
  const blocks: BlockInfo[] = [];
  let generation = job.manifest.nextGeneration;
  const window = new Float64Array(WINDOW_SLOTS);
  for (const group of groupEntries(job)) {
    const step = steps[group.schema];
    const retention = retentions[group.schema];
    const file = blockName(step, retention, group.window, generation);
    const writer = new BlockWriter(join(blocksFolder(folder), file));
    const { entries } = group;
    for (let i = 0; i < entries.length; ) {
      const series = sealed.series[entries[i]]!;
      let end = i;
      let from = WINDOW_SLOTS;
      let to = 0;
      for (; end < entries.length && sealed.series[entries[end]] === series; end++) {
        const first = sealed.firstSlots[entries[end]]! - group.window;
        from = Math.min(from, first);
        to = Math.max(to, first + MAX_SEALED_SLOTS);
      }
      to = Math.min(to, WINDOW_SLOTS);
      window.fill(Number.NaN, from, to);
      for (; i < end; i++) read(entries[i], group.window, window);
      writer.add(series, window, from, to);
    }
    const info = { step, retention, window: group.window, generation };
    blocks.push({ file, ...info, level: 0, ...writer.finish(info) });
    generation++;
  }
  let { registryBytes } = job.manifest;
  if (job.definitionCount > 0) {
    registryBytes = appendDefinitions(
      registryFile(folder),
      registryBytes,
      job.definitions,
      job.definitionCount,
    );
  }
  syncFolder(blocksFolder(folder));
  const manifest: Manifest = {
    blocks: [...job.manifest.blocks, ...blocks],
    nextGeneration: generation,
    firstSegment: job.firstSegment,
    registryBytes,
  };
  writeManifest(folder, manifest);
  return manifest;
}

interface EntryGroup {
  readonly schema: number;
  readonly window: number;
  /** Ordered by series, then by age. */
  readonly entries: Uint32Array;
}

/** Entries by partition and window, each group ordered by series; a counting sort, which keeps the order of age. */
function groupEntries(job: FlushJob): EntryGroup[] {
  const { sealed, schemaOf, steps, retentions } = job;
  const { entries: count, series } = sealed;
  let top = 0;
  for (let i = 0; i < count; i++) top = Math.max(top, series[i] + 1);
  const starts = new Uint32Array(top + 1);
  for (let i = 0; i < count; i++) starts[series[i] + 1]++;
  for (let i = 0; i < top; i++) starts[i + 1] += starts[i];
  const ordered = new Uint32Array(count);
  for (let i = 0; i < count; i++) ordered[starts[series[i]]!++] = i;
  const groups = new Map<string, { schema: number; window: number; entries: number[] }>();
  for (const entry of ordered) {
    const schema = schemaOf[series[entry]]!;
    const window = windowOf(sealed.firstSlots[entry]);
    const key = `${steps[schema]}-${retentions[schema]}-${window}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { schema, window, entries: [] };
      groups.set(key, group);
    }
    group.entries.push(entry);
  }
  return Array.from(groups.values(), (group) => ({ ...group, entries: Uint32Array.from(group.entries) }));
}

function merge(job: MergeJob, onCorrupt: OnCorruptChunk): Manifest {
  const { blocks, folder } = job;
  const { step, retention, window: firstSlot } = blocks[0];
  // The merged block stands where the newest of its sources stood: blocks written meanwhile still overlay it.
  const generation = blocks[blocks.length - 1].generation;
  const level = Math.max(...blocks.map((block) => block.level)) + 1;
  const file = `${blockName(step, retention, firstSlot, generation).slice(0, -4)}-${level}.blk`;
  const readers: BlockReader[] = [];
  try {
    for (const block of blocks)
      readers.push(new BlockReader(join(blocksFolder(folder), block.file), onCorrupt));
    const writer = new BlockWriter(join(blocksFolder(folder), file));
    const rows = readers.map(() => 0);
    const window = new Float64Array(WINDOW_SLOTS);
    for (;;) {
      let series = Infinity;
      for (const [i, reader] of readers.entries()) {
        if (rows[i] < reader.rows) series = Math.min(series, reader.seriesAt(rows[i]));
      }
      if (series === Infinity) break;
      window.fill(Number.NaN);
      for (const [i, reader] of readers.entries()) {
        if (rows[i] < reader.rows && reader.seriesAt(rows[i]) === series) {
          rows[i] = reader.readOver(rows[i], window, 0);
        }
      }
      writer.add(series, window);
    }
    const info = { step, retention, window: firstSlot, generation };
    const merged: BlockInfo = { file, ...info, level, ...writer.finish(info) };
    syncFolder(blocksFolder(folder));
    const gone = new Set(blocks.map((block) => block.file));
    const manifest: Manifest = {
      ...job.manifest,
      blocks: [...job.manifest.blocks.filter((block) => !gone.has(block.file)), merged],
    };
    writeManifest(folder, manifest);
    return manifest;
  } finally {
    for (const reader of readers) reader.close();
  }
}
