import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { type CancelledReads, cancelledReads, cancelRead } from '../storage/native/cancelledReads.ts';
import { assemble, assembleFolds, type FoldValues } from '../storage/native/fetchPlan.ts';
import { blocksFolder } from '../storage/native/folders.ts';
import type { ReaderAnswer, ReaderSettings } from '../storage/native/readerThread.ts';
import { BadRequestError, type MetricStore, type ReadCost, TooMuchError } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
import { unpackNodes } from './packedNodes.ts';
import type { ListenAddress } from './receiver.ts';
import type { FromStore, StoreCall, StoreCalls, StoreThreadSettings, ToStore } from './storeMessages.ts';

/** The threads make few JavaScript objects, and none that live for long: what they keep is in typed arrays. */
const YOUNG = { maxYoungGenerationSizeMb: 16 };

/** The store on its threads, with the addresses that its receivers have really bound. */
export interface RunningStore {
  readonly store: MetricStore;
  readonly carbon: ListenAddress | null;
  readonly carbonUdp: ListenAddress | null;
  /** Resolves with the reason when one of the threads dies by itself; then the program can't go on. */
  readonly died: Promise<Error>;
}

interface Waiting<T> {
  resolve(answer: T): void;
  reject(error: Error): void;
}

/** Starts the store's thread and its readers, and waits until it listens. Rejects with a text for the operator. */
export function startStore(
  settings: Omit<StoreThreadSettings, 'readers'>,
  log: Logger,
): Promise<RunningStore> {
  const { readers: wanted } = settings.storage;
  const count = wanted === 'auto' ? Math.max(1, Math.min(4, availableParallelism() - 1)) : wanted;
  const channels = Array.from({ length: count }, () => new MessageChannel());
  const readerPorts = channels.map(({ port1 }) => port1);
  const worker = new Worker(new URL('./storeThread.ts', import.meta.url), {
    workerData: { ...settings, readers: readerPorts } satisfies StoreThreadSettings,
    transferList: readerPorts,
    name: 'store',
    resourceLimits: YOUNG,
  });
  const cancelled = cancelledReads();
  const readers = channels.map(
    ({ port2 }, i) =>
      new Worker(new URL('../storage/native/readerThread.ts', import.meta.url), {
        workerData: {
          blocksFolder: blocksFolder(settings.folder),
          port: port2,
          cancelled,
        } satisfies ReaderSettings,
        transferList: [port2],
        name: `reader ${i + 1}`,
        resourceLimits: YOUNG,
      }),
  );
  const waiting = new Map<number, Waiting<unknown>>();
  const values = new Tickets(cancelled);
  let next = 1;
  let closing = false;
  let dead: Error | null = null;

  function call<Call extends StoreCall>(
    name: Call,
    ...args: StoreCalls[Call]['args']
  ): Promise<StoreCalls[Call]['answer']> {
    if (dead) return Promise.reject(dead);
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage({ id, call: name, args } as ToStore);
    });
  }

  const store: MetricStore = {
    find: async (...args) => unpackNodes(await call('find', ...args)),
    search: (...args) => call('search', ...args),
    names: (...args) => call('names', ...args),
    findByTags: (...args) => call('findByTags', ...args),
    tags: (...args) => call('tags', ...args),
    tagValues: (...args) => call('tagValues', ...args),
    completeTags: (...args) => call('completeTags', ...args),
    completeTagValues: (...args) => call('completeTagValues', ...args),
    create: (...args) => call('create', ...args),
    fetch: async (requests, { signal, onCost, ...limits } = {}) => {
      signal?.throwIfAborted();
      const { plan, ticket } = await call('plan', requests, limits);
      const answer = await values.take(ticket, signal);
      for (const [i, cost] of answer.costs.entries()) onCost?.(requests[i]!, cost);
      return assemble(plan, answer.values);
    },
    fold: async (requests, { signal, onCost, ...limits } = {}) => {
      signal?.throwIfAborted();
      const { targets, ticket } = await call('planFolds', requests, limits);
      if (ticket === null) return targets.map(() => null);
      const answer = await values.take(ticket, signal);
      const read = requests.filter((_, i) => targets[i] !== null);
      for (const [i, cost] of answer.costs.entries()) onCost?.(read[i]!, cost);
      return assembleFolds(targets, answer);
    },
    append: (...args) => call('append', ...args),
    status: () => call('status'),
    describe: (...args) => call('describe', ...args),
    delete: (...args) => call('delete', ...args),
    rename: (...args) => call('rename', ...args),
    merge: (...args) => call('merge', ...args),
    unused: (...args) => call('unused', ...args),
    setRetention: (...args) => call('setRetention', ...args),
    applyRetention: (...args) => call('applyRetention', ...args),
    backup: (...args) => call('backup', ...args),
    close: async () => {
      closing = true;
      await call('close');
      await Promise.all([worker, ...readers].map((each) => each.terminate()));
    },
  };

  return new Promise((resolve, reject) => {
    let announceDeath: (error: Error) => void;
    const died = new Promise<Error>((settle) => {
      announceDeath = settle;
    });
    const die = (error: Error): void => {
      dead = error;
      for (const each of waiting.values()) each.reject(error);
      waiting.clear();
      values.fail(error);
      reject(error);
      if (!closing) announceDeath(error);
    };
    for (const [each, what] of [
      [worker, "the store's thread"] as const,
      ...readers.map((reader) => [reader, 'a reader thread'] as const),
    ]) {
      each.on('error', (error) => die(error instanceof Error ? error : new Error(String(error))));
      each.on('exit', (code) => die(new Error(`${what} ended with code ${code}`)));
    }
    for (const reader of readers) reader.on('message', (answer: ReaderAnswer) => values.put(answer));
    worker.on('message', (message: FromStore) => {
      switch (message.kind) {
        case 'ready':
          resolve({ store, carbon: message.carbon, carbonUdp: message.carbonUdp, died });
          break;
        case 'failed':
          closing = true;
          reject(new Error(message.message));
          // Whatever it had begun (timers, the compactor) must not keep the process; nothing was taken in yet.
          for (const each of [worker, ...readers]) void each.terminate();
          break;
        case 'log':
          log[message.level](message.message, message.fields);
          break;
        case 'answer':
          waiting.get(message.id)?.resolve(message.answer);
          waiting.delete(message.id);
          break;
        case 'error':
          waiting.get(message.id)?.reject(revive(message.name, message.message));
          waiting.delete(message.id);
          break;
      }
    });
  });
}

