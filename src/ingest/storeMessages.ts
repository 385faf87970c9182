import type { ServeSettings } from '../config/settings.ts';
import type { ReaderEnd } from '../storage/native/readerPool.ts';
import type { FetchedValues, FoldedValues } from '../storage/native/readerThread.ts';
import type { FetchLimits, FetchRequest, FoldRequest, MetricStore } from '../storage/store.ts';
import type { PackedNodes } from './packedNodes.ts';
import type { ListenAddress } from './receiver.ts';

/** What the main thread and the store's thread say to each other: plain data only. */

/** Everything the store's thread is started with. */
export interface StoreThreadSettings
  extends Pick<
    ServeSettings,
    'carbon' | 'carbonUdp' | 'schemasFile' | 'aggregationFile' | 'sources' | 'ingest' | 'storage'
  > {
  /** The engine's folder. */
  readonly folder: string;
  /** One for each reader thread, which is at its other end. */
  readonly readers: readonly ReaderEnd[];
}

/** Methods of the store that are one call and one answer. */
export type PlainCall = Exclude<keyof MetricStore, 'find' | 'fetch' | 'fold'>;

type PlainCalls = {
  [Call in PlainCall]: {
    args: Parameters<MetricStore[Call]>;
    answer: Awaited<ReturnType<MetricStore[Call]>>;
  };
};

/** The calls and their answers. */
export interface StoreCalls extends PlainCalls {
  find: { args: Parameters<MetricStore['find']>; answer: PackedNodes };
  /** What is asked of the store's thread is answered by a reader's, unless it is refused. */
  fetch: { args: [requests: readonly FetchRequest[], limits: FetchLimits]; answer: FetchedValues };
  /** The same. The store's thread answers null where there is nothing to fold. */
  fold: { args: [requests: readonly FoldRequest[], limits: FetchLimits]; answer: FoldedValues | null };
}
export type StoreCall = keyof StoreCalls;
export type ReadCall = 'fetch' | 'fold';

export type ToStore = {
  [Call in StoreCall]: { readonly id: number; readonly call: Call; readonly args: StoreCalls[Call]['args'] };
}[StoreCall];

export type FromStore =
  | {
      readonly kind: 'ready';
      readonly carbon: ListenAddress | null;
      readonly carbonUdp: ListenAddress | null;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string }
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>> | undefined;
    };
