import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNaiveStore } from '../../test/support/naiveStore.ts';
import { evaluateTargets } from './evaluate.ts';

/** First slot of the range. */
const START = 1_699_920_000;
const SLOTS = 4;

const TARGETS = [
  'sumSeries(x.*)',
  'averageSeries(x.*,y.*)',
  'maxSeries(x.*,y.*)',
  'minSeries(x.*)',
  "aggregate(x.*,'avg_zero')",
  "aggregate(x.*,'count')",
  "aggregate(x.*,'sum',0.6)",
  'sumSeries(y.*,x.*,nothing.*)',
  'sumSeries(x.*,y.a)',
];

test('what the store folds is what comes of folding all series here', async () => {
  const value = fc.constantFrom(
    null,
    null,
    0,
    1,
    -2,
    3.5,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  );
  const series = fc.record({
    name: fc.constantFrom('x.a', 'x.b', 'x.c', 'y.a', 'y.b'),
    step: fc.constantFrom(60, 60, 60, 120),
    values: fc.array(value, { minLength: SLOTS, maxLength: SLOTS }),
  });
  const world = fc.uniqueArray(series, { selector: ({ name }) => name, minLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.constantFrom(...TARGETS),
      fc.constantFrom(0, 0.5, 1),
      async (list, target, xFilesFactor) => {
        const store = createNaiveStore(() => START + 3600);
        for (const { name, step, values } of list) {
          const points = values.map((each, i) => [START + i * step, each] as const);
          store.add(
            name,
            step,
            points.flatMap(([seconds, each]) => (each === null ? [] : [[seconds, each] as const])),
          );
        }
        const context = {
          nowSeconds: START + 3600,
          from: START - 1,
          until: START + SLOTS * 60 - 1,
          xFilesFactor,
          limits: { maxSeries: 100, maxPoints: 10_000, maxTargetLength: 200, maxDepth: 5 },
        };
        const folded = await evaluateTargets([target], { ...context, store });
        const here = await evaluateTargets([target], {
          ...context,
          store: { fetch: (requests, limits) => store.fetch(requests, limits) },
        });
        expect(folded.results).toEqual(here.results);
      },
    ),
    { numRuns: 3000 },
  );
});
