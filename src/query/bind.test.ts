import { describe, expect, test } from 'vitest';
import { bind } from './bind.ts';
import { functions } from './functions/index.ts';
import { parseTarget } from './target/parser.ts';
import { TargetError } from './targetError.ts';

describe('arguments that are wrong, with the column and a hint', () => {
  test.each([
    ['sclae(a,2)', 0, 'there is no function "sclae"', 'did you mean "scale"?'],
    ['scale(movingAvrage(a,2),2)', 6, 'there is no function "movingAvrage"', 'did you mean "movingAverage"?'],
    ['qqqqqqqqqqqq(a)', 0, 'there is no function "qqqqqqqqqqqq"', undefined],
    ['scale(a)', 7, 'scale: "factor" is missing', 'what to multiply by'],
    ['a|scale()', 8, 'scale: "factor" is missing', 'what to multiply by'],
    [
      'sumSeries()',
      10,
      'sumSeries: "seriesLists" is missing',
      'the series to combine, in one list or several',
    ],
    [
      'scale(a,2,3)',
      10,
      'scale: takes at most 2 arguments, this is one more',
      'it is written scale(seriesList, factor)',
    ],
    [
      'scale(2,a)',
      6,
      'scale: "seriesList" has to be series, not a number',
      'a metric name, a pattern or a function belongs here',
    ],
    [
      'sumSeries(a,"b")',
      12,
      'sumSeries: "seriesLists" has to be series, not a string',
      'a metric name, a pattern or a function belongs here',
    ],
    ['scale(a,two)', 8, 'scale: "factor" cannot be series such as "two"', 'texts stand in quotes'],
    ['alias(a,b.c)', 8, 'alias: "newName" cannot be series such as "b.c"', 'texts stand in quotes'],
    ['scale(a,sum(b))', 8, 'scale: "factor" cannot be series such as sum(…)', undefined],
    ['scale(a,"two")', 8, 'scale: "two" for "factor" is not a number', undefined],
    ['scale(a,none)', 8, 'scale: none for "factor" is not a number', undefined],
    ['alias(a,true)', 8, 'alias: true for "newName" is not a text', 'put it in quotes'],
    [
      'consolidateBy(a,"mx")',
      16,
      'consolidateBy: "mx" for "consolidationFunc" is none of average, avg, avg_zero, first, last, max, min, sum',
      'did you mean "max"?',
    ],
    [
      'consolidateBy(a,2)',
      16,
      'consolidateBy: 2 for "consolidationFunc" is none of average, avg, avg_zero, first, last, max, min, sum',
      undefined,
    ],
    ['highestAverage(a,2.5)', 17, 'highestAverage: 2.5 for "n" is not a whole number', undefined],
    ['highestAverage(a,inf)', 17, 'highestAverage: Infinity for "n" is not a whole number', undefined],
    [
      'aliasByNode(a,1.5)',
      14,
      'aliasByNode: 1.5 for "nodes" is neither the position of a node nor a tag',
      'positions count from 0; names of tags stand in quotes',
    ],
    [
      'movingAverage(a,"5minuets")',
      16,
      'movingAverage: "5minuets" for "windowSize" is not a length of time',
      'did you mean "5minutes"?',
    ],
    [
      'movingAverage(a,"5m")',
      16,
      'movingAverage: "5m" for "windowSize" is not a length of time',
      'write min for minutes or mon for months',
    ],
    [
      'movingAverage(a,"5")',
      16,
      'movingAverage: "5" for "windowSize" is not a length of time',
      'for 5 points, leave the quotes out',
    ],
    [
      'movingAverage(a,true)',
      16,
      'movingAverage: true for "windowSize" is neither a number of points nor a length of time',
      'such as 5 or "5min"',
    ],
    ['movingAverage(a,0)', 0, 'movingAverage: a window of 0 holds nothing', undefined],
    ['movingAverage(a,-3)', 0, 'movingAverage: a window of -3 holds nothing', undefined],
    ["movingAverage(a,'0s')", 0, 'movingAverage: a window of 0s holds nothing', undefined],
    [
      'perSecond(a,maxvalue=4)',
      12,
      'perSecond: there is no parameter "maxvalue"',
      'did you mean "maxValue"?',
    ],
    [
      'perSecond(a,foo=4)',
      12,
      'perSecond: there is no parameter "foo"',
      'it is written perSecond(seriesList, [maxValue], [minValue])',
    ],
    ['scale(a,2,factor=3)', 10, 'scale: "factor" is given twice', undefined],
  ])('%s', (text, column, message, hint) => {
    const error = bindingError(text);
    expect([error.column, error.message, error.hint]).toEqual([column, message, hint]);
  });
});

test('arguments in every allowed form', () => {
  const literals = (text: string) => {
    const bound = bind(parseTarget(text), functions, text);
    return bound.kind === 'call' ? bound.literals : {};
  };
  expect(literals('scale(a,"2e3")')).toEqual({ factor: 2000 });
  expect(literals('scale(a,factor="-inf")')).toEqual({ factor: -Infinity });
  expect(literals('alias(a,5)')).toEqual({ newName: '5' });
  expect(literals('alias(a,5.0)')).toEqual({ newName: '5.0' });
  expect(literals("highestAverage(a,' 7')")).toEqual({ n: 7 });
  expect(literals('perSecond(a,none,2)')).toEqual({ maxValue: undefined, minValue: 2 });
  expect(literals('aliasByNode(a,1,"dc",-1)')).toEqual({
    nodes: [
      { kind: 'node', position: 1 },
      { kind: 'tag', tag: 'dc' },
      { kind: 'node', position: -1 },
    ],
  });
  expect(literals('movingAverage(a,5.0,0.5)')).toEqual({
    windowSize: { kind: 'points', points: 5, text: '5.0' },
    xFilesFactor: 0.5,
  });
  expect(literals("movingAverage(a,'-1h30min')")).toEqual({
    windowSize: { kind: 'interval', seconds: 5400, text: '-1h30min' },
    xFilesFactor: undefined,
  });
});

test('messages stay short however long the mistake', () => {
  const error = bindingError(`${'x'.repeat(5000)}(a)`);
  expect(error.message.length).toBeLessThan(200);
});

function bindingError(text: string): TargetError {
  const tree = parseTarget(text);
  try {
    bind(tree, functions, text);
  } catch (error) {
    if (error instanceof TargetError) return error;
    throw error;
  }
  throw new Error('there was no error');
}
