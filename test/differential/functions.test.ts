/** Every function over random series, against graphite-web: several shapes of its arguments, gaps, tags, equal and mixed steps. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { functions } from '../../src/query/functions/index.ts';
import { callsOf } from '../support/arbitraryCalls.ts';
import { type Evaluate, GraphiteReference } from '../support/graphiteReference.ts';
import { evaluateHere } from '../support/plumbagoSide.ts';
import { difference } from './compareSeries.ts';
import {
  APART,
  IN_NO_GRAPHITE_WEB,
  KNOWN_DIFFERENCES,
  MIXED_STEPS,
  NOT_COMPARED,
} from './knownDifferences.ts';
import { NOW, ranges, worlds } from './worlds.ts';

/** Calls of each function, over all worlds together. */
const CALLS = Number(process.env['FUNCTIONS_CALLS'] ?? 80);
const SEED = Number(process.env['FUNCTIONS_SEED'] ?? Date.now() % 2 ** 31);
const WORLDS = 4;

const reference = new GraphiteReference();
afterAll(() => reference.close());

/** By function: calls of which both sides had an answer. */
const compared = new Map<string, number>();

describe.each(['alike', 'mixed'] as const)(
  `FUNCTIONS_CALLS=${CALLS} FUNCTIONS_SEED=${SEED}: steps %s`,
  (steps) => {
    const list = fc.sample(worlds(steps), { numRuns: WORLDS, seed: SEED });
    const left = [...functions].filter(
      ([name, definition]) =>
        !IN_NO_GRAPHITE_WEB.has(name) &&
        !NOT_COMPARED.has(definition.name) &&
        !(steps === 'mixed' && MIXED_STEPS.has(definition.name)),
    );
    test.each(list.map((_, i) => i))('world %i', async (number) => {
      const world = list[number]!;
      await reference.replaceWorld(world);
      const evaluations = left.flatMap(([name, definition]) =>
        fc
          .sample(evaluationsOf(callsOf(name, definition)), {
            numRuns: Math.ceil(CALLS / WORLDS / 2),
            seed: SEED + number,
          })
          .map((evaluation) => ({ name: definition.name, evaluation })),
      );
      const answers = await reference.evaluate(evaluations.map(({ evaluation }) => evaluation));
      const differences: string[] = [];
      for (const [i, { name, evaluation }] of evaluations.entries()) {
        const theirs = answers[i]!;
        const found = difference(theirs, await evaluateHere(world, evaluation), APART.get(name));
        // Where graphite-web fails with an exception there is nothing to compare.
        if (!('error' in theirs)) compared.set(name, (compared.get(name) ?? 0) + 1);
        else continue;
        // Arguments are checked here where there are no series as well.
        if (theirs.length === 0 && found?.startsWith('an error here')) continue;
        if (
          found === null ||
          KNOWN_DIFFERENCES.some((known) => known.name === name && known.applies(evaluation))
        )
          continue;
        differences.push(`${evaluation.target} from ${evaluation.from} until ${evaluation.until}: ${found}`);
      }
      expect(differences.slice(0, 20)).toEqual([]);
    });
  },
);

test('every function has been compared', () => {
  const names = new Set([...functions.values()].map(({ name }) => name));
  const missing = [...names].filter(
    (name) => !compared.has(name) && !IN_NO_GRAPHITE_WEB.has(name) && !NOT_COMPARED.has(name),
  );
  expect(missing).toEqual([]);
});

test('the lists of exceptions name functions that there are, here or there', async () => {
  const [answer] = await reference.request([{ path: '/functions' }]);
  const theirs = new Set(
    Object.keys(JSON.parse(answer!.body.toString().replaceAll(': Infinity', ': 1e9999'))),
  );
  expect([...functions.keys()].filter((name) => !theirs.has(name) && !IN_NO_GRAPHITE_WEB.has(name))).toEqual(
    [],
  );
  expect([...IN_NO_GRAPHITE_WEB].filter((name) => theirs.has(name))).toEqual([]);
  expect([...theirs].filter((name) => !functions.has(name))).toEqual([]);
  const named = [...NOT_COMPARED.keys(), ...MIXED_STEPS.keys(), ...KNOWN_DIFFERENCES.map(({ name }) => name)];
  expect(named.filter((name) => functions.get(name)?.name !== name)).toEqual([]);
});

function evaluationsOf(targets: fc.Arbitrary<string>): fc.Arbitrary<Evaluate> {
  return fc
    .record({ target: targets, range: ranges, xFilesFactor: fc.constantFrom(0, 0, 0, 0.5, 1) })
    .map(({ target, range, xFilesFactor }) => ({
      target,
      ...range,
      now: NOW,
      zone: 'UTC',
      xFilesFactor,
      template: {},
    }));
}
