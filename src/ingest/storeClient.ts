import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import { assemble } from '../storage/native/fetchPlan.ts';
import { blocksFolder } from '../storage/native/folders.ts';
import type { ReaderAnswer, ReaderSettings } from '../storage/native/readerThread.ts';
import { BadRequestError, type MetricStore, TooMuchError } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
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
  const readers = channels.map(
    ({ port2 }, i) =>
      new Worker(new URL('../storage/native/readerThread.ts', import.meta.url), {
        workerData: { blocksFolder: blocksFolder(settings.folder), port: port2 } satisfies ReaderSettings,
        transferList: [port2],
        name: `reader ${i + 1}`,
        resourceLimits: YOUNG,
      }),
  );
  const waiting = new Map<number, Waiting<unknown>>();
  const values = new Tickets();
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
    find: (...args) => call('find', ...args),
    search: (...args) => call('search', ...args),
    names: (...args) => call('names', ...args),
    findByTags: (...args) => call('findByTags', ...args),
    fetch: async (requests, limits) => {
      const { plan, ticket } = await call('plan', requests, limits);
      return assemble(plan, await values.take(ticket));
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

/** Values that readers send, by ticket: they may come before the store's own answer, or after it. */
class Tickets {
  private readonly come = new Map<number, ReaderAnswer>();
  private readonly asked = new Map<number, Waiting<Float64Array>>();
  private failed: Error | null = null;

  take(ticket: number): Promise<Float64Array> {
    return new Promise((resolve, reject) => {
      if (this.failed) {
        reject(this.failed);
        return;
      }
      this.asked.set(ticket, { resolve, reject });
      const answer = this.come.get(ticket);
      if (answer) this.put(answer);
    });
  }

  put(answer: ReaderAnswer): void {
    const { ticket, values, error } = answer;
    const waiting = this.asked.get(ticket);
    if (waiting === undefined) {
      this.come.set(ticket, answer);
      return;
    }
    this.come.delete(ticket);
    this.asked.delete(ticket);
    if (values) waiting.resolve(values);
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
