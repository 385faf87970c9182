/** The engine against the obvious store: whatever is written, renamed, deleted, flushed, rolled up and restarted, both answer the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { openTestEngine } from '../../../test/support/testEngine.ts';
import { AGGREGATION_METHODS, type SeriesSchema } from '../../model/retention.ts';
import type { Grid, StoredSeries } from '../../model/series.ts';
import type { FoldRequest } from '../store.ts';
import { Administration } from './administration.ts';
import type { NativeEngine } from './nativeEngine.ts';

/** Just before the end of a window of the finest archive (8,190 slots of 10 s), so that points lie on both sides. */
const START = Math.ceil(1_700_000_000 / 81_900) * 81_900 - 95;
const NAMES = ['a.x', 'a.y', 'b.x', 'b.x.deep'];
/** Seconds that the finest archive reaches back. Older points are Whisper's own business: see test/differential. */
const FINEST = 3600;

const schemas = fc.tuple(fc.constantFrom(...AGGREGATION_METHODS), fc.constantFrom(0, 0.25, 0.5, 1)).map(
  ([aggregation, xFilesFactor]): SeriesSchema => ({
    archives: [
      { step: 10, points: FINEST / 10 },
      { step: 60, points: 600 },
      { step: 300, points: 1200 },
    ],
    aggregation,
    xFilesFactor,
  }),
);
const name = fc.constantFrom(...NAMES);
const value = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      name,
      age: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: FINEST })),
      values: fc.array(value, { minLength: 1, maxLength: 50 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      by: fc.oneof(fc.nat({ max: 600 }), fc.nat({ max: 100_000 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      pattern: fc.oneof(name, fc.constant('a.*')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      from: fc.oneof(name, fc.constantFrom('a', 'b')),
      to: fc.oneof(name, fc.constantFrom('a', 'b', 'c.new')),
    }),
  },
);

test('the engine answers as the obvious store does', async () => {
  await fc.assert(
    fc.asyncProperty(
      schemas,
      fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
      fc.array(fc.tuple(fc.nat({ max: 360_000 }), fc.nat({ max: 360_000 })), { minLength: 1, maxLength: 6 }),
      async (schema, steps, ranges) => {
        const folder = mkdtempSync(join(tmpdir(), 'plumbago-model-'));
        let now = START;
        const open = () => openTestEngine(folder, { schemaOf: () => schema, now: () => now });
        const naive = createNaiveStore(() => now);
        let engine = open();
        try {
          for (const each of steps) {
            switch (each.kind) {
              case 'write':
                each.values.forEach((value, i) => {
                  const seconds = Math.min(now - each.age + i * 10, now);
                  engine.append({ seconds, names: [each.name], values: Float64Array.of(value) });
                  naive.addWithSchema(each.name, schema, [[seconds, value]]);
                });
                break;
              case 'clock':
                now += each.by;
                break;
              case 'restart':
                await engine.close();
                engine = open();
                break;
              case 'delete':
                await new Administration(engine).delete({ patterns: [each.pattern] }, { dryRun: false });
                await naive.delete({ patterns: [each.pattern] }, { dryRun: false });
                break;
              case 'rename': {
                const renamed = await outcome(
                  new Administration(engine).rename(each.from, each.to, { dryRun: false }),
                );
                expect(renamed).toEqual(await outcome(naive.rename(each.from, each.to, { dryRun: false })));
                break;
              }
              default:
                await engine[each.kind]();
            }
          }
          expect(engine.find('*.*').nodes).toEqual((await naive.find('*.*')).nodes);
          for (const [one, other] of [...ranges, [0, FINEST], [0, 36_000]] as const) {
            const from = now - Math.max(one, other);
            const until = now - Math.min(one, other);
            for (const pattern of ['*.*', 'b.x.deep']) await compare(engine, naive, { pattern, from, until });
            for (const fold of ['sum', 'min', 'max'] as const)
              await compareFold(engine, naive, { pattern: 'b.*', from, until, fold });
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

/** What a change says, or that it was refused. */
async function outcome<T>(change: Promise<T>): Promise<T | string> {
  try {
    return await change;
  } catch (error) {
    return (error as Error).name;
  }
}

async function compare(
  engine: NativeEngine,
  naive: ReturnType<typeof createNaiveStore>,
  request: { pattern: string; from: number; until: number },
): Promise<void> {
  const found = (await engine.fetch([request]))[0]!;
  const wanted = (await naive.fetch([request]))[0]!;
  const shapes = (list: readonly StoredSeries[]) =>
    list.map(({ values, ...rest }) => ({ ...rest, count: values.length }));
  expect(shapes(found)).toEqual(shapes(wanted));
  for (const [k, series] of wanted.entries())
    compareValues(found[k]!, series, `${series.name} (${JSON.stringify(request)})`);
}

async function compareFold(
  engine: NativeEngine,
  naive: ReturnType<typeof createNaiveStore>,
  request: FoldRequest,
): Promise<void> {
  const [found] = engine.fold([request]);
  const [wanted] = await naive.fold([request]);
  if (!found || !wanted) {
    expect(found).toEqual(wanted);
    return;
  }
  const { values: _, ...shape } = found;
  const { values: __, ...wantedShape } = wanted;
  expect(shape).toEqual(wantedShape);
  compareValues(found, wanted, JSON.stringify(request));
}

function compareValues(found: Grid, wanted: Grid, what: string): void {
  for (const [i, right] of wanted.values.entries()) {
    const value = found.values[i]!;
    // The order of adding is not the same.
    const same = Number.isNaN(right)
      ? Number.isNaN(value)
      : Math.abs(value - right) <= 1e-9 * Math.abs(right) + 1e-6;
    if (!same) throw new Error(`${what} at ${wanted.start + i * wanted.step} is ${value}, not ${right}`);
  }
}
