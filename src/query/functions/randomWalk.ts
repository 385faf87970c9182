import { defineFunction, type RunContext } from '../registry/defineFunction.ts';
import { integer, text, withDefault } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { stepProblem } from './clockSeries.ts';
import { computedSeries } from './computedSeries.ts';
import { refuseTooMany } from './madeValues.ts';

/** Steps from one place where every walk is at 0 to the next. */
const STRIDE = 4096;

export const randomWalk = defineFunction({
  name: 'randomWalk',
  aliases: ['randomWalkFunction'],
  group: 'Special',
  summary:
    'Made-up values for trying things out: each differs from the one before it by chance, by half at most.',
  description:
    'Chance is settled by the name: the value at a time is always the same, whatever range is asked for and whenever. Every ' +
    `${STRIDE} values the walk comes back to 0.`,
  params: {
    name: text('the name to show'),
    step: withDefault(integer('seconds from one value to the next'), 60),
  },
  check: stepProblem,
  run: ({ name, step }, context) => [walk(name, step, context)],
  cases: [
    {
      call: "randomWalk('The.time.series')",
      given: { a: [1, 2, 3] },
      expect: { 'The.time.series': [-2.86, -3.349, -3.247] },
      expectDigits: 3,
      expectStep: 60,
      expectTags: { name: 'The.time.series' },
    },
    {
      call: "randomWalkFunction('x',30)",
      given: { a: [1, 2] },
      expect: { x: [7.278, 6.951, 6.834] },
      expectDigits: 3,
      expectStep: 30,
    },
  ],
});

/** On slots like those of a stored series. */
function walk(name: string, step: number, context: RunContext): Series {
  const first = Math.floor(context.from / step) + 1;
  const length = Math.floor(context.until / step) + 1 - first;
  refuseTooMany(length);
  const seed = seedOf(name);
  const values = new Float64Array(length);
  for (let i = 0; i < length; ) {
    const stride = Math.floor((first + i) / STRIDE);
    const levels = levelsOf(stride, seed);
    for (let at = (first + i) % STRIDE; at < STRIDE && i < length; at++) values[i++] = levels[at]!;
  }
  const start = first * step;
  return computedSeries(name, { start, step, end: start + length * step }, values, context);
}

/** The levels of one stride. Its steps together are brought to nothing, so that the next one can go on from 0. */
function levelsOf(stride: number, seed: number): Float64Array {
  const steps = Float64Array.from({ length: STRIDE }, (_, i) => chance(seed, stride * STRIDE + i) - 0.5);
  const drift = steps.reduce((sum, by) => sum + by, 0) / STRIDE;
  let level = 0;
  return steps.map((by) => {
    const before = level;
    level += by - drift;
    return before;
  });
}

/** FNV-1a over the UTF-16 units of a name. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** From 0 to 1, the same for the same seed and place: the finaliser of MurmurHash3. */
function chance(seed: number, place: number): number {
  let hash = seed ^ Math.imul(place, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
