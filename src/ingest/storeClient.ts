import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { cancelledReads, cancelRead } from '../storage/native/cancelledReads.ts';
import { assemble, assembleFolds } from '../storage/native/fetchPlan.ts';
import { blocksFolder } from '../storage/native/folders.ts';
import type { FromReaderToMain, ReaderSettings } from '../storage/native/readerThread.ts';
import { newReadFigures } from '../storage/native/readFigures.ts';
import { BadRequestError, type MetricStore, TooMuchError } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
import { unpackNodes } from './packedNodes.ts';
import type { ListenAddress } from './receiver.ts';
import type {
  FromStore,
  ReadCall,
  StoreCall,
  StoreCalls,
  StoreThreadSettings,
  ToStore,
} from './storeMessages.ts';

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

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Starts the store's thread and its readers, and waits until it listens. Rejects with a text for the operator. */
export function startStore(
  settings: Omit<StoreThreadSettings, 'readers'>,
  log: Logger,
): Promise<RunningStore> {
  const { readers: wanted } = settings.storage;
  const count = wanted === 'auto' ? Math.max(1, Math.min(4, availableParallelism() - 1)) : wanted;
  const channels = Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel();
    return { port1, port2, figures: newReadFigures() };
  });
  const readerEnds = channels.map(({ port1, figures }) => ({ port: port1, figures }));
  const worker = new Worker(new URL('./storeThread.ts', import.meta.url), {
    workerData: { ...settings, readers: readerEnds } satisfies StoreThreadSettings,
    transferList: readerEnds.map(({ port }) => port),
    name: 'store',
    resourceLimits: YOUNG,
  });
  const cancelled = cancelledReads();
  const readers = channels.map(
    ({ port2, figures }, i) =>
      new Worker(new URL('../storage/native/readerThread.ts', import.meta.url), {
        workerData: {
          blocksFolder: blocksFolder(settings.folder),
          port: port2,
          cancelled,
          figures,
        } satisfies ReaderSettings,
        transferList: [port2],
        name: `reader ${i + 1}`,
        resourceLimits: YOUNG,
      }),
  );
  /** By the number of the call. Answers to calls that are not here any more are let go. */
  const waiting = new Map<number, Waiting>();
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

  /** A call that reads. When the signal is aborted first, the read is called off, and this rejects with its reason. */
  async function read<Call extends ReadCall>(
    signal: AbortSignal | undefined,
    name: Call,
    ...args: StoreCalls[Call]['args']
  ): Promise<StoreCalls[Call]['answer']> {
    signal?.throwIfAborted();
    const id = next;
    const answer = call(name, ...args);
    const onAbort = (): void => {
      settle(id)?.reject(signal!.reason as Error);
      cancelRead(cancelled, id);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await answer;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    return one;
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
      const { plan, values, costs } = await read(signal, 'fetch', requests, limits);
      for (const [i, cost] of costs.entries()) onCost?.(requests[i]!, cost);
      return assemble(plan, values);
    },
    fold: async (requests, { signal, onCost, ...limits } = {}) => {
      const answer = await read(signal, 'fold', requests, limits);
      if (answer === null) return requests.map(() => null);
      const { targets, costs } = answer;
      const folded = requests.filter((_, i) => targets[i] !== null);
      for (const [i, cost] of costs.entries()) onCost?.(folded[i]!, cost);
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
    for (const reader of readers) {
      reader.on('message', (message: FromReaderToMain) => {
        const one = settle(message.id);
        if ('answer' in message) one?.resolve(message.answer);
        else one?.reject(new Error(message.error));
      });
    }
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
          settle(message.id)?.resolve(message.answer);
          break;
        case 'error':
          settle(message.id)?.reject(revive(message.name, message.message));
          break;
      }
    });
  });
}

/** Errors lose their class between threads; those that mean something to a query get their own back. */
function revive(name: string, message: string): Error {
  if (name === 'TooMuchError') return new TooMuchError(message);
  return name === 'BadRequestError' ? new BadRequestError(message) : new Error(message);
}