const NOTHING_KNOWN = new Uint32Array(0);

interface ReadValues extends FoldValues {
  readonly costs: readonly ReadCost[];
}

/** Values that readers send, by ticket: they may come before the store's own answer, or after it. */
class Tickets {
  private readonly come = new Map<number, ReaderAnswer>();
  private readonly asked = new Map<number, Waiting<ReadValues>>();
  /** Reads that were called off; their answer still comes. */
  private readonly unwanted = new Set<number>();
  private readonly cancelled: CancelledReads;
  private failed: Error | null = null;

  constructor(cancelled: CancelledReads) {
    this.cancelled = cancelled;
  }

  /** The values of a ticket. When the signal is aborted first, the read is called off, and this rejects with its reason. */
  take(ticket: number, signal?: AbortSignal): Promise<ReadValues> {
    return new Promise((resolve, reject) => {
      if (this.failed) {
        reject(this.failed);
        return;
      }
      const onAbort = (): void => {
        this.asked.delete(ticket);
        if (!this.come.delete(ticket)) {
          this.unwanted.add(ticket);
          cancelRead(this.cancelled, ticket);
        }
        reject(signal?.reason);
      };
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      this.asked.set(ticket, {
        resolve(answer) {
          settled();
          resolve(answer);
        },
        reject(error) {
          settled();
          reject(error);
        },
      });
      const answer = this.come.get(ticket);
      if (answer) this.put(answer);
    });
  }

  put(answer: ReaderAnswer): void {
    const { ticket, values, known = NOTHING_KNOWN, costs = [], error } = answer;
    if (this.unwanted.delete(ticket)) return;
    const waiting = this.asked.get(ticket);
    if (waiting === undefined) {
      this.come.set(ticket, answer);
      return;
    }
    this.come.delete(ticket);
    this.asked.delete(ticket);
    if (values) waiting.resolve({ values, known, costs });
    else waiting.reject(new Error(error));
  }

  fail(error: Error): void {
    this.failed = error;
    for (const each of this.asked.values()) each.reject(error);
    this.asked.clear();
  }
}

/** Errors lose their class between threads; those that mean something to a query get their own back. */
function revive(name: string, message: string): Error {
  if (name === 'TooMuchError') return new TooMuchError(message);
  return name === 'BadRequestError' ? new BadRequestError(message) : new Error(message);
}
