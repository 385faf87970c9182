/** Changes of retention against the obvious model: whatever was written, flushed and changed, both hold the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NaiveRetention } from '../../../test/support/naiveRetention.ts';
import { openTestEngine } from '../../../test/support/testEngine.ts';
import { AGGREGATION_METHODS, type Archive, type SeriesSchema } from '../../model/retention.ts';
import { Administration } from './administration.ts';
import { windowOf, windowSlots } from './archiveClass.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { RetentionChange } from './retentionChange.ts';

const LISTS: readonly (readonly Archive[])[] = [
  [{ step: 10, points: 3000 }],
  [
    { step: 10, points: 60 },
    { step: 60, points: 600 },
  ],
  [
    { step: 10, points: 120 },
    { step: 30, points: 200 },
    { step: 300, points: 130 },
  ],
  [{ step: 60, points: 500 }],
  [
    { step: 25, points: 100 },
    { step: 100, points: 300 },
  ],
  [
    { step: 60, points: 30 },
    { step: 600, points: 60 },
  ],
  [
    { step: 5, points: 400 },
    { step: 60, points: 100 },
  ],
  [
    { step: 7, points: 300 },
    { step: 70, points: 500 },
  ],
];

/** More than any archive reaches back. */
const REACH = 45_000;
/** A moment when no window ends or begins within reach, so that what was dropped with whole windows makes no difference. */
const NOW = (() => {
  for (let now = 1_700_000_011; ; now += 997) {
    const within = LISTS.every((archives) =>
      archives.every(({ step }, level) => {
        const window = windowOf(Math.floor(now / step), windowSlots(archives, level));
        return window * step < now - REACH || step < 10;
      }),
    );
    if (within) return now;
  }
})();

const schemas = fc
  .tuple(fc.constantFrom(...LISTS), fc.constantFrom(...AGGREGATION_METHODS))
  .map(([archives, aggregation]): SeriesSchema => ({ archives, aggregation, xFilesFactor: 0 }));
const writes = fc.record({
  kind: fc.constant('write' as const),
  age: fc.oneof(
    { weight: 3, arbitrary: fc.nat({ max: 500 }) },
    fc.nat({ max: 3000 }),
    fc.nat({ max: 20_000 }),
  ),
  values: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }),
  step: fc.constantFrom(5, 10, 60),
});
const plain = fc.oneof(
  { weight: 5, arbitrary: writes },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);
const changes = fc.record({ kind: fc.constant('change' as const), to: schemas });
const runs = fc
  .tuple(
    fc.array(plain, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(changes, fc.array(plain, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, rest]) => [...first, ...rest.flatMap(([change, steps]) => [change, ...steps])]);

test('whatever schemas follow each other, a series holds what the obvious model holds', async () => {
  await fc.assert(
    fc.asyncProperty(schemas, runs, async (first, steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbago-retention-'));
      const model = new NaiveRetention(first, NOW);
      let { engine, retention } = open(folder, first);
      try {
        for (const step of steps) {
          if (step.kind === 'flush') await engine.flush();
          else if (step.kind === 'settle') await engine.settle();
          else if (step.kind === 'restart') {
            await engine.close();
            ({ engine, retention } = open(folder, first));
          } else if (step.kind === 'change') {
            // Another method on the same archives makes old values anew from what rollups know: that has a test of its own.
            if (engine.registry.live === 0 || sameArchives(model.schema, step.to)) continue;
            await retention.setRetention({ patterns: ['a'], schema: step.to }, { dryRun: false });
            await engine.settle();
            model.change(step.to);
            check(engine, model);
          } else {
            step.values.forEach((value, i) => {
              const seconds = Math.min(NOW - step.age + i * step.step, NOW);
              const { archives } = model.schema;
              const oldest = archives.at(-1)!;
              if (NOW - seconds >= oldest.step * oldest.points) return;
              engine.append({ seconds, names: ['a'], values: Float64Array.of(value) });
              model.write(seconds, value);
            });
          }
        }
        check(engine, model);
        await engine.flush();
        await engine.settle();
        check(engine, model);
      } finally {
        await engine.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

function sameArchives(one: SeriesSchema, other: SeriesSchema): boolean {
  return JSON.stringify(one.archives) === JSON.stringify(other.archives);
}

function open(folder: string, schema: SeriesSchema): { engine: NativeEngine; retention: RetentionChange } {
  const engine = openTestEngine(folder, { schemaOf: () => schema, now: () => NOW });
  new Administration(engine);
  return { engine, retention: new RetentionChange(engine, () => () => schema) };
}

function check(engine: NativeEngine, model: NaiveRetention): void {
  if (engine.registry.live === 0) return;
  for (const [level, { step, points }] of model.schema.archives.entries()) {
    for (const rollup of [undefined, 'max'] as const) {
      const [[series]] = engine.fetch([
        { pattern: 'a', from: NOW - step * points, until: NOW, rollup },
      ]) as unknown as [[{ start: number; step: number; values: Float64Array }]];
      expect(series.step).toBe(step);
      const found: Record<number, number> = {};
      const expected: Record<number, number> = {};
      series.values.forEach((value, i) => {
        const slot = series.start / step + i;
        const content = model.at(level, slot);
        if (!Number.isNaN(value)) found[slot] = round(value);
        if (content !== undefined) expected[slot] = round(rollup === 'max' ? content.max : content.value);
      });
      expect({ level, rollup, values: found }).toEqual({ level, rollup, values: expected });
    }
  }
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
