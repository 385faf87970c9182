import { join } from 'node:path';
import { writeActivity } from '../activityFile.ts';
import { classArchives, windowOf, windowSlots } from '../archiveClass.ts';
import { COLUMN } from '../columns.ts';
import { EntryColumns, NO_SERIES } from '../entryColumns.ts';
import { activityFile } from '../folders.ts';
import { letGoOf } from '../giveMemoryBack.ts';
import type { Manifest } from '../manifest.ts';
import { appendGroups } from '../registryFile.ts';
import { chunkDecoder, MAX_SEALED_SLOTS } from '../sealedSet.ts';
import { type FlushJob, type JobSchema, type SeriesTable, schemaIn } from './jobs.ts';
import { BlockMaker, publish } from './publish.ts';

/** Writes a block for each partition and window that the sealed chunks touch. */
export function flush(job: FlushJob): Manifest {
  const { manifest, folder } = job;
  const registryFile = job.registryFile ?? manifest.registryFile;
  let registryBytes = job.registryFile === null ? manifest.registryBytes : 0;
  if (job.definitions.length > 0)
    registryBytes = appendGroups(join(folder, registryFile), registryBytes, job.definitions);
  writeActivity(activityFile(folder), job.activity, job.table.schemaOf.length);
  const sealed = new EntryColumns(job.sealed.columns, job.sealed.entries);
  const decode = chunkDecoder(job.sealed.arenas);
  const maker = new BlockMaker(job);
  let generation = manifest.nextGeneration;
  for (const { classKey, level, window, entries } of groupEntries(sealed, job.table)) {
    const slots = windowSlots(classArchives(classKey), level);
    const values = new Float64Array(slots).fill(Number.NaN);
    maker.make({ classKey, level, window, generation }, 0, (writer) => {
      for (let i = 0; i < entries.length; ) {
        const series = sealed.seriesOf(entries[i]);
        let end = i;
        let from = slots;
        let to = 0;
        for (; end < entries.length && sealed.seriesOf(entries[end]) === series; end++) {
          const first = sealed.firstSlotOf(entries[end]) - window;
          from = Math.min(from, first);
          to = Math.max(to, first + MAX_SEALED_SLOTS);
          decode(sealed.placeOf(entries[end]), values, first);
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
function groupEntries(sealed: EntryColumns, table: SeriesTable): EntryGroup[] {
  const ordered = orderBySeries(sealed);
  const groups = new GroupNumbers();
  const sizes: number[] = [];
  eachPlace(ordered, sealed, table, groups, (_, group) => {
    sizes[group] = (sizes[group] ?? 0) + 1;
  });
  const out = groups.places.map((place, i) => ({ ...place, entries: new Uint32Array(sizes[i]!) }));
  const filled = out.map(() => 0);
  eachPlace(ordered, sealed, table, groups, (entry, group) => {
    out[group]!.entries[filled[group]!++] = entry;
  });
  letGoOf(ordered.byteLength);
  return out;
}

/** Calls `take` with the group of each of the entries, and with a second one where the entry reaches over a window's end. */
function eachPlace(
  entries: Uint32Array,
  sealed: EntryColumns,
  table: SeriesTable,
  groups: GroupNumbers,
  take: (entry: number, group: number) => void,
): void {
  // Most entries are like the one before.
  let lastSchema: JobSchema | undefined;
  let lastLevel = -1;
  let slots = 0;
  let lastWindow = -1;
  let group = -1;
  for (const entry of entries) {
    const schema = schemaIn(table, sealed.seriesOf(entry));
    const level = sealed.levelOf(entry);
    if (schema === undefined || level >= schema.archives.length) continue;
    if (schema !== lastSchema || level !== lastLevel) {
      slots = windowSlots(schema.archives, level);
      lastSchema = schema;
      lastLevel = level;
      lastWindow = -1;
    }
    const firstSlot = sealed.firstSlotOf(entry);
    const window = windowOf(firstSlot, slots);
    if (window !== lastWindow) {
      group = groups.numberOf(schema.classKey, level, window);
      lastWindow = window;
    }
    take(entry, group);
    if (firstSlot + MAX_SEALED_SLOTS > window + slots)
      take(entry, groups.numberOf(schema.classKey, level, window + slots));
  }
}

/** Numbers partitions and windows from 0 in the order in which they are asked for. */
class GroupNumbers {
  readonly places: Omit<EntryGroup, 'entries'>[] = [];
  private readonly numbers = new Map<string, Map<number, number>>();

  numberOf(classKey: string, level: number, window: number): number {
    const key = `${classKey}/${level}`;
    let windows = this.numbers.get(key);
    if (windows === undefined) {
      windows = new Map();
      this.numbers.set(key, windows);
    }
    let number = windows.get(window);
    if (number === undefined) {
      number = this.places.length;
      windows.set(window, number);
      this.places.push({ classKey, level, window });
    }
    return number;
  }
}

/** Entries that count, by series, then by age. */
function orderBySeries(sealed: EntryColumns): Uint32Array {
  let top = 0;
  for (let i = 0; i < sealed.length; i++) {
    const series = sealed.seriesOf(i);
    if (series !== NO_SERIES) top = Math.max(top, series + 1);
  }
  const starts = new Uint32Array(top + 1);
  for (let i = 0; i < sealed.length; i++) {
    const series = sealed.seriesOf(i);
    if (series !== NO_SERIES) starts[series + 1]++;
  }
  for (let i = 0; i < top; i++) starts[i + 1] += starts[i];
  const ordered = new Uint32Array(starts[top]);
  for (let i = 0; i < sealed.length; i++) {
    const series = sealed.seriesOf(i);
    if (series !== NO_SERIES) ordered[starts[series]++] = i;
  }
  letGoOf(starts.byteLength);
  return ordered;
}
