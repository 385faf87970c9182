/** What the query builder writes is read by the server as the tree that it showed. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Call } from '../src/http/route.ts';
import { targetsParse } from '../src/http/routes/api/targetsParse.ts';
import type { ParseTargetAnswer, TargetNode } from '../src/schema/dashboards.ts';
import { chainOf, treeOf } from '../web/src/query/callChain.ts';
import { printTarget } from '../web/src/query/printTarget.ts';
import { callNode, pathNode, valueNode } from '../web/src/query/targetTree.ts';

function read(target: string): TargetNode | null {
  const call = { request: { body: { target }, id: 'test' } } as unknown as Call;
  return ((targetsParse[0]!.handle as (call: Call) => unknown)(call) as ParseTargetAnswer).tree;
}

/** Without places and spelling: what a tree means. */
function meaning(node: TargetNode): unknown {
  if (node.kind === 'path' || node.kind === 'other') return [node.kind, node.text];
  if (node.kind === 'value') {
    const { value } = node;
    return ['value', typeof value === 'number' ? String(Object.is(value, -0) ? '-0' : value) : value];
  }
  const named = Object.fromEntries(Object.entries(node.named).map(([name, value]) => [name, meaning(value)]));
  return ['call', node.name, node.args.map(meaning), named];
}

const name = fc
  .stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,6}$/)
  .filter((text) => !/^(true|false|none|inf)$/i.test(text));
const segment = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9*?#~:!$-]{1,6}$/),
  fc.constantFrom(
    '{a,b}',
    'x{a,{b,c}}y',
    '[0-9]',
    'a(b)',
    'a,b',
    'a{',
    '}b',
    '"',
    "it's",
    'a=b',
    'a|b',
    'ü',
    '$x',
    '\\d',
  ),
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })

  .map((segments) => segments.join('.'))
  // Such a path can only stand in front of a pipe, as below.
  .filter((text) => !/^(-?\.?\d.*|true|false|none|inf)$/i.test(text))
  .map((text) => pathNode(text));
const value = fc.oneof(
  fc.integer().map((number) => valueNode(number)),
  fc.constantFrom(true, false, null).map((word) => valueNode(word)),
  // What the language can't say (a line break, a backslash before a quote of both kinds) is left out here.
  fc
    .array(fc.constantFrom('a', '1', ' ', '.', ',', ')', "'", '\\d', '*'), { maxLength: 8 })
    .map((parts) => valueNode(parts.join(''))),
);
const tree: fc.Arbitrary<TargetNode> = fc.letrec<{ target: TargetNode }>((tie) => ({
  target: fc.oneof(
    { maxDepth: 4 },
    path,
    fc
      .tuple(
        name,
        fc.oneof(
          { weight: 9, arbitrary: tie('target') },
          { weight: 1, arbitrary: fc.constant(pathNode('5')) },
        ),
        fc.array(fc.oneof(value, tie('target')), { maxLength: 3 }),
        fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true }),
        fc.boolean(),
      )
      .map(([called, first, rest, named, piped]) => ({
        ...callNode(called, [first, ...rest], named),
        piped,
      })),
  ),
})).target;

test('a tree that is written is read as the same tree', () => {
  fc.assert(
    fc.property(tree, (node) => {
      const again = read(printTarget(node));
      expect(again && meaning(again), printTarget(node)).toEqual(meaning(node));
    }),
    { numRuns: 1000 },
  );
});

test('a chain of functions is the tree that it was made of', () => {
  fc.assert(
    fc.property(tree, (node) => {
      expect(treeOf(chainOf(node, {}))).toEqual(expect.objectContaining({ kind: node.kind }));
      expect(printTarget(treeOf(chainOf(node, {})))).toBe(printTarget(node));
    }),
  );
});

test.each([
  "alias(sumSeries(hosts.{a,b}.cpu-*, #B), 'all of \\'em')",
  'a.b | scale(2) | movingAverage("5min", xFilesFactor=0.5)',
  "seriesByTag('name=cpu', 'host=~web.*') | groupByTags('sum', 'host')",
  'asPercent(#A, none, 0)',
  'f(1e400, -1e400, .5)',
])('%s keeps its meaning', (target) => {
  const first = read(target);
  expect(first).not.toBeNull();
  expect(meaning(read(printTarget(first!))!)).toEqual(meaning(first!));
});
