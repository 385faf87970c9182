/**
 * Entry of a reader's thread: reads and decodes what the store's thread has resolved, and gives the values to whoever asked
 * on the main thread. The store's thread is never held up by it.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { ArchiveReader, type ReadSchema } from './archiveReader.ts';
import type { BlockInfo } from './blockFile.ts';
import { BlockSet } from './blockSet.ts';
import { type ReadPart, readPlan } from './fetchPlan.ts';
import type { Rolled } from './manifest.ts';
import { type TailSnapshot, tailOf } from './tailSnapshot.ts';

/** What a reader is started with. */
export interface ReaderSettings {
  readonly blocksFolder: string;
  /** The store's thread is at its other end. */
  readonly port: MessagePort;
}

/** From the store's thread; messages are done in the order in which they come. */
export type ToReader =
  | {
      readonly kind: 'blocks';
      readonly version: number;
      readonly blocks: readonly BlockInfo[];
      readonly rolled: readonly Rolled[];
    }
  | { readonly kind: 'schemas'; readonly schemas: readonly ReadSchema[] }
  | { readonly kind: 'read'; readonly ticket: number; readonly plan: ReadPart; readonly tail: TailSnapshot };

/** To the store's thread. */
export type FromReader =
  /** No file of an earlier version is read any more. */
  | { readonly kind: 'released'; readonly version: number }
  /** `hits` and `misses`: directories of blocks that were at hand, and that had to be read. */
  | {
      readonly kind: 'done';
      readonly milliseconds: number;
      readonly hits: number;
      readonly misses: number;
    }
  | { readonly kind: 'corrupt'; readonly file: string; readonly series: number; readonly place: number }
  | { readonly kind: 'unreadable'; readonly file: string; readonly message: string };

/** To the main thread. */
export interface ReaderAnswer {
  readonly ticket: number;
  readonly values?: Float64Array<ArrayBuffer>;
  readonly error?: string;
}

const main = parentPort!;
const { blocksFolder, port } = workerData as ReaderSettings;
const tell = (message: FromReader): void => port.postMessage(message);
const blocks = new BlockSet(
  blocksFolder,
  (file, series, place) => tell({ kind: 'corrupt', file, series, place }),
  (file, error) => tell({ kind: 'unreadable', file, message: error.message }),
);
const schemas: ReadSchema[] = [];

port.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'blocks':
      blocks.replace(message.blocks, message.rolled);
      tell({ kind: 'released', version: message.version });
      break;
    case 'schemas':
      schemas.push(...message.schemas);
      break;
    case 'read': {
      const { ticket } = message;
      const started = performance.now();
      let answer: ReaderAnswer;
      try {
        const reader = new ArchiveReader(blocks, tailOf(message.tail));
        answer = { ticket, values: readPlan(message.plan, reader, schemas) };
      } catch (error) {
        answer = { ticket, error: (error as Error).message };
      }
      main.postMessage(answer, answer.values ? [answer.values.buffer] : []);
      const { hits, misses } = blocks;
      blocks.hits = 0;
      blocks.misses = 0;
      tell({ kind: 'done', milliseconds: performance.now() - started, hits, misses });
      break;
    }
  }
});
