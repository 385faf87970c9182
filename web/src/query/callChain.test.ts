// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written like this
import { describe, expect, test } from 'vitest';
import type { FunctionInfo, FunctionParam } from '../api/client.ts';
import {
  argumentProblem,
  newArguments,
  readArgument,
  shownArgument,
  slotsOf,
  withArgument,
} from './callArguments.ts';
import { chainOf, type Functions, insertCall, moveCall, removeCall, treeOf } from './callChain.ts';
import { printTarget } from './printTarget.ts';
import { callNode, pathNode, valueNode } from './targetTree.ts';

function info(name: string, ...params: FunctionParam[]): FunctionInfo {
  return { name, group: '', description: '', function: '', params };
}

const series: FunctionParam = { name: 'seriesList', type: 'seriesList', required: true };
const functions: Functions = {
  alias: info('alias', series, { name: 'newName', type: 'string', required: true }),
  sum: info('sum', { name: 'seriesLists', type: 'seriesLists', multiple: true }),
  aliasByNode: info('aliasByNode', series, {
    name: 'nodes',
    type: 'nodeOrTag',
    required: true,
    multiple: true,
  }),
  movingAverage: info(
    'movingAverage',
    series,
    { name: 'windowSize', type: 'intOrInterval', required: true, suggestions: [5, '5min'] },
    { name: 'xFilesFactor', type: 'float' },
    { name: 'extra', type: 'boolean', default: false },
  ),
  constantLine: info('constantLine', { name: 'value', type: 'float', required: true }),
  asPercent: info(
    'asPercent',
    series,
    { name: 'total', type: 'any' },
    { name: 'nodes', type: 'nodeOrTag', multiple: true },
  ),
};

const tree = callNode('alias', [
  callNode('sum', [callNode('movingAverage', [pathNode('a.*'), valueNode(5)]), pathNode('#B')]),
  valueNode('x'),
]);

describe('the chain of a target', () => {
  test('goes from the inside out and makes the same tree again', () => {
    const chain = chainOf(tree, functions);
    expect(chain.source).toEqual(pathNode('a.*'));
    expect(chain.calls.map(({ name }) => name)).toEqual(['movingAverage', 'sum', 'alias']);
    expect(treeOf(chain)).toEqual(tree);
    expect(treeOf(chainOf(tree, {}))).toEqual(tree);
  });

  test('ends where a call makes its series itself', () => {
    const byTag = callNode('seriesByTag', [valueNode('name=x')]);
    expect(chainOf(callNode('sum', [byTag]), functions).source).toEqual(byTag);
    const line = callNode('constantLine', [pathNode('$limit')]);
    expect(chainOf(callNode('alias', [line, valueNode('limit')]), functions).source).toEqual(line);
    expect(chainOf(callNode('sum', []), functions)).toEqual({ source: callNode('sum', []), calls: [] });
  });

  test('functions move, go and come', () => {
    const chain = chainOf(tree, functions);
    expect(printTarget(treeOf(moveCall(chain, 0, 2)))).toBe("movingAverage(alias(sum(a.*, #B), 'x'), 5)");
    expect(printTarget(treeOf(moveCall(chain, 2, -1)))).toBe("sum(movingAverage(alias(a.*, 'x'), 5), #B)");
    expect(moveCall(chain, 7, 0)).toBe(chain);
    expect(printTarget(treeOf(removeCall(chain, 1)))).toBe("alias(movingAverage(a.*, 5), 'x')");
    const scale = { name: 'scale', rest: [valueNode(2)], named: {}, piped: false };
    expect(printTarget(treeOf(insertCall(chain, 1, scale)))).toBe(
      "alias(sum(scale(movingAverage(a.*, 5), 2), #B), 'x')",
    );
  });
});

