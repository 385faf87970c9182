/**
 * Entry of a reader's thread: reads and decodes what the store's thread has resolved, and gives the values to whoever asked
 * on the main thread. The store's thread is never held up by it.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FoldFunction, ReadCost } from '../store.ts';
import { ArchiveReader, type ReadSchema } from './archiveReader.ts';
import type { BlockInfo } from './blockFile.ts';
import { BlockSet } from './blockSet.ts';
import { type CancelledReads, isCancelled } from './cancelledReads.ts';
import { costsOf, foldReading, planReading, type ReadPart } from './fetchPlan.ts';
import { giveBackAfterStart } from './giveMemoryBack.ts';
import type { Rolled } from './manifest.ts';
import { totalCost } from './readAccount.ts';
import { type Reading, ReadQueue } from './readQueue.ts';
import { type TailSnapshot, tailOf } from './tailSnapshot.ts';

/** What a reader is started with. */
export interface ReaderSettings {
  readonly blocksFolder: string;
  /** The store's thread is at its other end. */
  readonly port: MessagePort;
  readonly cancelled: CancelledReads;
}

/** From the store's thread. Reads take turns; a change of blocks waits for those before it, and those after it wait for it. */
export type ToReader =
  | {
      readonly kind: 'blocks';
      readonly version: number;
      readonly blocks: readonly BlockInfo[];
      readonly rolled: readonly Rolled[];
    }
  | { readonly kind: 'schemas'; readonly schemas: readonly ReadSchema[] }
  | {
      readonly kind: 'read';
      readonly ticket: number;
      readonly plan: ReadPart;
      /** The series of each request become one; without it all are given. */
      readonly folds: readonly FoldFunction[] | null;
      readonly tail: TailSnapshot;
    };

/** To the store's thread. */
export type FromReader =
  /** No file of an earlier version is read any more. */
  | { readonly kind: 'released'; readonly version: number }
  /** A read has ended, be it that it was called off. */
  | { readonly kind: 'done'; readonly cost: ReadCost; readonly cancelled: boolean }
  | { readonly kind: 'corrupt'; readonly file: string; readonly series: number; readonly place: number }
  | { readonly kind: 'unreadable'; readonly file: string; readonly message: string };

/** To the main thread. */
export interface ReaderAnswer {
  readonly ticket: number;
  readonly values?: Float64Array<ArrayBuffer>;
  /** With a fold: how many series had a value. */
  readonly known?: Uint32Array<ArrayBuffer>;
  /** Of each request. */
  readonly costs?: readonly ReadCost[];
  readonly error?: string;
}

const main = parentPort!;
const { blocksFolder, port, cancelled } = workerData as ReaderSettings;
const tell = (message: FromReader): void => port.postMessage(message);
const blocks = new BlockSet(
  blocksFolder,
  (file, series, place) => tell({ kind: 'corrupt', file, series, place }),
  (file, error) => tell({ kind: 'unreadable', file, message: error.message }),
);
const schemas: ReadSchema[] = [];
const queue = new ReadQueue();
let pumping = false;
giveBackAfterStart();

port.on('message', (message: ToReader) => {
  switch (message.kind) {
    case 'blocks':
      queue.change(() => {
        blocks.replace(message.blocks, message.rolled);
        tell({ kind: 'released', version: message.version });
      });
      break;
    case 'schemas':
      schemas.push(...message.schemas);
      break;
    case 'read':
      queue.add(reading(message));
      break;
  }
  pump();
});

/** Goes on for as long as there are reads; between turns messages come in. */
function pump(): void {
  if (pumping) return;
  queue.turn();
  if (!queue.busy) return;
  pumping = true;
  setImmediate(() => {
    pumping = false;
    pump();
  });
}

/** One read: it ends with its values, an error, or nothing at all when it has been called off, which `done` tells as well. */
function reading({ ticket, plan, folds, tail }: Extract<ToReader, { kind: 'read' }>): Reading {
  const costs = costsOf(plan);
  const reader = new ArchiveReader(blocks, tailOf(tail));
  const steps =
    folds === null
      ? planReading(plan, reader, schemas, costs)
      : foldReading(plan, folds, reader, schemas, costs);
  const end = (answer: ReaderAnswer, calledOff = false): true => {
    const { values, known } = answer;
    main.postMessage(
      answer,
      [values, known].flatMap((column) => column?.buffer ?? []),
    );
    tell({ kind: 'done', cost: totalCost(costs), cancelled: calledOff });
    return true;
  };
  return {
    advance() {
      if (isCancelled(cancelled, ticket)) return end({ ticket, error: 'nobody waits for this read' }, true);
      const started = performance.now();
      try {
        const { done, value } = steps.next();
        blocks.account.cost.milliseconds += performance.now() - started;
        if (!done) return false;
        return end(
          value instanceof Float64Array ? { ticket, costs, values: value } : { ticket, costs, ...value },
        );
      } catch (error) {
        return end({ ticket, error: (error as Error).message });
      }
    },
  };
}
