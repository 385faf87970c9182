/** Random series and ranges, as fast-check makes and shrinks them. */
import fc from 'fast-check';
import type { World, WorldSeries } from '../support/world.ts';

/** A multiple of every step that is used. */
export const ORIGIN = 1_699_920_000;
/** Series begin so long before {@link ORIGIN}, for windows that reach back, and end so long after it. */
const BEFORE = 3600;
const AFTER = 3600;
/** What the clock shows. */
export const NOW = ORIGIN + 2 * AFTER;

/** Names to choose from: dots and tags as they come in practice. */
const NAMES = [
  ...[
    'hosts.web01.cpu.user',
    'hosts.web01.cpu.system',
    'hosts.web02.cpu.user',
    'hosts.web02.load',
    'hosts.db1.load',
  ],
  ...['requests.2xx', 'requests.5xx', 'a-b_c.d:e', 'x', 'größe.ü'],
  ...['disk.used;host=web01;mount=root', 'disk.used;host=web02;mount=root', 'disk.free;dc=a;host=web01'],
];
const EVENT_TAGS = ['deploy', 'web', 'db'];

/** Steps of the series of a world: all alike, or as they come. */
const ALIKE = fc.constant(60);
const MIXED = fc.constantFrom(60, 60, 60, 60, 30, 120, 300);

/** Gaps are where they hurt: alone, in runs, at the ends, everywhere. Values are whole, broken, negative, zero and large. */
function values(count: number): fc.Arbitrary<(number | null)[]> {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -20, max: 200 }) },
    {
      weight: 2,
      arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }).map((n) => Math.round(n * 100) / 100 + 0),
    },
    { weight: 1, arbitrary: fc.constantFrom(0, 0, 1, 10_000, 0.001) },
  );
  const all = (one: fc.Arbitrary<number | null>) => fc.array(one, { minLength: count, maxLength: count });
  return fc.oneof(
    { weight: 4, arbitrary: all(fc.option(value, { freq: 5 })) },
    { weight: 2, arbitrary: all(value) },
    { weight: 2, arbitrary: counter(count) },
    {
      weight: 1,
      arbitrary: all(fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })),
    },
    { weight: 1, arbitrary: fc.constant(new Array<null>(count).fill(null)) },
  );
}

/** Climbs, with a gap or a new beginning now and then. */
function counter(count: number): fc.Arbitrary<(number | null)[]> {
  return fc.array(fc.integer({ min: -2, max: 30 }), { minLength: count, maxLength: count }).map((changes) => {
    let total = 0;
    return changes.map((change) => {
      if (change === -2) return null;
      total = change === -1 ? 0 : total + change;
      return total;
    });
  });
}

function series(name: string, steps: fc.Arbitrary<number>): fc.Arbitrary<WorldSeries> {
  return steps.chain((step) =>
    values((BEFORE + AFTER) / step).map((list) => ({ name, step, start: ORIGIN - BEFORE, values: list })),
  );
}

/** All of {@link NAMES} with random values, and a few events; all series have one step, or each its own. */
export function worlds(steps: 'alike' | 'mixed'): fc.Arbitrary<World> {
  return fc.record({
    series: fc.tuple(...NAMES.map((name) => series(name, steps === 'alike' ? ALIKE : MIXED))),
    events: fc
      .array(
        fc.record({
          when: fc.integer({ min: ORIGIN - 600, max: ORIGIN + 600 }),
          tags: fc.subarray(EVENT_TAGS, { minLength: 1 }),
        }),
        { maxLength: 5 },
      )
      // Graphite-web ignores tags that no event has.
      .map((list) => [...list, { when: ORIGIN - 100_000, tags: EVENT_TAGS }]),
  });
}

export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Whole minutes as charts ask for them, or any seconds. */
export const ranges: fc.Arbitrary<Range> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 0, max: 20 }).map((n) => n * 60),
      fc.integer({ min: -600, max: 1200 }),
    ),
    fc.oneof(
      fc.integer({ min: 1, max: 30 }).map((n) => n * 60),
      fc.integer({ min: 3, max: 1800 }),
    ),
  )
  .map(([start, seconds]) => ({ from: ORIGIN + start, until: ORIGIN + start + seconds }));
