/**
 * The reader of archives against their definition: whatever was flushed, merged, rolled up and dropped meanwhile, every column of
 * every level is what follows from the points.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestEngine } from '../../../test/support/testEngine.ts';
import { AGGREGATION_METHODS, type Archive, type SeriesSchema } from '../../model/retention.ts';
import { ArchiveReader, type Want } from './archiveReader.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { aggregate } from './rollup.ts';

const WANTS: readonly Want[] = ['value', 'min', 'max', 'sum', 'count', 'last'];
const START = 1_700_000_000;

/** What each level of one series holds, from the points alone. */
class DefinedArchives {
  private readonly points: Map<number, number>[];
  private readonly schema: SeriesSchema;

  constructor(schema: SeriesSchema) {
    this.schema = schema;
    this.points = schema.archives.map(() => new Map());
  }

  /** A point goes to the finest archive that reaches so far back. */
  write(now: number, seconds: number, value: number): void {
    const level = this.schema.archives.findIndex(({ step, points }) => step * points >= now - seconds);
    if (level >= 0) this.points[level]!.set(Math.floor(seconds / this.schema.archives[level].step), value);
  }

  /** Slots (of the level) near which there are points. */
  places(level: number): number[] {
    const { step } = this.schema.archives[level];
    return this.points.flatMap((points, own) =>
      Array.from(points.keys(), (slot) => Math.floor((slot * this.schema.archives[own].step) / step)),
    );
  }

  read(level: number, slot: number, want: Want): number {
    const own = this.points[level]!.get(slot);
    if (own !== undefined) return want === 'count' ? 1 : own;
    if (level === 0) return Number.NaN;
    const { archives, aggregation, xFilesFactor } = this.schema;
    const ratio = archives[level].step / archives[level - 1].step;
    const fine = Float64Array.from({ length: ratio }, (_, i) => this.read(level - 1, slot * ratio + i, want));
    const method = want === 'value' ? aggregation : want === 'count' ? 'sum' : want;
    const out = Float64Array.of(Number.NaN);
    aggregate(fine, ratio, method, want === 'value' ? xFilesFactor : 0, out);
    return out[0]!;
  }
}

/** Windows of 8,190 (not a multiple of 16), 8,192 and 8,180 slots; reaches of minutes to days. */
const ARCHIVES: readonly (readonly Archive[])[] = [
  [
    { step: 10, points: 90 },
    { step: 60, points: 3000 },
  ],
  [
    { step: 1, points: 9000 },
    { step: 10, points: 9000 },
    { step: 60, points: 40_000 },
  ],
  [
    { step: 1, points: 60 },
    { step: 2, points: 300 },
    { step: 6, points: 5000 },
    { step: 60, points: 20_000 },
  ],
];
const schemas = fc.record({
  archives: fc.constantFrom(...ARCHIVES),
  aggregation: fc.constantFrom(...AGGREGATION_METHODS),
  xFilesFactor: fc.constantFrom(0, 0.4, 1),
});

const value = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: -500, max: 500 }).map((n) => n / 10),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
);
type Step =
  | { kind: 'write'; series: number; age: number; every: number; values: number[] }
  | { kind: 'flush' }
  | { kind: 'settle' }
  | { kind: 'restart' }
  | { kind: 'wait'; seconds: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      series: fc.nat({ max: 2 }),
      age: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 4000 }), fc.nat({ max: 150_000 })),
      every: fc.constantFrom(1, 10, 10, 60, 7),
      values: fc.oneof(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.array(value, { minLength: 20, maxLength: 60 }),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 10_000 }), fc.nat({ max: 120_000 })),
    }),
  },
);

function near(actual: number, expected: number): boolean {
  return (
    Object.is(actual, expected) ||
    Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(actual), Math.abs(expected))
  );
}

function check(engine: NativeEngine, defined: readonly DefinedArchives[], now: number, told: string): void {
  for (const [i, archives] of defined.entries()) {
    const series = engine.seriesNamed(`s${i}`);
    if (series < 0) continue;
    const schema = engine.readSchemas[engine.registry.schemaOf[series]!]!;
    const reader = new ArchiveReader(engine.blocks, engine.tail);
    for (const [level, { step: seconds, points }] of schema.archives.entries()) {
      const oldest = Math.floor((now - seconds * points) / seconds) + 1;
      for (const [first, end] of stretches(archives.places(level), oldest)) {
        for (const want of WANTS) {
          const out = new Float64Array(end - first).fill(Number.NaN);
          reader.read(series, schema, level, first, out, want);
          for (let slot = first; slot < end; slot++) {
            const expected = archives.read(level, slot, want);
            if (!near(out[slot - first]!, expected))
              expect.fail(
                `${told}: s${i}, level ${level}, slot ${slot}, ${want}: ${out[slot - first]} instead of ${expected}`,
              );
          }
        }
      }
    }
  }
}

/** The slots within five of a place, not before the oldest, as few stretches. */
function stretches(places: readonly number[], oldest: number): [number, number][] {
  const out: [number, number][] = [];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    const first = Math.max(oldest, place - 5);
    const end = place + 6;
    if (end <= first) continue;
    const last = out.at(-1);
    if (last !== undefined && first <= last[1]) last[1] = end;
    else out.push([first, end]);
  }
  return out;
}

test('every column of every level is what follows from the points, whatever became of the blocks', async () => {
  await fc.assert(
    fc.asyncProperty(schemas, fc.array(step, { minLength: 1, maxLength: 30 }), async (schema, steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbago-archives-'));
      let now = START;
      const open = (): NativeEngine => openTestEngine(folder, { schemaOf: () => schema, now: () => now });
      const defined = [0, 1, 2].map(() => new DefinedArchives(schema));
      let engine = open();
      const retention = Math.max(...schema.archives.map((each) => each.step * each.points));
      try {
        for (const each of steps) {
          if (each.kind === 'flush') await engine.flush();
          else if (each.kind === 'settle') {
            engine.commit();
            await engine.settle();
          } else if (each.kind === 'wait') {
            engine.commit();
            now += each.seconds;
          } else if (each.kind === 'restart') {
            await engine.close();
            engine = open();
          } else {
            for (const [i, value] of each.values.entries()) {
              const seconds = Math.min(now, now - Math.min(each.age, retention - 60) + i * each.every);
              engine.append({ seconds, names: [`s${each.series}`], values: Float64Array.of(value) });
              defined[each.series]!.write(now, seconds, value);
            }
          }
          if (each.kind === 'settle' || each.kind === 'restart') check(engine, defined, now, each.kind);
        }
        check(engine, defined, now, 'in the end');
        await engine.flush();
        check(engine, defined, now, 'flushed');
        await engine.settle();
        check(engine, defined, now, 'settled');
        // Everything but the coarsest level becomes old enough to be dropped.
        now += 9000 * 10 + 9000 + 3600;
        await engine.settle();
        check(engine, defined, now, 'aged');
      } finally {
        await engine.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
});
