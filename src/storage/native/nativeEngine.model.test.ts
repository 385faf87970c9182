/** The engine against the obvious store: whatever is written, flushed, merged and restarted, both answer the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { openTestEngine } from '../../../test/support/testEngine.ts';
import { AGGREGATION_METHODS, type SeriesSchema } from '../../model/retention.ts';
import type { NativeEngine } from './nativeEngine.ts';

/** Just after a block window's edge, so that points lie on both sides of one. */
const NOW = Math.ceil(1_700_000_000 / (8192 * 10)) * 8192 * 10 + 95;
const NAMES = ['a.x', 'a.y', 'b.x', 'b.x.deep'];

const schemas = fc.tuple(fc.constantFrom(...AGGREGATION_METHODS), fc.constantFrom(0, 0.3, 0.5, 1)).map(
  ([aggregation, xFilesFactor]): SeriesSchema => ({
    archives: [
      { step: 10, points: 60 },
      { step: 60, points: 60 },
      { step: 300, points: 300 },
    ],
    aggregation,
    xFilesFactor,
  }),
);
/** Seconds before now, mostly recent, within the retention of 90,000 s and within the two windows around now. */
const age = fc.oneof(fc.nat({ max: 900 }), fc.nat({ max: 80_000 }));
const value = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      name: fc.constantFrom(...NAMES),
      age,
      values: fc.array(value, { minLength: 1, maxLength: 50 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

test('the engine answers as the obvious store does', async () => {
  await fc.assert(
    fc.asyncProperty(
      schemas,
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(fc.tuple(age, age), { minLength: 1, maxLength: 6 }),
      async (schema, steps, ranges) => {
        const folder = mkdtempSync(join(tmpdir(), 'plumbago-model-'));
        const naive = createNaiveStore(() => NOW);
        // Points come when they are fresh, so that all go to the finest archive; everything else happens now.
        let clock = NOW;
        const open = (): NativeEngine => openTestEngine(folder, { schemaOf: () => schema, now: () => clock });
        let engine = open();
        try {
          for (const each of steps) {
            if (each.kind === 'flush') await engine.flush();
            else if (each.kind === 'settle') await engine.settle();
            else if (each.kind === 'restart') {
              await engine.close();
              engine = open();
            } else {
              each.values.forEach((value, i) => {
                const seconds = Math.min(NOW - each.age + i * 10, NOW);
                clock = seconds;
                engine.append({ seconds, names: [each.name], values: Float64Array.of(value) });
                naive.addWithSchema(each.name, schema, [[seconds, value]]);
              });
              clock = NOW;
            }
          }
          for (const [one, other] of ranges) {
            for (const pattern of ['a.*', 'b.x', '*.x', 'b.x.deep']) {
              const request = {
                pattern,
                from: NOW - Math.max(one, other),
                until: NOW - Math.min(one, other),
              };
              expect(engine.fetch([request])).toEqual(await naive.fetch([request]));
            }
          }
        } finally {
          await engine.close();
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 60 },
  );
});
