import type { ServeSettings } from '../config/settings.ts';
import type { AggregationMethod } from '../model/retention.ts';
import type { StoredSeries } from '../model/series.ts';
import type { FetchLimits, FetchRequest, FindAnswer, PointBatch, StoreStatus } from '../storage/store.ts';
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
}

/** The calls and their answers. */
export interface StoreCalls {
  find: { args: [pattern: string, limit: number | undefined]; answer: FindAnswer };
  search: { args: [text: string, limit: number]; answer: { names: string[]; truncated: boolean } };
  fetch: { args: [requests: readonly FetchRequest[], limits: FetchLimits | undefined]; answer: PackedAnswer };
  append: { args: [batch: PointBatch]; answer: undefined };
  status: { args: []; answer: StoreStatus };
  close: { args: []; answer: undefined };
}
export type StoreCall = keyof StoreCalls;

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

/**
 * Series as columns: the values of all of them in one array, which moves between threads instead of being copied, and
 * no object for a series.
 */
export interface PackedAnswer {
  /** Number of series of each request. */
  readonly counts: number[];
  readonly names: string[];
  readonly starts: Float64Array;
  readonly steps: Float64Array;
  readonly lengths: Uint32Array;
  readonly aggregations: AggregationMethod[];
  readonly xFilesFactors: Float64Array;
  readonly values: Float64Array<ArrayBuffer>;
}

export function packAnswer(answer: readonly (readonly StoredSeries[])[]): PackedAnswer {
  const all = answer.flat();
  const values = new Float64Array(all.reduce((sum, series) => sum + series.values.length, 0));
  let at = 0;
  for (const series of all) {
    values.set(series.values, at);
    at += series.values.length;
  }
  return {
    counts: answer.map((series) => series.length),
    names: all.map((series) => series.name),
    starts: Float64Array.from(all, (series) => series.start),
    steps: Float64Array.from(all, (series) => series.step),
    lengths: Uint32Array.from(all, (series) => series.values.length),
    aggregations: all.map((series) => series.aggregation),
    xFilesFactors: Float64Array.from(all, (series) => series.xFilesFactor),
    values,
  };
}

export function unpackAnswer(packed: PackedAnswer): StoredSeries[][] {
  let series = 0;
  let at = 0;
  return packed.counts.map((count) =>
    Array.from({ length: count }, () => {
      const i = series++;
      const from = at;
      at += packed.lengths[i];
      return {
        name: packed.names[i],
        start: packed.starts[i],
        step: packed.steps[i],
        values: packed.values.subarray(from, at),
        aggregation: packed.aggregations[i],
        xFilesFactor: packed.xFilesFactors[i],
      };
    }),
  );
}
