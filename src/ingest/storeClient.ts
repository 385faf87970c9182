import { Worker } from 'node:worker_threads';
import { type MetricStore, TooMuchError } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
import type { ListenAddress } from './receiver.ts';
import {
  type FromStore,
  type StoreCall,
  type StoreCalls,
  type StoreThreadSettings,
  type ToStore,
  unpackAnswer,
} from './storeMessages.ts';

/** The store on its thread, with the addresses that its receivers have really bound. */
export interface RunningStore {
  readonly store: MetricStore;
  readonly carbon: ListenAddress | null;
  readonly carbonUdp: ListenAddress | null;
  /** Resolves with the reason when the thread dies by itself; then the program can't go on. */
  readonly died: Promise<Error>;
}

/** Starts the store's thread and waits until it listens. Rejects with a text for the operator. */
export function startStore(settings: StoreThreadSettings, log: Logger): Promise<RunningStore> {
  const worker = new Worker(new URL('./storeThread.ts', import.meta.url), {
    workerData: settings,
    name: 'store',
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
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
    find: (pattern, limit) => call('find', pattern, limit),
    search: (text, limit) => call('search', text, limit),
    fetch: async (requests, limits) => unpackAnswer(await call('fetch', requests, limits)),
    append: (batch) => call('append', batch),
    status: () => call('status'),
    close: async () => {
      closing = true;
      await call('close');
      await worker.terminate();
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
    worker.on('error', (error) => die(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => die(new Error(`the store's thread ended with code ${code}`)));
    worker.on('message', (message: FromStore) => {
      switch (message.kind) {
        case 'ready':
          resolve({ store, carbon: message.carbon, carbonUdp: message.carbonUdp, died });
          break;
        case 'failed':
          closing = true;
          reject(new Error(message.message));
          // Whatever it had begun (timers, the compactor) must not keep the process; nothing was taken in yet.
          void worker.terminate();
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

/** Errors lose their class between threads; the one that means something to a query gets its own back. */
function revive(name: string, message: string): Error {
  return name === 'TooMuchError' ? new TooMuchError(message) : new Error(message);
}
