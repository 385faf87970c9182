import type { AggregationMethod } from '../../model/retention.ts';
import type { StoredSeries } from '../../model/series.ts';
import type { RollupFunction } from '../store.ts';
import type { ArchiveReader, ReadSchema } from './archiveReader.ts';

/**
 * What a fetch reads, resolved: one row for each series of each request, as columns, so that a plan of ten thousand series
 * moves between threads without an object for each.
 */
export interface FetchPlan {
  /** Rows of each request, in the order of the requests. */
  readonly counts: number[];
  readonly names: string[];
  readonly series: Uint32Array<ArrayBuffer>;
  readonly schemas: Uint16Array<ArrayBuffer>;
  readonly levels: Uint8Array<ArrayBuffer>;
  /** First slot and number of slots at the level. */
  readonly firsts: Float64Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Seconds between slots. */
  readonly steps: Float64Array<ArrayBuffer>;
  readonly aggregations: AggregationMethod[];
  readonly xFilesFactors: Float64Array<ArrayBuffer>;
  /** What each request wants of coarser archives; null is Whisper's value. */
  readonly rollups: (RollupFunction | null)[];
}

/** What a reader needs of a plan. */
export type ReadPart = Pick<
  FetchPlan,
  'counts' | 'series' | 'schemas' | 'levels' | 'firsts' | 'lengths' | 'rollups'
>;

/** Reads all rows of a plan: their values one after the other; absent ones are NaN. */
export function readPlan(
  plan: ReadPart,
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
): Float64Array<ArrayBuffer> {
  const rows = plan.series.length;
  const offsets = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row] + plan.lengths[row];
  const values = new Float64Array(offsets[rows]).fill(Number.NaN);
  const wants: (RollupFunction | null)[] = [];
  for (const [request, count] of plan.counts.entries())
    for (let i = 0; i < count; i++) wants.push(plan.rollups[request]!);
  // By series number, which is the order on disk.
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  order.sort((a, b) => plan.series[a] - plan.series[b]);
  for (const row of order) {
    const out = values.subarray(offsets[row], offsets[row + 1]);
    const series = plan.series[row];
    const schema = schemas[plan.schemas[row]]!;
    const want = wants[row];
    if (want === 'average') reader.readAverage(series, schema, plan.levels[row], plan.firsts[row], out);
    else reader.read(series, schema, plan.levels[row], plan.firsts[row], out, want ?? 'value');
  }
  return values;
}

/** The series of a plan with the values that were read for it. */
export function assemble(plan: FetchPlan, values: Float64Array): StoredSeries[][] {
  let row = 0;
  let at = 0;
  return plan.counts.map((count) =>
    Array.from({ length: count }, () => {
      const i = row++;
      const from = at;
      at += plan.lengths[i];
      return {
        name: plan.names[i]!,
        start: plan.firsts[i] * plan.steps[i],
        step: plan.steps[i],
        values: values.subarray(from, at),
        aggregation: plan.aggregations[i]!,
        xFilesFactor: plan.xFilesFactors[i],
      };
    }),
  );
}
