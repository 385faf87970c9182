import { join } from 'node:path';
import {
  type BlockInfo,
  BlockReader,
  CorruptBlockError,
  type OnCorruptChunk,
  WINDOW_SLOTS,
  windowOf,
} from './blockFile.ts';

/** Readers kept open at a time; each holds its directory (18 bytes a chunk) and a file descriptor. */
const MAX_OPEN = 256;

/** The published blocks, by partition, and readers of those that queries touch. */
export class BlockSet {
  private readonly folder: string;
  private readonly onCorrupt: OnCorruptChunk;
  private readonly onUnreadable: (error: Error) => void;
  /** Blocks of each partition by the first slot of their window, in order of generation. */
  private partitions = new Map<string, Map<number, BlockInfo[]>>();
  /** Open readers in order of use, and files that can't be read (null). */
  private readonly readers = new Map<string, BlockReader | null>();

  constructor(folder: string, onCorrupt: OnCorruptChunk, onUnreadable: (error: Error) => void) {
    this.folder = folder;
    this.onCorrupt = onCorrupt;
    this.onUnreadable = onUnreadable;
  }

  /** Replaces the list of blocks; readers of those that are gone are closed. */
  replace(blocks: readonly BlockInfo[]): void {
    this.partitions = new Map();
    const files = new Set<string>();
    for (const block of blocks) {
      files.add(block.file);
      const key = partitionKey(block.step, block.retention);
      const windows = this.partitions.get(key) ?? new Map<number, BlockInfo[]>();
      this.partitions.set(key, windows);
      const window = windows.get(block.window);
      if (window) window.push(block);
      else windows.set(block.window, [block]);
    }
    for (const windows of this.partitions.values()) {
      for (const window of windows.values()) window.sort((a, b) => a.generation - b.generation);
    }
    for (const [file, reader] of this.readers) {
      if (files.has(file)) continue;
      reader?.close();
      this.readers.delete(file);
    }
  }

  /**
   * Lays what blocks hold of a series over `out`, whose first value is slot `firstSlot`; later blocks win. False when
   * no block has the series there.
   */
  readOver(series: number, step: number, retention: number, firstSlot: number, out: Float64Array): boolean {
    const windows = this.partitions.get(partitionKey(step, retention));
    if (windows === undefined) return false;
    let found = false;
    for (let window = windowOf(firstSlot); window < firstSlot + out.length; window += WINDOW_SLOTS) {
      for (const block of windows.get(window) ?? []) {
        const reader = this.reader(block);
        if (reader === null) continue;
        const row = reader.firstRow(series);
        if (row < 0) continue;
        reader.readOver(row, out, firstSlot - window);
        found = true;
      }
    }
    return found;
  }

  close(): void {
    for (const reader of this.readers.values()) reader?.close();
    this.readers.clear();
  }

  private reader(block: BlockInfo): BlockReader | null {
    const known = this.readers.get(block.file);
    if (known !== undefined) {
      // Moves to the end: the map's order is the order of use.
      this.readers.delete(block.file);
      this.readers.set(block.file, known);
      return known;
    }
    let reader: BlockReader | null = null;
    try {
      reader = new BlockReader(join(this.folder, block.file), this.onCorrupt);
    } catch (error) {
      // One bad or missing file must not take the others' data with it.
      if (!(error instanceof CorruptBlockError) && (error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw error;
      this.onUnreadable(error as Error);
    }
    this.readers.set(block.file, reader);
    if (this.readers.size > MAX_OPEN) {
      const oldest = this.readers.keys().next().value!;
      this.readers.get(oldest)?.close();
      this.readers.delete(oldest);
    }
    return reader;
  }
}

function partitionKey(step: number, retention: number): string {
  return `${step}-${retention}`;
}
