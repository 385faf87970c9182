/** The cases by which functions explain themselves, replayed on graphite-web. */
import { afterAll, describe, expect, test } from 'vitest';
import { functions } from '../../src/query/functions/index.ts';
import { caseSetting } from '../support/functionCase.ts';
import { GraphiteReference } from '../support/graphiteReference.ts';
import { evaluateHere } from '../support/plumbagoSide.ts';
import { difference } from './compareSeries.ts';
import { IN_NO_GRAPHITE_WEB } from './knownDifferences.ts';

const reference = new GraphiteReference();
afterAll(() => reference.close());

/** Only graphite-web's own functions, and of these the ones that it does not make of chance. */
const comparable = [...new Set(functions.values())].filter(
  ({ name }) => !IN_NO_GRAPHITE_WEB.has(name) && name !== 'randomWalk',
);

describe.each(comparable.map(({ name, cases }) => [name, cases] as const))('%s', (_, cases) => {
  const known = cases.filter(({ call }) => calledIn(call).every((name) => !IN_NO_GRAPHITE_WEB.has(name)));
  test.each(known.map((example) => [example.call, example] as const))('%s', async (_, example) => {
    const { world, ...range } = caseSetting(example);
    const evaluation = { target: example.call, ...range, zone: 'UTC', xFilesFactor: 0, template: {} };
    await reference.replaceWorld(world);
    const [theirs] = await reference.evaluate([evaluation]);
    const found = difference(theirs!, await evaluateHere(world, evaluation));
    if (example.differs === undefined) expect(found).toBeNull();
    else expect(found, `graphite-web answers alike, though: ${example.differs}`).not.toBeNull();
  });
});

/** Names of the functions that a target calls. */
function calledIn(target: string): string[] {
  return [...target.matchAll(/(\w+)\(/g)].map(([, name]) => name!);
}
