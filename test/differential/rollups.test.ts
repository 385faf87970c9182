/**
 * The columns of coarser archives tell the truth: min, max, sum, count, last and mean of a slot are those of the points below it,
 * whenever these came, were flushed, rolled up in the background, or dropped because their own archive does not reach so far.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeriesSchema } from '../../src/model/retention.ts';
import type { StoredSeries } from '../../src/model/series.ts';
import type { NativeEngine } from '../../src/storage/native/nativeEngine.ts';
import type { RollupFunction } from '../../src/storage/store.ts';
import { askedSteps, playOnEngine } from './playOnEngine.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const CASES = Number(process.env['ROLLUP_CASES'] ?? 600);
const SEED = Number(process.env['ROLLUP_SEED'] ?? Date.now() % 2 ** 31);
const ROLLUPS: readonly RollupFunction[] = ['min', 'max', 'sum', 'count', 'last', 'average'];

/** What is true of a slot. `size` is the sum of the values' sizes: sums are exact to a share of it. */
interface Truth {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly count: number;
  readonly last: number;
  readonly size: number;
}

let compared = 0;

test('rollups are those of the points', { timeout: 3_600_000 }, async () => {
  console.log(`rollups: ${CASES} cases, ROLLUP_SEED=${SEED}`);
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      compare(scenario, await playOnEngine(scenario, fetchAll));
    }),
    { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: 60_000 + CASES * 100 },
  );
  console.log(`rollups: ${compared} known values compared`);
  expect(compared).toBeGreaterThan(CASES * 10);
});

type Answers = readonly (StoredSeries | null)[];

/** One answer for each of {@link ROLLUPS}. */
async function fetchAll(
  engine: NativeEngine,
  pattern: string,
  { from, until }: { from: number; until: number },
): Promise<Answers> {
  const found = await engine.fetch(ROLLUPS.map((rollup) => ({ pattern, from, until, rollup })));
  return found.map(([series]) => series ?? null);
}

function compare(scenario: Scenario, answers: readonly (0 | 1 | Answers)[]): void {
  const models = scenario.schemas.map((schema) => new SeriesModel(schema));
  let { now } = scenario;
  const clocks = scenario.steps.flatMap((step) => {
    if (step.kind === 'clock') now = step.now;
    return step.kind === 'write' || step.kind === 'fetch' ? [now] : [];
  });
  for (const [i, step] of askedSteps(scenario).entries()) {
    const answer = answers[i]!;
    if (step.kind === 'write') {
      if (answer === 1) models[step.series]!.write(clocks[i]!, step.seconds, step.value);
      continue;
    }
    for (const [k, series] of (answer as Answers).entries())
      if (series !== null) compareColumn(JSON.stringify(step), models[step.series]!, ROLLUPS[k]!, series);
  }
}

function compareColumn(what: string, model: SeriesModel, rollup: RollupFunction, series: StoredSeries): void {
  const truths = model.truths(series.step);
  for (const [i, found] of series.values.entries()) {
    const seconds = series.start + i * series.step;
    const truth = truths.get(seconds);
    const wanted =
      truth === undefined ? Number.NaN : rollup === 'average' ? truth.sum / truth.count : truth[rollup];
    const allowed = rollup === 'sum' || rollup === 'average' ? (truth?.size ?? 0) * 1e-12 : 0;
    if (truth !== undefined) compared++;
    if (!(Math.abs(found - wanted) <= allowed) && !(Number.isNaN(found) && Number.isNaN(wanted)))
      throw new Error(`${what}: ${rollup} at ${seconds} is ${found}, not ${wanted}`);
  }
}

/** All that was ever written to a series. A value that was written to a coarser archive itself stands for its whole slot. */
class SeriesModel {
  private readonly schema: SeriesSchema;
  /** For each archive: second of a slot → value. */
  private readonly written: Map<number, number>[];

  constructor(schema: SeriesSchema) {
    this.schema = schema;
    this.written = schema.archives.map(() => new Map());
  }

  write(now: number, seconds: number, value: number): void {
    const { archives } = this.schema;
    const level = archives.findIndex(({ step, points }) => step * points >= now - seconds);
    const { step } = archives[level]!;
    this.written[level]!.set(seconds - (seconds % step), value);
  }

  /** Second of a slot → what is true of it, for the archive of that step. */
  truths(step: number): Map<number, Truth> {
    let truths = new Map<number, Truth>();
    for (const [level, archive] of this.schema.archives.entries()) {
      const coarser = new Map<number, Truth>();
      for (const [seconds, truth] of [...truths].sort(([a], [b]) => a - b)) {
        const slot = seconds - (seconds % archive.step);
        coarser.set(slot, joined(coarser.get(slot), truth));
      }
      for (const [slot, value] of this.written[level]!)
        coarser.set(slot, {
          min: value,
          max: value,
          sum: value,
          count: 1,
          last: value,
          size: Math.abs(value),
        });
      truths = coarser;
      if (archive.step === step) break;
    }
    return truths;
  }
}

function joined(earlier: Truth | undefined, later: Truth): Truth {
  if (earlier === undefined) return later;
  return {
    min: Math.min(earlier.min, later.min),
    max: Math.max(earlier.max, later.max),
    sum: earlier.sum + later.sum,
    count: earlier.count + later.count,
    last: later.last,
    size: earlier.size + later.size,
  };
}
