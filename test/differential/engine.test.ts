/** The whole way from points to answers, through the native engine on disk, against graphite-web. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { NativeEngine } from '../../src/storage/native/nativeEngine.ts';
import { seriesTexts } from '../support/arbitraryCalls.ts';
import { GraphiteReference } from '../support/graphiteReference.ts';
import { evaluateHere } from '../support/plumbagoSide.ts';
import { openTestEngine } from '../support/testEngine.ts';
import type { World } from '../support/world.ts';
import { difference } from './compareSeries.ts';
import { NOW, ranges, worlds } from './worlds.ts';

const TARGETS = Number(process.env['ENGINE_TARGETS'] ?? 300);
const SEED = Number(process.env['ENGINE_SEED'] ?? Date.now() % 2 ** 31);

const reference = new GraphiteReference();
afterAll(() => reference.close());

test.each(['alike', 'mixed'] as const)(
  `ENGINE_TARGETS=${TARGETS} ENGINE_SEED=${SEED}: steps %s`,
  async (steps) => {
    const [drawn] = fc.sample(worlds(steps), { numRuns: 1, seed: SEED });
    // The engine knows a series from its first point on.
    const world: World = {
      series: drawn!.series.filter(({ values }) => values.some((value) => value !== null)),
    };
    const evaluations = fc
      .sample(fc.tuple(seriesTexts, ranges), { numRuns: TARGETS, seed: SEED })
      .map(([target, range]) => ({ target, ...range, now: NOW, zone: 'UTC', xFilesFactor: 0, template: {} }));
    await reference.replaceWorld(world);
    const answers = await reference.evaluate(evaluations);
    const folder = mkdtempSync(join(tmpdir(), 'plumbago-differential-'));
    const engine = await filledEngine(folder, world);
    const store = {
      fetch: async (...request: Parameters<NativeEngine['fetch']>) => engine.fetch(...request),
    };
    try {
      for (const [i, evaluation] of evaluations.entries()) {
        const found = difference(answers[i]!, await evaluateHere(world, evaluation, store));
        expect(found, JSON.stringify(evaluation)).toBeNull();
      }
    } finally {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** Half of the points are in blocks, the others in the head. */
async function filledEngine(folder: string, { series }: World): Promise<NativeEngine> {
  const step = new Map(series.map((one) => [one.name, one.step]));
  const engine = openTestEngine(folder, {
    now: () => NOW,
    schemaOf: (name) => ({
      archives: [{ step: step.get(name)!, points: 100_000 }],
      aggregation: 'average',
      xFilesFactor: 0,
    }),
  });
  for (const half of [0, 1]) {
    for (const { name, start, step, values } of series) {
      for (const [i, value] of values.entries()) {
        if (value === null || Math.floor((2 * i) / values.length) !== half) continue;
        engine.append({ seconds: start + i * step, names: [name], values: Float64Array.of(value) });
      }
    }
    if (half === 0) await engine.flush();
  }
  return engine;
}
