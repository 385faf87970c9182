import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/view/frame.ts';
import { type HintQuestion, hintsFor, looksLikeCounter, pathsOf } from './hints.ts';
import { callNode, pathNode, type TargetNode, valueNode } from './targetTree.ts';

function column(values: readonly number[], name = 'a'): Column {
  return { name, start: 0, step: 60, values: Float64Array.from(values) };
}
const twenty = Array.from({ length: 20 }, (_, i) => i);
const counter = twenty.map((i) => 1000 + i * i * 7);
const gauge = twenty.map((i) => Math.sin(i) * 10 + 20);

function ask(question: Partial<HintQuestion>): string[] {
  return hintsFor({
    target: 'a.b',
    tree: pathNode('a.b'),
    columns: [column(gauge)],
    truncated: false,
    matched: 1,
    lastPoint: null,
    units: [],
    unitChosen: false,
    ...question,
  }).map(({ rule }) => rule);
}

describe('a counter', () => {
  test.each<[string, readonly number[], boolean]>([
    ['grows', counter, true],
    ['starts again', [...counter, ...counter.map((value) => value - 1000)], true],
    ['has gaps', counter.flatMap((value) => [value, Number.NaN]), true],
    ['is no gauge', gauge, false],
    ['does not fall by half', [...counter, counter[19] / 2, ...counter.map((value) => value + 5000)], false],
    ['is no uptime', twenty.map((i) => 5000 + i * 60), false],
    ['is not constant', twenty.map(() => 5), false],
    ['needs some values', counter.slice(0, 8), false],
    ['is never negative', counter.map((value) => value - 1500), false],
  ])('%s', (_, values, expected) => expect(looksLikeCounter(column(values))).toBe(expected));

  test('is best seen by its growth', () => {
    const target = 'averageSeries(a.*)';
    const tree: TargetNode = callNode('averageSeries', [{ kind: 'path', text: 'a.*', from: 14, to: 17 }]);
    const [hint] = hintsFor({
      target,
      tree,
      columns: [column(counter)],
      truncated: false,
      matched: 2,
      lastPoint: null,
      units: [],
      unitChosen: false,
    });
    expect(hint.message).toContain('average of a counter');
    expect(hint.fixes.map((fix) => fix.kind === 'target' && fix.target)).toEqual([
      'averageSeries(perSecond(a.*))',
      'averageSeries(nonNegativeDerivative(a.*))',
    ]);
  });

  test.each<[string, TargetNode]>([
    ['already', callNode('perSecond', [pathNode('a')])],
    ['on purpose', callNode('alias', [callNode('integral', [pathNode('a')]), valueNode('x')])],
  ])('is left alone when it is taken apart %s', (_, tree) =>
    expect(ask({ tree, columns: [column(counter)] })).toEqual([]),
  );
});

test.each<[string, Partial<HintQuestion>, string[]]>([
  ['nothing to say', {}, []],
  ['many series', { columns: Array.from({ length: 201 }, () => column(gauge)) }, ['too-many']],
  ['more than the server answers', { truncated: true }, ['too-many']],
  ['many read for one', { matched: 40_000 }, ['costly']],
  ['units mixed', { units: ['bytes', 'percent', 'short'] }, ['mixed-units']],
  ['units mixed, one chosen', { units: ['bytes', 'percent'], unitChosen: true }, []],
  ['one unit and numbers', { units: ['bytes', 'short'] }, []],
  ['a dot at the end', { target: 'a.b.', tree: null, columns: null }, ['unfinished']],
  ['a bracket open', { target: "alias(a.b, 'x)'", tree: null, columns: null }, ['unfinished']],
  ['something else wrong', { target: 'a b', tree: null, columns: null }, []],
  ['nothing typed', { target: ' ', tree: null, columns: null }, []],
  [
    'a function without series',
    { tree: callNode('sum', [pathNode('')]), columns: [] },
    ['unfinished', 'no-data'],
  ],
  ['nothing of that name', { columns: [] }, ['no-data']],
  ['nothing in the range', { columns: [column([Number.NaN])], lastPoint: 100 }, ['no-data']],
  ['only gaps, and nothing known', { columns: [column([Number.NaN])] }, []],
  [
    'a name that is lost',
    { tree: callNode('sumSeries', [callNode('aliasByNode', [pathNode('a.b'), valueNode(1)])]) },
    ['lost-alias'],
  ],
  ['the pressing one first', { truncated: true, units: ['bytes', 's'] }, ['too-many', 'mixed-units']],
])('%s', (_, question, expected) => expect(ask(question)).toEqual(expected));

test.each<[string, string]>([
  ['a.b.', 'a.b.*'],
  ['sum(scale(a.b, 2)', 'sum(scale(a.b, 2))'],
])('%s is finished as %s', (target, finished) => {
  const [hint] = hintsFor({
    target,
    tree: null,
    columns: null,
    truncated: false,
    matched: null,
    lastPoint: null,
    units: [],
    unitChosen: false,
  });
  expect(hint.fixes).toMatchObject([{ kind: 'target', target: finished }]);
});

test('the metrics of a target', () =>
  expect(
    pathsOf(
      callNode('sum', [pathNode('a.*'), pathNode('#B'), pathNode(''), callNode('x', [pathNode('c.d')])]),
    ),
  ).toEqual(['a.*', 'c.d']));
