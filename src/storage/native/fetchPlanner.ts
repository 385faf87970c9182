import { parseMetricName, seriesTags } from '../../model/metricName.ts';
import { type FetchLimits, type FetchRequest, type FoldRequest, TooMuchError } from '../store.ts';
import { type ChosenRange, chooseRange } from './archiveChoice.ts';
import type { FetchPlan, FoldPlan, FoldTarget, PlanRows, ToldOfSchema } from './fetchPlan.ts';
import type { SeriesActivity } from './seriesActivity.ts';
import type { SeriesRegistry } from './seriesRegistry.ts';

/** What the planner needs of the engine. */
export interface PlannedEngine {
  readonly registry: SeriesRegistry;
  readonly activity: SeriesActivity;
  /** Series that a request means, sorted by name. */
  seriesOf(request: FetchRequest): ArrayLike<number> & Iterable<number>;
  nowSeconds(): number;
}

/** Resolves requests to what must be read: names to series, ranges to archives and slots, all within the limits. */
export class FetchPlanner {
  private readonly engine: PlannedEngine;

  constructor(engine: PlannedEngine) {
    this.engine = engine;
  }

  /** Throws a {@link TooMuchError} when that is more than the limits allow. */
  plan(requests: readonly FetchRequest[], limits: FetchLimits): FetchPlan {
    const { registry } = this.engine;
    const rows = this.rowsOf(requests, limits);
    const told: Record<number, ToldOfSchema> = {};
    for (const number of rows.schemas) {
      if (told[number] !== undefined) continue;
      const { aggregation, xFilesFactor } = registry.schemas[number]!.schema;
      told[number] = { aggregation, xFilesFactor };
    }
    return { ...rows, names: Array.from(rows.series, (each) => registry.name(each)).join('\n'), told };
  }

  /**
   * The same for requests whose series are only wanted folded into one. Where they do not lie on one grid, or are fewer than two,
   * there is nothing to fold: such requests have no target, and no rows.
   */
  planFolds(requests: readonly FoldRequest[], limits: FetchLimits): FoldPlan {
    const rows = this.rowsOf(requests, limits);
    const targets: (FoldTarget | null)[] = [];
    const keep = new Uint8Array(rows.series.length);
    let row = 0;
    for (const count of rows.counts) {
      const end = row + count;
      const foldable = count >= 2 && onOneGrid(rows, row, end);
      targets.push(
        foldable
          ? {
              first: rows.firsts[row],
              length: rows.lengths[row],
              step: rows.steps[row],
              series: count,
              rolledUp: rows.levels.subarray(row, end).some((level) => level > 0),
              tags: this.commonTags(rows.series.subarray(row, end)),
            }
          : null,
      );
      if (foldable) keep.fill(1, row, end);
      row = end;
    }
    const kept = requests.filter((_, i) => targets[i] !== null);
    return {
      targets,
      folds: kept.map(({ fold }) => fold),
      // A request without any row has no target either, so looking at the rows would not do.
      rows: kept.length === requests.length ? rows : keptRows(rows, keep, targets),
    };
  }

  private rowsOf(
    requests: readonly FetchRequest[],
    { maxSeries = Infinity, maxPoints = Infinity }: FetchLimits,
  ): PlanRows {
    const { engine } = this;
    const { registry, activity } = engine;
    const now = engine.nowSeconds();
    const found = requests.map((request) => engine.seriesOf(request));
    const total = found.reduce((sum, { length }) => sum + length, 0);
    if (total > maxSeries) {
      const most = found.reduce((best, { length }, i) => (length > found[best]!.length ? i : best), 0);
      throw new TooMuchError(
        `"${requests[most]!.pattern}" and the other targets match ${total.toLocaleString('en')} series; ${maxSeries.toLocaleString('en')} are allowed in one request`,
      );
    }
    const series = new Uint32Array(total);
    const schemas = new Uint16Array(total);
    const levels = new Uint8Array(total);
    const firsts = new Float64Array(total);
    const lengths = new Uint32Array(total);
    const steps = new Float64Array(total);
    const counts: number[] = [];
    let row = 0;
    let points = 0;
    for (const [i, { pattern, from, until }] of requests.entries()) {
      const before = row;
      // Schemas are few: what a range means for one of them is worked out once.
      const ranges: (ChosenRange | null | undefined)[] = [];
      for (const each of found[i]!) {
        const { schema, number } = registry.schema(each);
        let range = ranges[number];
        if (range === undefined) {
          range = chooseRange(schema, from, until, now);
          ranges[number] = range;
        }
        if (range === null) continue;
        points += range.slots;
        if (points > maxPoints) {
          throw new TooMuchError(
            `"${pattern}" over this range reads more than ${maxPoints.toLocaleString('en')} points in one request; ask for a shorter range or fewer series`,
          );
        }
        series[row] = each;
        schemas[row] = number;
        levels[row] = range.level;
        firsts[row] = range.start / range.step;
        lengths[row] = range.slots;
        steps[row] = range.step;
        row++;
        activity.read(each, now);
      }
      counts.push(row - before);
    }
    return {
      counts,
      series: series.subarray(0, row),
      schemas: schemas.subarray(0, row),
      levels: levels.subarray(0, row),
      firsts: firsts.subarray(0, row),
      lengths: lengths.subarray(0, row),
      steps: steps.subarray(0, row),
      rollups: requests.map(({ rollup }) => rollup ?? null),
    };
  }

  /** Tags on which all series agree, the path as the tag `name`. Without tags that takes a look at two names. */
  private commonTags(series: Uint32Array): Record<string, string> {
    const { registry } = this.engine;
    let common = Object.entries(seriesTags(registry.name(series[0])));
    for (let i = 1; i < series.length && common.length > 0; i++) {
      const { path, tags } = parseMetricName(registry.name(series[i]));
      common = common.filter(([tag, value]) => (tag === 'name' ? path : tags[tag]) === value);
    }
    return Object.fromEntries(common);
  }
}

function onOneGrid({ firsts, lengths, steps }: PlanRows, from: number, to: number): boolean {
  for (let row = from + 1; row < to; row++) {
    if (steps[row] !== steps[from] || firsts[row] !== firsts[from] || lengths[row] !== lengths[from])
      return false;
  }
  return true;
}

function keptRows(rows: PlanRows, keep: Uint8Array, targets: readonly (FoldTarget | null)[]): PlanRows {
  const kept = <T extends { filter(test: (value: number, row: number) => boolean): T }>(column: T): T =>
    column.filter((_, row) => keep[row] === 1);
  return {
    counts: rows.counts.filter((_, i) => targets[i] !== null),
    series: kept(rows.series),
    schemas: kept(rows.schemas),
    levels: kept(rows.levels),
    firsts: kept(rows.firsts),
    lengths: kept(rows.lengths),
    steps: kept(rows.steps),
    rollups: rows.rollups.filter((_, i) => targets[i] !== null),
  };
}
