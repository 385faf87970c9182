/**
 * Random lives of a few series, as fast-check makes and shrinks them. What is drawn is relative (the age of a point as a part
 * of an archive's reach), so that it means something with any archives; `resolve` turns it into seconds.
 */
import fc from 'fast-check';
import {
  AGGREGATION_METHODS,
  type Archive,
  archiveSeconds,
  type SeriesSchema,
} from '../../src/model/retention.ts';

/** What happens, one after the other; times are whole seconds since 1970. */
export type Step =
  | { readonly kind: 'write'; readonly series: number; readonly seconds: number; readonly value: number }
  | { readonly kind: 'clock'; readonly now: number }
  | { readonly kind: 'flush' | 'settle' | 'reopen' }
  | { readonly kind: 'fetch'; readonly series: number; readonly from: number; readonly until: number };

export interface Scenario {
  readonly schemas: readonly SeriesSchema[];
  /** The clock at the beginning. */
  readonly now: number;
  readonly steps: readonly Step[];
}

/** The clock never leaves this many slots of the finest archive behind, so that a reference can keep all of them. */
const MOST_SLOTS = 100_000;
/** Slots of a block's window, near whose edges half of the lives begin. */
const WINDOW_SLOTS = 8192;
const EPOCH = 1_700_000_000;

interface ArchiveDraw {
  readonly ratio: number;
  readonly extra: number;
}

function archivesOf(finestStep: number, draws: readonly ArchiveDraw[]): Archive[] {
  const archives: Archive[] = [];
  let step = finestStep;
  draws.forEach(({ ratio, extra }, level) => {
    if (level > 0) step *= ratio;
    // Enough for one point of the coarser archive, and reaching further than the finer one.
    const least = Math.max(draws[level + 1]?.ratio ?? 1, Math.floor(reach(archives.at(-1)) / step) + 1);
    archives.push({ step, points: least + extra });
  });
  return archives;
}

const reach = (archive: Archive | undefined): number => (archive === undefined ? 0 : archiveSeconds(archive));

const archives = fc
  .tuple(
    fc.constantFrom(1, 5, 10, 60),
    fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 30 }) }, { weight: 1, arbitrary: fc.nat({ max: 9000 }) }),
    fc.array(fc.record({ ratio: fc.constantFrom(2, 3, 5, 6, 7, 10, 12), extra: fc.nat({ max: 30 }) }), {
      minLength: 0,
      maxLength: 3,
    }),
  )
  .map(([step, extra, coarser]) => archivesOf(step, [{ ratio: 1, extra }, ...coarser]));

const schema: fc.Arbitrary<SeriesSchema> = fc.record({
  archives,
  aggregation: fc.constantFrom(...AGGREGATION_METHODS),
  xFilesFactor: fc.oneof(
    fc.constantFrom(0, 0.1, 0.3, 0.5, 0.7, 1),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
});

const value = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -100_000, max: 100_000 }).map((hundredths) => hundredths / 100),
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
);

/** A moment before now: a part of the stretch between an archive's reach and the next finer one's, give or take. */
const age = fc.record({
  level: fc.nat({ max: 3 }),
  thousandths: fc.oneof(fc.constantFrom(0, 1000), fc.nat({ max: 1000 })),
  seconds: fc.oneof(fc.constant(0), fc.integer({ min: -70, max: 70 })),
});
type Age = typeof age extends fc.Arbitrary<infer T> ? T : never;

function secondsOf({ level, thousandths, seconds }: Age, archives: readonly Archive[]): number {
  const at = Math.min(level, archives.length - 1);
  const from = reach(archives[at - 1]);
  return Math.max(0, Math.round(from + ((reach(archives[at]) - from) * thousandths) / 1000) + seconds);
}

