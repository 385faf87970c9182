import type { MessagePort } from 'node:worker_threads';
import type { EngineLog } from './engineOptions.ts';
import type { FetchPlan, FoldPlan } from './fetchPlan.ts';
import type { Manifest } from './manifest.ts';
import type { NativeEngine } from './nativeEngine.ts';
import type { FromReader, ToReader } from './readerThread.ts';
import { type FiguresTotal, type ReadFigures, readsIn, totalFigures } from './readFigures.ts';

/** The store's end of a reader. */
export interface ReaderEnd {
  readonly port: MessagePort;
  readonly figures: ReadFigures;
}

interface Reader extends ReaderEnd {
  /** Reads given to it so far. */
  given: number;
  schemas: number;
  released: number;
}

/** The store's end of the reader threads: gives them what they need to know, and hands out reads. */
export class ReaderPool {
  private readonly readers: Reader[];
  private version = 0;
  private readonly log: EngineLog;
  private waitingForRelease: { readonly version: number; readonly resolve: () => void }[] = [];

  constructor(ends: readonly ReaderEnd[], log: EngineLog) {
    this.log = log;
    this.readers = ends.map(({ port, figures }) => {
      const reader: Reader = { port, figures, given: 0, schemas: 0, released: 0 };
      port.on('message', (message: FromReader) => this.told(reader, message));
      return reader;
    });
  }

  /** What all readers have done so far. */
  get figures(): FiguresTotal {
    return totalFigures(this.readers.map(({ figures }) => figures));
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

  /** Has a plan read by the reader with the least to do, who gives the main thread the whole answer to the call `id`. */
  read(id: number, engine: NativeEngine, plan: FetchPlan | FoldPlan): void {
    const reader = this.readers.reduce((least, each) => (waitingAt(each) < waitingAt(least) ? each : least));
    const known = engine.readSchemas.length;
    if (reader.schemas < known) {
      reader.port.postMessage({
        kind: 'schemas',
        schemas: engine.readSchemas.slice(reader.schemas),
      } satisfies ToReader);
      reader.schemas = known;
    }
    const { series } = 'rows' in plan ? plan.rows : plan;
    reader.given++;
    reader.port.postMessage({ kind: 'read', id, plan, tail: engine.tailFor(series) } satisfies ToReader);
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

/** Reads given to a reader that have not ended. */
function waitingAt({ given, figures }: Reader): number {
  return given - readsIn(figures);
}