describe('arguments', () => {
  const call = callNode('movingAverage', [pathNode('a'), valueNode(5)]);
  const change = (at: number | string, typed: string) => {
    const slot = slotsOf(call, functions['movingAverage']).find((each) => each.at === at);
    const node = readArgument(typed, slot?.param ?? null);
    return printTarget(withArgument(call, functions['movingAverage'], at, node));
  };
  test.each<[number | string, string, string]>([
    [1, '10', 'movingAverage(a, 10)'],
    [1, '10min', "movingAverage(a, '10min')"],
    [1, '$window', 'movingAverage(a, $window)'],
    [2, '0.5', 'movingAverage(a, 5, 0.5)'],
    // Behind a gap an argument is given by its name.
    [3, 'true', 'movingAverage(a, 5, extra=true)'],
    [3, '', 'movingAverage(a, 5)'],
  ])('%s becomes %s', (at, typed, text) => expect(change(at, typed)).toBe(text));

  test('one in the middle goes, and those behind it keep their meaning', () => {
    const full = callNode('movingAverage', [pathNode('a'), valueNode(5), valueNode(0.5), valueNode(true)]);
    expect(printTarget(withArgument(full, functions['movingAverage'], 2, null))).toBe(
      'movingAverage(a, 5, extra=true)',
    );
    const percent = callNode('asPercent', [pathNode('a'), pathNode('b'), valueNode(0)]);
    expect(printTarget(withArgument(percent, functions['asPercent'], 1, null))).toBe('asPercent(a, none, 0)');
  });

  test('of a parameter that takes several there is always room for one more', () => {
    const nodes = callNode('aliasByNode', [pathNode('a'), valueNode(1), valueNode('host')]);
    expect(slotsOf(nodes, functions['aliasByNode']).map(({ at, node }) => [at, shownArgument(node)])).toEqual(
      [
        [0, 'a'],
        [1, '1'],
        [2, 'host'],
        [3, ''],
      ],
    );
    expect(printTarget(withArgument(nodes, functions['aliasByNode'], 1, null))).toBe(
      "aliasByNode(a, 'host')",
    );
    expect(printTarget(withArgument(nodes, functions['aliasByNode'], 3, valueNode(3)))).toBe(
      "aliasByNode(a, 1, 'host', 3)",
    );
  });

  test('that the function does not know are shown and can be removed', () => {
    const odd = callNode('alias', [pathNode('a'), valueNode('x'), valueNode(3)], { color: valueNode('red') });
    expect(slotsOf(odd, functions['alias']).map(({ at, param }) => [at, param?.name ?? null])).toEqual([
      [0, 'seriesList'],
      [1, 'newName'],
      [2, null],
      ['color', null],
    ]);
    expect(printTarget(withArgument(odd, functions['alias'], 'color', null))).toBe("alias(a, 'x', 3)");
    expect(slotsOf(odd, undefined)).toHaveLength(4);
  });

  test.each<[string, Partial<FunctionParam>, string | null]>([
    ['5', { type: 'integer' }, null],
    ['5.5', { type: 'integer' }, 'A whole number'],
    ['x', { type: 'float' }, 'A number'],
    ['$n', { type: 'float' }, null],
    ['${n:raw}', { type: 'float' }, null],
    ['inf', { type: 'intOrInf' }, null],
    ['maybe', { type: 'boolean' }, 'True or false'],
    ['', { type: 'string', required: true }, 'Needed'],
    ['', { type: 'string' }, null],
    ['avg', { type: 'aggFunc', options: ['sum', 'average'] }, 'One of sum, average'],
    ['none', { type: 'string', options: ['a', null] }, null],
  ])('%s for %j: %s', (typed, param, problem) =>
    expect(argumentProblem(typed, { name: 'x', type: 'any', ...param })).toBe(problem),
  );

  test('a new call has what it needs', () => {
    const args = (name: string) => newArguments(functions[name]).map((node) => printTarget(node));
    expect(args('movingAverage')).toEqual(['5']);
    expect(args('aliasByNode')).toEqual(['0']);
    expect(args('alias')).toEqual(["''"]);
    expect(args('sum')).toEqual([]);
  });
});