const draw = fc.oneof(
  {
    // Points of a sender: one a step while time goes by, some missing.
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('live' as const),
      series: fc.nat({ max: 2 }),
      everyPermille: fc.constantFrom(300, 1000, 1000, 1000, 2500, 20_000),
      values: fc.array(fc.option(value, { freq: 5 }), { minLength: 1, maxLength: 60, size: 'max' }),
    }),
  },
  {
    // Points from `age` on, all at once.
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('late' as const),
      series: fc.nat({ max: 2 }),
      age,
      everyPermille: fc.constantFrom(0, 300, 1000, 1000, 1000, 2500, 20_000),
      values: fc.array(value, { minLength: 1, maxLength: 25, size: 'max' }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      series: fc.nat({ max: 2 }),
      by: fc.oneof(
        { weight: 4, arbitrary: age },
        { weight: 2, arbitrary: fc.nat({ max: 100 }) },
        { weight: 1, arbitrary: fc.nat({ max: 30_000 }) },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'settle' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      series: fc.nat({ max: 2 }),
      level: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fetch' as const),
      series: fc.nat({ max: 2 }),
      from: fc.oneof(age, fc.integer({ min: -100, max: 100 })),
      length: fc.oneof(age, fc.constant(0), fc.nat({ max: 300 })),
    }),
  },
);
type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

function resolve(
  schemas: readonly SeriesSchema[],
  start: { readonly nearEdge: boolean; readonly offset: number },
  draws: readonly Draw[],
): Scenario {
  const archivesOfSeries = (series: number): readonly Archive[] => schemas[series % schemas.length]!.archives;
  const finest = Math.min(...schemas.map(({ archives }) => archives[0]!.step));
  const window = WINDOW_SLOTS * archivesOfSeries(0)[0]!.step;
  const first = start.nearEdge
    ? Math.ceil(EPOCH / window) * window + ((start.offset % 200) - 100)
    : EPOCH + start.offset;
  const latest = first + MOST_SLOTS * finest;
  let now = first;
  const steps: Step[] = [];
  const clock = (seconds: number) => {
    now = Math.min(latest, now + seconds);
    steps.push({ kind: 'clock', now });
  };
  const inSeconds = (by: Age | number, archives: readonly Archive[]): number =>
    typeof by === 'number' ? by : secondsOf(by, archives);

  const each = schemas.map((_, series) => series);
  for (const step of draws) {
    const series = 'series' in step ? step.series % schemas.length : 0;
    const archives = archivesOfSeries(series);
    switch (step.kind) {
      case 'live':
        for (const value of step.values) {
          clock(Math.round((archives[0]!.step * step.everyPermille) / 1000));
          if (value !== null) steps.push({ kind: 'write', series, seconds: now, value });
        }
        break;
      case 'late': {
        const from = now - secondsOf(step.age, archives);
        step.values.forEach((value, i) => {
          const seconds = from + Math.round((i * archives[0]!.step * step.everyPermille) / 1000);
          // Whisper takes no points of the future.
          if (seconds <= now) steps.push({ kind: 'write', series, seconds, value });
        });
        break;
      }
      case 'advance':
        clock(inSeconds(step.by, archives));
        break;
      case 'fetch': {
        const from = now - inSeconds(step.from, archives);
        steps.push({ kind: 'fetch', series, from, until: from + inSeconds(step.length, archives) });
        break;
      }
      case 'look': {
        // The whole reach of an archive.
        const archive = archives[step.level % archives.length]!;
        steps.push({ kind: 'fetch', series, from: now - archiveSeconds(archive), until: now });
        break;
      }
      default:
        steps.push(step);
    }
  }
  // In the end, whatever is kept.
  for (const series of each) {
    for (const archive of archivesOfSeries(series))
      steps.push({ kind: 'fetch', series, from: now - archiveSeconds(archive), until: now });
  }
  return { schemas, now: first, steps };
}

export const scenarios: fc.Arbitrary<Scenario> = fc
  .tuple(
    fc.array(schema, { minLength: 1, maxLength: 3 }),
    fc.record({ nearEdge: fc.boolean(), offset: fc.nat({ max: 10_000_000 }) }),
    fc.array(draw, { minLength: 1, maxLength: 30, size: 'max' }),
  )
  .map(([schemas, start, draws]) => resolve(schemas, start, draws));
