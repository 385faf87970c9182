/**
 * Entry of a reader's thread: reads and decodes what the store's thread has resolved, and gives the values to whoever asked
 * on the main thread. The store's thread is never held up by it.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ReadCost } from '../store.ts';
import { ArchiveReader, type ReadSchema } from './archiveReader.ts';
import type { BlockInfo } from './blockFile.ts';
import { BlockSet } from './blockSet.ts';
import { type CancelledReads, isCancelled } from './cancelledReads.ts';
import {
  costsOf,
  type FetchPlan,
  type FoldPlan,
  type FoldTarget,
  type FoldValues,
  foldReading,
  planReading,
} from './fetchPlan.ts';
import { giveBackAfterStart } from './giveMemoryBack.ts';
import type { Rolled } from './manifest.ts';
import { type RunningCost, totalCost } from './readAccount.ts';
import { countRead, type ReadFigures } from './readFigures.ts';
import { type Reading, ReadQueue } from './readQueue.ts';
import { type TailSnapshot, tailOf } from './tailSnapshot.ts';

/** What a reader is started with. */
export interface ReaderSettings {
  readonly blocksFolder: string;
  /** The store's thread is at its other end. */
  readonly port: MessagePort;
  readonly cancelled: CancelledReads;
  /** Its own. */
  readonly figures: ReadFigures;
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
      /** Of the call that is answered. */
      readonly id: number;
      readonly plan: FetchPlan | FoldPlan;
      readonly tail: TailSnapshot;
    };

/** To the store's thread. */
export type FromReader =
  /** No file of an earlier version is read any more. */
  | { readonly kind: 'released'; readonly version: number }
  | { readonly kind: 'corrupt'; readonly file: string; readonly series: number; readonly place: number }
  | { readonly kind: 'unreadable'; readonly file: string; readonly message: string };

/** What was read for a fetch, with what was planned for it. */
export interface FetchedValues {
  readonly plan: FetchPlan;
  readonly values: Float64Array<ArrayBuffer>;
  /** Of each request. */
  readonly costs: readonly ReadCost[];
}

/** The same for a fold: costs are of those requests alone that have a target. */
export interface FoldedValues extends FoldValues {
  readonly targets: readonly (FoldTarget | null)[];
  readonly costs: readonly ReadCost[];
}

/** To the main thread: what becomes of the call `id`. */
export type FromReaderToMain =
  | { readonly id: number; readonly answer: FetchedValues | FoldedValues }
  | { readonly id: number; readonly error: string };

const main = parentPort!;
const { blocksFolder, port, cancelled, figures } = workerData as ReaderSettings;
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

/** One read: it ends with its values, or an error, be it that it has been called off. */
function reading({ id, plan, tail }: Extract<ToReader, { kind: 'read' }>): Reading {
  const rows = 'rows' in plan ? plan.rows : plan;
  const costs = costsOf(rows);
  const steps = answering(plan, new ArchiveReader(blocks, tailOf(tail)), costs);
  const end = (message: FromReaderToMain, columns: ArrayBuffer[] = [], calledOff = false): true => {
    main.postMessage(message, columns);
    countRead(figures, totalCost(costs), calledOff);
    return true;
  };
  return {
    advance() {
      if (isCancelled(cancelled, id)) return end({ id, error: 'nobody waits for this read' }, [], true);
      const started = performance.now();
      try {
        const { done, value } = steps.next();
        blocks.account.cost.milliseconds += performance.now() - started;
        if (!done) return false;
        const columns = 'known' in value ? [value.values.buffer, value.known.buffer] : [value.values.buffer];
        return end({ id, answer: value }, columns);
      } catch (error) {
        return end({ id, error: (error as Error).message });
      }
    },
  };
}

/** Does what a plan says, row by row. */
function* answering(
  plan: FetchPlan | FoldPlan,
  reader: ArchiveReader,
  costs: readonly RunningCost[],
): Generator<void, FetchedValues | FoldedValues> {
  if (!('rows' in plan)) return { plan, values: yield* planReading(plan, reader, schemas, costs), costs };
  const { targets, folds, rows } = plan;
  return { ...(yield* foldReading(rows, folds, reader, schemas, costs)), targets, costs };
}
