import type { MessagePort } from 'node:worker_threads';
import type { FoldFunction } from '../store.ts';
import type { EngineLog } from './engineOptions.ts';
import type { PlanRows } from './fetchPlan.ts';
import type { Manifest } from './manifest.ts';
import type { NativeEngine } from './nativeEngine.ts';
import type { FromReader, ToReader } from './readerThread.ts';

interface Reader {
  readonly port: MessagePort;
  /** Reads given to it and not done. */
  waiting: number;
  schemas: number;
  released: number;
}

/** The store's end of the reader threads: gives them what they need to know, and hands out reads. */
export class ReaderPool {
  readonly figures = { reads: 0, cancelled: 0, milliseconds: 0, bytes: 0, chunks: 0, hits: 0, misses: 0 };
  private readonly readers: Reader[];
  private version = 0;
  private nextTicket = 1;
  private readonly log: EngineLog;
  private waitingForRelease: { readonly version: number; readonly resolve: () => void }[] = [];

  constructor(ports: readonly MessagePort[], log: EngineLog) {
    this.log = log;
    this.readers = ports.map((port) => {
      const reader: Reader = { port, waiting: 0, schemas: 0, released: 0 };
      port.on('message', (message: FromReader) => this.told(reader, message));
      return reader;
    });
  }

  /** Gives all readers the blocks that count from now on; resolves when none reads any other. */
  publish({ blocks, rolled }: Manifest): Promise<void> {
    const version = ++this.version;
    for (const { port } of this.readers)
      port.postMessage({ kind: 'blocks', version, blocks, rolled } satisfies ToReader);
    return new Promise((resolve) => {
      this.waitingForRelease.push({ version, resolve });
      this.release();
    });
  }

  /** Has a plan read by the reader with the least to do; the values go to the main thread under the ticket. */
  read(engine: NativeEngine, rows: PlanRows, folds: readonly FoldFunction[] | null = null): number {
    const reader = this.readers.reduce((least, each) => (each.waiting < least.waiting ? each : least));
    const known = engine.readSchemas.length;
    if (reader.schemas < known) {
      reader.port.postMessage({
        kind: 'schemas',
        schemas: engine.readSchemas.slice(reader.schemas),
      } satisfies ToReader);
      reader.schemas = known;
    }
    const ticket = this.nextTicket++;
    const { counts, series, schemas, levels, firsts, lengths, rollups } = rows;
    const part = { counts, series, schemas, levels, firsts, lengths, rollups };
    reader.waiting++;
    reader.port.postMessage({
      kind: 'read',
      ticket,
      plan: part,
      folds,
      tail: engine.tailFor(series),
    } satisfies ToReader);
    return ticket;
  }

  close(): void {
    for (const { port } of this.readers) port.close();
  }

  private told(reader: Reader, message: FromReader): void {
    switch (message.kind) {
      case 'released':
        reader.released = message.version;
        this.release();
        break;
      case 'done':
        reader.waiting--;
        this.figures.reads++;
        this.figures.milliseconds += message.cost.milliseconds;
        if (message.cancelled) this.figures.cancelled++;
        this.figures.bytes += message.cost.bytes;
        this.figures.chunks += message.cost.chunks;
        this.figures.hits += message.cost.directoryHits;
        this.figures.misses += message.cost.directoryMisses;
        break;
      case 'corrupt': {
        const { file, series, place } = message;
        this.log.error('a chunk fails its checksum and is left out of answers', { file, series, place });
        break;
      }
      case 'unreadable':
        this.log.error('a block cannot be read and is left out of answers', {
          file: message.file,
          error: message.message,
        });
        break;
    }
  }

  private release(): void {
    const least = Math.min(...this.readers.map((reader) => reader.released));
    this.waitingForRelease = this.waitingForRelease.filter(({ version, resolve }) => {
      if (version > least) return true;
      resolve();
      return false;
    });
  }
}
