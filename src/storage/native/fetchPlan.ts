import { COLUMN_FOLDS } from '../../model/columnFolds.ts';
import type { StoredSeries } from '../../model/series.ts';
import { toEnd } from '../../model/toEnd.ts';
import type { FoldedSeries, FoldFunction, RollupFunction } from '../store.ts';
import type { ArchiveReader, ReadSchema } from './archiveReader.ts';
import { noCost, type RunningCost } from './readAccount.ts';

/**
 * What is to be read, resolved: one row for each series of each request, as columns, so that a plan of ten thousand series
 * moves between threads without an object for each.
 */
export interface PlanRows {
  /** Rows of each request, in the order of the requests. */
  readonly counts: number[];
  readonly series: Uint32Array<ArrayBuffer>;
  readonly schemas: Uint16Array<ArrayBuffer>;
  readonly levels: Uint8Array<ArrayBuffer>;
  /** First slot and number of slots at the level. */
  readonly firsts: Float64Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Seconds between slots. */
  readonly steps: Float64Array<ArrayBuffer>;
  /** What each request wants of coarser archives; null is Whisper's value. */
  readonly rollups: (RollupFunction | null)[];
}

/** What a fetch reads, and what is told of it. */
export interface FetchPlan extends PlanRows {
  /** A name a row, with line feeds between: as one text it crosses threads at next to no cost. No name contains one. */
  readonly names: string;
  /** By the numbers of the rows' schemas. */
  readonly told: Readonly<Record<number, ToldOfSchema>>;
}

export type ToldOfSchema = Pick<StoredSeries, 'aggregation' | 'xFilesFactor'>;

/** The grid and the tags of a request's one series. */
export interface FoldTarget {
  readonly first: number;
  readonly length: number;
  readonly step: number;
  /** How many series it is made of. */
  readonly series: number;
  /** They are read from coarser archives than their finest. */
  readonly rolledUp: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a fold reads. `folds` and `rows` are of those requests alone that have a target. */
export interface FoldPlan {
  readonly targets: readonly (FoldTarget | null)[];
  readonly folds: readonly FoldFunction[];
  readonly rows: PlanRows;
}

/** Values of all requests that are folded, one request after the other, and how many series had a value in each slot. */
export interface FoldValues {
  readonly values: Float64Array<ArrayBuffer>;
  readonly known: Uint32Array<ArrayBuffer>;
}

/** Reads all rows of a plan: their values one after the other; absent ones are NaN. */
export function readPlan(
  plan: PlanRows,
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
): Float64Array<ArrayBuffer> {
  return toEnd(planReading(plan, reader, schemas, costsOf(plan)));
}

/** What each request of a plan has cost, before anything is read. */
export function costsOf({ counts }: PlanRows): RunningCost[] {
  return counts.map(noCost);
}

/** The work of {@link readPlan} row by row; what each request costs is added to `costs`. */
export function* planReading(
  plan: PlanRows,
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
  costs: readonly RunningCost[],
): Generator<void, Float64Array<ArrayBuffer>> {
  const rows = plan.series.length;
  const offsets = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row] + plan.lengths[row];
  const values = new Float64Array(offsets[rows]).fill(Number.NaN);
  let row = 0;
  for (const [request, count] of plan.counts.entries()) {
    reader.chargeTo(costs[request]!);
    for (const each of onDisk(plan, row, row + count)) {
      yield;
      reader.chargeTo(costs[request]!);
      readRow(
        plan,
        each,
        plan.rollups[request]!,
        reader,
        schemas,
        values.subarray(offsets[each], offsets[each + 1]),
      );
    }
    row += count;
  }
  return values;
}

/**
 * Reads all rows of a plan and folds those of each request, which lie on one grid, into one as they come: of ten thousand series
 * no more than one is ever held.
 */
export function readFolds(
  plan: PlanRows,
  folds: readonly FoldFunction[],
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
): FoldValues {
  return toEnd(foldReading(plan, folds, reader, schemas, costsOf(plan)));
}

/** The work of {@link readFolds} row by row; what each request costs is added to `costs`. */
export function* foldReading(
  plan: PlanRows,
  folds: readonly FoldFunction[],
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
  costs: readonly RunningCost[],
): Generator<void, FoldValues> {
  // One slot of the result for each of a request's grid: that of its first row is that of all.
  let total = 0;
  let row = 0;
  for (const count of plan.counts) {
    total += plan.lengths[row];
    row += count;
  }
  const values = new Float64Array(total);
  const known = new Uint32Array(total);
  row = 0;
  let start = 0;
  for (const [request, count] of plan.counts.entries()) {
    const length = plan.lengths[row];
    const folded = values.subarray(start, start + length);
    const present = known.subarray(start, start + length);
    const fold = COLUMN_FOLDS[folds[request]!];
    const one = new Float64Array(length);
    reader.chargeTo(costs[request]!);
    for (const each of onDisk(plan, row, row + count)) {
      yield;
      reader.chargeTo(costs[request]!);
      one.fill(Number.NaN);
      if (readRow(plan, each, plan.rollups[request]!, reader, schemas, one)) fold(folded, present, one);
    }
    for (let i = 0; i < length; i++) if (present[i] === 0) folded[i] = Number.NaN;
    row += count;
    start += length;
  }
  return { values, known };
}

/** Rows `[from, to)` by series number, which is the order on disk. */
function onDisk({ series }: PlanRows, from: number, to: number): Uint32Array {
  const order = Uint32Array.from({ length: to - from }, (_, i) => from + i);
  return order.sort((a, b) => series[a] - series[b]);
}

/** False when there is nothing. */
function readRow(
  plan: PlanRows,
  row: number,
  rollup: RollupFunction | null,
  reader: ArchiveReader,
  schemas: readonly ReadSchema[],
  out: Float64Array,
): boolean {
  const series = plan.series[row];
  const schema = schemas[plan.schemas[row]]!;
  const level = plan.levels[row];
  const first = plan.firsts[row];
  return rollup === 'average'
    ? reader.readAverage(series, schema, level, first, out)
    : reader.read(series, schema, level, first, out, rollup ?? 'value');
}

/** The series of a plan with the values that were read for it. */
export function assemble(plan: FetchPlan, values: Float64Array): StoredSeries[][] {
  const names = plan.names.split('\n');
  let row = 0;
  let at = 0;
  return plan.counts.map((count) =>
    Array.from({ length: count }, () => {
      const i = row++;
      const from = at;
      at += plan.lengths[i];
      return {
        name: names[i]!,
        start: plan.firsts[i] * plan.steps[i],
        step: plan.steps[i],
        values: values.subarray(from, at),
        ...plan.told[plan.schemas[i]]!,
        ...(plan.levels[i] > 0 ? { rolledUp: true as const } : {}),
      };
    }),
  );
}

/** The folded series of each request, null where there is none. */
export function assembleFolds(
  targets: readonly (FoldTarget | null)[],
  { values, known }: FoldValues,
): (FoldedSeries | null)[] {
  let at = 0;
  return targets.map((target) => {
    if (target === null) return null;
    const { first, length, step, series, tags, rolledUp } = target;
    const from = at;
    at += length;
    return {
      start: first * step,
      step,
      values: values.subarray(from, at),
      known: known.subarray(from, at),
      series,
      tags,
      ...(rolledUp ? { rolledUp: true as const } : {}),
    };
  });
}
