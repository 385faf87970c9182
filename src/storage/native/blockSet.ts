import { join } from 'node:path';
import { classArchives, windowOf, windowSlots } from './archiveClass.ts';
import { type BlockInfo, BlockReader, CorruptBlockError, type OnCorruptChunk } from './blockFile.ts';
import type { Rolled } from './manifest.ts';
import { newReadAccount } from './readAccount.ts';

/** Readers kept open at a time, and rows of their directories in all (21 bytes a row). */
const MAX_OPEN = 256;
const MAX_OPEN_ROWS = 8_000_000;

/** What is on disk of one level of one class. */
export interface Partition {
  /** Slots of a window. */
  readonly windowSlots: number;
  /** Blocks by the first slot of their window, in order of generation. */
  readonly windows: Map<number, BlockInfo[]>;
  /** Up to which generation a window has been rolled up into the next coarser level; absent when never. */
  readonly rolled: Map<number, number>;
}

/** The published blocks, by partition, and readers of those that are read. */
export class BlockSet {
  private readonly folder: string;
  private readonly onCorrupt: OnCorruptChunk;
  private readonly onUnreadable: (file: string, error: Error) => void;
  /** Partitions of each class by level. */
  private classes = new Map<string, Partition[]>();
  /** Open readers, and files that can't be read (null), with the number of their last use. */
  private readonly readers = new Map<string, { readonly reader: BlockReader | null; used: number }>();
  /** Pays for what is read. */
  readonly account = newReadAccount();
  private openRows = 0;
  private uses = 0;

  constructor(folder: string, onCorrupt: OnCorruptChunk, onUnreadable: (file: string, error: Error) => void) {
    this.folder = folder;
    this.onCorrupt = onCorrupt;
    this.onUnreadable = onUnreadable;
  }

  /** Replaces the list of blocks; readers of those that are gone are closed. */
  replace(blocks: readonly BlockInfo[], rolled: readonly Rolled[]): void {
    this.classes = new Map();
    const files = new Set<string>();
    for (const block of blocks) {
      files.add(block.file);
      const { windows } = this.partitionFor(block.classKey, block.level);
      const window = windows.get(block.window);
      if (window) window.push(block);
      else windows.set(block.window, [block]);
    }
    for (const { classKey, level, window, generation } of rolled)
      this.partitionFor(classKey, level).rolled.set(window, generation);
    for (const partitions of this.classes.values()) {
      for (const { windows } of partitions)
        for (const window of windows.values()) window.sort((a, b) => a.generation - b.generation);
    }
    for (const file of this.readers.keys()) if (!files.has(file)) this.forget(file);
  }

  /** What is stored of a level of a class; undefined when nothing ever was. */
  partition(classKey: string, level: number): Partition | undefined {
    return this.classes.get(classKey)?.[level];
  }

  /** The blocks of a partition's windows that overlap `[from, to)` (slots), by ascending window. */
  *windowsIn(
    { windows, windowSlots: slots }: Partition,
    from: number,
    to: number,
  ): Generator<[number, BlockInfo[]]> {
    if (to <= from) return;
    if ((to - from) / slots > windows.size) {
      for (const window of [...windows.keys()].sort((a, b) => a - b)) {
        if (window < to && window + slots > from) yield [window, windows.get(window)!];
      }
      return;
    }
    for (let window = windowOf(from, slots); window < to; window += slots) {
      const blocks = windows.get(window);
      if (blocks !== undefined) yield [window, blocks];
    }
  }

  /** The reader of a block; null when the block can't be read (which has been told). */
  reader(block: BlockInfo): BlockReader | null {
    const known = this.readers.get(block.file);
    if (known !== undefined) {
      this.account.cost.directoryHits++;
      known.used = ++this.uses;
      return known.reader;
    }
    this.account.cost.directoryMisses++;
    let reader: BlockReader | null = null;
    try {
      reader = new BlockReader(join(this.folder, block.file), this.onCorrupt, this.account);
    } catch (error) {
      // One bad or missing file must not take the others' data with it.
      if (!(error instanceof CorruptBlockError) && (error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw error;
      this.onUnreadable(block.file, error as Error);
    }
    while (this.readers.size > 0 && (this.readers.size >= MAX_OPEN || this.openRows > MAX_OPEN_ROWS))
      this.forgetOldest();
    if (reader !== null) this.openRows += reader.rows;
    this.readers.set(block.file, { reader, used: ++this.uses });
    return reader;
  }

  close(): void {
    for (const file of [...this.readers.keys()]) this.forget(file);
  }

  private forgetOldest(): void {
    let oldest = '';
    let used = Infinity;
    for (const [file, entry] of this.readers) {
      if (entry.used >= used) continue;
      used = entry.used;
      oldest = file;
    }
    this.forget(oldest);
  }

  private forget(file: string): void {
    const reader = this.readers.get(file)?.reader;
    this.readers.delete(file);
    if (!reader) return;
    this.openRows -= reader.rows;
    reader.close();
  }

  private partitionFor(classKey: string, level: number): Partition {
    let partitions = this.classes.get(classKey);
    if (partitions === undefined) {
      const archives = classArchives(classKey);
      partitions = archives.map((_, each) => ({
        windowSlots: windowSlots(archives, each),
        windows: new Map(),
        rolled: new Map(),
      }));
      this.classes.set(classKey, partitions);
    }
    return partitions[level];
  }
}
