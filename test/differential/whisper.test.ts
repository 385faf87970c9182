/**
 * The engine against Whisper itself: random archives, methods and xFilesFactors; points in order, late, repeated, with gaps, older
 * than the finest archives reach; a clock that moves on; flushes, background work and restarts anywhere; ranges of all kinds.
 *
 * `WHISPER_CASES=20000 WHISPER_SEED=1 npx vitest run --project whole test/differential` is a longer run, or the same again.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredSeries } from '../../src/model/series.ts';
import type { NativeEngine } from '../../src/storage/native/nativeEngine.ts';
import {
  type WhisperAnswer,
  type WhisperFetch,
  type WhisperOp,
  WhisperReference,
  type WhisperSeries,
} from '../support/whisperReference.ts';
import { askedSteps, playOnEngine } from './playOnEngine.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const CASES = Number(process.env['WHISPER_CASES'] ?? 3000);
const SEED = Number(process.env['WHISPER_SEED'] ?? Date.now() % 2 ** 31);

let whisper: WhisperReference;
beforeAll(() => {
  whisper = new WhisperReference();
});
afterAll(() => whisper.close());

/** Told at the end: a run that compares next to nothing, or excuses much, is no good. */
const seen = { values: 0, known: 0, lost: 0, refused: 0 };

test('the engine answers as Whisper does', { timeout: 3_600_000 }, async () => {
  console.log(`differential: ${CASES} cases, WHISPER_SEED=${SEED}`);
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      compare(scenario, await askWhisper(scenario), await playOnEngine(scenario, fetchOne));
    }),
    // The last is for the search for a small example of a failure, which has no end otherwise.
    { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: 60_000 + CASES * 100 },
  );
  console.log(
    `differential: ${seen.values} values compared, ${seen.known} known, ${seen.lost} of them lost or changed by ` +
      `the real Whisper, ${seen.refused} points refused by both`,
  );
  expect(seen.known).toBeGreaterThan(CASES * 10);
});

function askWhisper(scenario: Scenario): Promise<WhisperAnswer[]> {
  const { schemas, steps } = scenario;
  const first = Math.min(
    scenario.now,
    ...steps.map((step) => (step.kind === 'write' ? step.seconds : Infinity)),
  );
  const last = Math.max(scenario.now, ...steps.map((step) => (step.kind === 'clock' ? step.now : 0)));
  const series = schemas.map((schema): WhisperSeries => ({ schema, firstSecond: first, lastSecond: last }));
  let { now } = scenario;
  const ops: WhisperOp[] = [];
  for (const step of steps) {
    if (step.kind === 'clock') now = step.now;
    else if (step.kind === 'write') ops.push(['update', step.series, now, step.seconds, step.value]);
    else if (step.kind === 'fetch') ops.push(['fetch', step.series, now, step.from, step.until]);
  }
  return whisper.play(series, ops);
}

async function fetchOne(
  engine: NativeEngine,
  name: string,
  { from, until }: { from: number; until: number },
): Promise<StoredSeries | null> {
  const [found] = await engine.fetch([{ pattern: name, from, until }]);
  return found![0] ?? null;
}

function compare(
  scenario: Scenario,
  expected: readonly WhisperAnswer[],
  found: readonly (0 | 1 | StoredSeries | null)[],
): void {
  /** Series that have a point: others do not exist for the engine, while Whisper has an empty file. */
  const written = new Set<number>();
  /** The largest value of each series, by size: sums that cancel out are exact to a share of it. */
  const sizes = scenario.schemas.map(() => 0);
  for (const [i, step] of askedSteps(scenario).entries()) {
    const what = JSON.stringify(step);
    const wanted = expected[i]!;
    if (step.kind === 'write') {
      expect(found[i], what).toBe(wanted);
      sizes[step.series] = Math.max(sizes[step.series]!, Math.abs(step.value));
      if (wanted === 1) written.add(step.series);
      else seen.refused++;
    } else if (wanted === null || found[i] === null) {
      if (written.has(step.series)) expect(found[i], what).toBe(wanted);
    } else if (written.has(step.series)) {
      compareSeries(what, wanted as WhisperFetch, found[i] as StoredSeries, sizes[step.series]! * 1e-12);
    }
  }
}

/** Value by value. Where the two Whispers differ the engine has to answer as the keeping one: no other difference is allowed. */
function compareSeries(what: string, expected: WhisperFetch, found: StoredSeries, allowed: number): void {
  const { start, step, values } = found;
  expect({ start, step, count: values.length }, what).toEqual({
    start: expected.start,
    step: expected.step,
    count: expected.values.length,
  });
  const wanted = expected.keeping ?? expected.values;
  for (const [i, value] of wanted.entries()) {
    const real = expected.values[i]!;
    seen.values++;
    if (value !== null) seen.known++;
    if (value !== real) seen.lost++;
    if (!same(value, values[i]!, allowed)) {
      throw new Error(
        `${what}: at ${start + i * step} the engine answers ${values[i]}, Whisper ${value}` +
          (value === real ? '' : ` (${real} in the real one)`),
      );
    }
  }
}

function same(wanted: number | null, found: number, allowed: number): boolean {
  if (wanted === null || Number.isNaN(found)) return wanted === null && Number.isNaN(found);
  return Math.abs(wanted - found) <= 1e-9 * Math.abs(wanted) + allowed;
}
