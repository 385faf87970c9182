import { join } from 'node:path';
import { writeActivity } from '../activityFile.ts';
import { classArchives, windowOf, windowSlots } from '../archiveClass.ts';
import { COLUMN } from '../columns.ts';
import { activityFile } from '../folders.ts';
import { giveMemoryBack } from '../giveMemoryBack.ts';
import type { Manifest } from '../manifest.ts';
import { appendDefinitions } from '../registryFile.ts';
import { MAX_SEALED_SLOTS, NO_SERIES, snapshotReader } from '../sealedSet.ts';
import { type FlushJob, type JobSchema, schemaIn } from './jobs.ts';
import { BlockMaker, publish } from './publish.ts';

/** Writes a block for each partition and window that the sealed chunks touch. */
export function flush(job: FlushJob): Manifest {
  const { sealed, manifest, folder } = job;
  const registryFile = job.registryFile ?? manifest.registryFile;
  let registryBytes = job.registryFile === null ? manifest.registryBytes : 0;
  if (job.definitionCount > 0) {
    registryBytes = appendDefinitions(
      join(folder, registryFile),
      registryBytes,
      job.definitions,
      job.definitionCount,
      job.nextSequence,
    );
  }
  writeActivity(activityFile(folder), job.activity, job.activity.first.length);
  giveMemoryBack(job.definitions.length);
  const read = snapshotReader(sealed);
  const maker = new BlockMaker(job);
  let generation = manifest.nextGeneration;
  for (const { classKey, level, window, entries } of groupEntries(job)) {
    const slots = windowSlots(classArchives(classKey), level);
    const values = new Float64Array(slots).fill(Number.NaN);
    maker.make({ classKey, level, window, generation }, 0, (writer) => {
      for (let i = 0; i < entries.length; ) {
        const series = sealed.series[entries[i]]!;
        let end = i;
        let from = slots;
        let to = 0;
        for (; end < entries.length && sealed.series[entries[end]] === series; end++) {
          const first = sealed.firstSlots[entries[end]]! - window;
          from = Math.min(from, first);
          to = Math.max(to, first + MAX_SEALED_SLOTS);
          read(entries[end]!, window, values);
        }
        // A page may reach over the window's end, but no value does: pages of both sides are told apart by their slots.
        to = Math.min(to, slots);
        writer.add(series, COLUMN.point, values, Math.max(0, from), to);
        values.fill(Number.NaN, Math.max(0, from), to);
        i = end;
      }
    });
    generation++;
  }
  return publish(job, {
    with: maker.blocks,
    fields: {
      nextGeneration: generation,
      nextFile: maker.nextFile,
      firstSegment: job.firstSegment,
      registryFile,
      registryBytes,
    },
  });
}

interface EntryGroup {
  readonly classKey: string;
  readonly level: number;
  readonly window: number;
  /** Ordered by series, then by age. */
  readonly entries: Uint32Array;
}

/**
 * Entries by partition and window, each group ordered by series. Two counting sorts, by series and by group, which keep the
 * order of age: a million entries make no million objects. An entry that reaches over a window's end stands in both groups.
 */
function groupEntries(job: FlushJob): EntryGroup[] {
  const { sealed, table } = job;
  const { entries: count, series, levels, firstSlots } = sealed;
  let top = 0;
  for (let i = 0; i < count; i++) if (series[i] !== NO_SERIES) top = Math.max(top, series[i] + 1);
  const starts = new Uint32Array(top + 1);
  for (let i = 0; i < count; i++) if (series[i] !== NO_SERIES) starts[series[i] + 1]++;
  for (let i = 0; i < top; i++) starts[i + 1] += starts[i];
  const ordered = new Uint32Array(starts[top] ?? 0);
  for (let i = 0; i < count; i++) if (series[i] !== NO_SERIES) ordered[starts[series[i]]!++] = i;

  const groups: { classKey: string; level: number; window: number; size: number; at: number }[] = [];
  const numbers = new Map<string, Map<number, number>>();
  const numberOf = (classKey: string, level: number, window: number): number => {
    const key = `${classKey}/${level}`;
    let windows = numbers.get(key);
    if (windows === undefined) {
      windows = new Map();
      numbers.set(key, windows);
    }
    let number = windows.get(window);
    if (number === undefined) {
      number = groups.length;
      windows.set(window, number);
      groups.push({ classKey, level, window, size: 0, at: 0 });
    }
    return number;
  };
  // The groups of each entry in order: one, or two where it reaches over a window's end.
  const first = new Int32Array(ordered.length).fill(-1);
  const second = new Map<number, number>();
  // Most entries are like the one before.
  let lastSchema: JobSchema | undefined;
  let lastLevel = -1;
  let slots = 0;
  let lastWindow = -1;
  let lastNumber = -1;
  for (let i = 0; i < ordered.length; i++) {
    const entry = ordered[i];
    const schema = schemaIn(table, series[entry]);
    const level = levels[entry];
    if (schema === undefined || level >= schema.archives.length) continue;
    if (schema !== lastSchema || level !== lastLevel) {
      slots = windowSlots(schema.archives, level);
      lastSchema = schema;
      lastLevel = level;
      lastWindow = -1;
    }
    const window = windowOf(firstSlots[entry], slots);
    if (window !== lastWindow) {
      lastNumber = numberOf(schema.classKey, level, window);
      lastWindow = window;
    }
    first[i] = lastNumber;
    groups[lastNumber]!.size++;
    if (firstSlots[entry] + MAX_SEALED_SLOTS > window + slots) {
      const number = numberOf(schema.classKey, level, window + slots);
      second.set(i, number);
      groups[number]!.size++;
    }
  }
  const out = groups.map(({ classKey, level, window, size }) => ({
    classKey,
    level,
    window,
    entries: new Uint32Array(size),
  }));
  for (let i = 0; i < ordered.length; i++) {
    if (first[i] < 0) continue;
    const group = groups[first[i]]!;
    out[first[i]]!.entries[group.at++] = ordered[i];
    const other = second.get(i);
    if (other !== undefined) out[other]!.entries[groups[other]!.at++] = ordered[i];
  }
  return out;
}
