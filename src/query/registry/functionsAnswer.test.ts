import { describe, expect, test } from 'vitest';
import { functions } from '../functions/index.ts';
import type { GraphiteFunction } from './defineFunction.ts';
import { functionAnswer, functionsAnswer } from './functionsAnswer.ts';
import { functionTable } from './functionTable.ts';

const list = { name: 'seriesList', type: 'seriesList', required: true };
const lists = { name: 'seriesLists', type: 'seriesList', required: true, multiple: true };
const limits = [
  { name: 'maxValue', type: 'float' },
  { name: 'minValue', type: 'float' },
];

describe('functions are described as graphite-web describes them', () => {
  test.each([
    ['alias(seriesList, newName)', 'Alias', [list, { name: 'newName', type: 'string', required: true }]],
    [
      'aliasByNode(seriesList, *nodes)',
      'Alias',
      [list, { name: 'nodes', type: 'nodeOrTag', required: true, multiple: true }],
    ],
    ['averageSeries(*seriesLists)', 'Combine', [lists]],
    ['avg(*seriesLists)', 'Combine', [lists]],
    [
      'consolidateBy(seriesList, consolidationFunc)',
      'Special',
      [
        list,
        {
          name: 'consolidationFunc',
          type: 'string',
          required: true,
          options: ['average', 'avg', 'avg_zero', 'first', 'last', 'max', 'min', 'sum'],
        },
      ],
    ],
    ['derivative(seriesList)', 'Transform', [list]],
    [
      'highestAverage(seriesList, n)',
      'Filter Series',
      [list, { name: 'n', type: 'integer', required: true }],
    ],
    ['maxSeries(*seriesLists)', 'Combine', [lists]],
    ['minSeries(*seriesLists)', 'Combine', [lists]],
    [
      'movingAverage(seriesList, windowSize, xFilesFactor=None)',
      'Calculate',
      [
        list,
        {
          name: 'windowSize',
          type: 'intOrInterval',
          required: true,
          suggestions: [5, 7, 10, '1min', '5min', '10min', '30min', '1hour'],
        },
        { name: 'xFilesFactor', type: 'float' },
      ],
    ],
    ['nonNegativeDerivative(seriesList, maxValue=None, minValue=None)', 'Transform', [list, ...limits]],
    ['perSecond(seriesList, maxValue=None, minValue=None)', 'Transform', [list, ...limits]],
    ['scale(seriesList, factor)', 'Transform', [list, { name: 'factor', type: 'float', required: true }]],
    ['sum(*seriesLists)', 'Combine', [lists]],
    ['sumSeries(*seriesLists)', 'Combine', [lists]],
  ])('%s', (signature, group, params) => {
    const name = signature.slice(0, signature.indexOf('('));
    const info = functionAnswer(functions, name);
    expect(info).toEqual({
      name,
      function: signature,
      description: expect.stringMatching(/^[A-Z]/),
      module: 'graphite.render.functions',
      group,
      params,
    });
  });
});

test('defaults and options appear', () => {
  const example: GraphiteFunction = {
    ...functions.get('scale')!,
    name: 'example',
    params: [
      { name: 'n', type: 'integer', description: '', required: false, multiple: false, default: 1 },
      {
        name: 'func',
        type: 'aggFunc',
        description: '',
        required: false,
        multiple: false,
        default: 'average',
        options: ['average', 'sum'],
      },
    ],
  };
  const info = functionAnswer(functionTable([example]), 'example')!;
  expect(info.function).toBe("example(n=1, func='average')");
  expect(info.params).toEqual([
    { name: 'n', type: 'integer', default: 1 },
    { name: 'func', type: 'aggFunc', default: 'average', options: ['average', 'sum'] },
  ]);
});

test('all of them, by group, and of one group', () => {
  const all = functionsAnswer(functions);
  expect(Object.keys(all)).toEqual([...functions.keys()]);
  const grouped = functionsAnswer(functions, { grouped: true });
  expect(Object.keys(grouped).sort()).toEqual([
    'Alias',
    'Calculate',
    'Combine',
    'Filter Data',
    'Filter Series',
    'Graph',
    'Sorting',
    'Special',
    'Transform',
  ]);
  expect(Object.keys(grouped['Sorting']!)).toEqual([
    'sortBy',
    'sortByMaxima',
    'sortByMinima',
    'sortByName',
    'sortByTotal',
  ]);
  expect(grouped['Calculate']).toMatchObject({ movingAverage: all['movingAverage'] });
  expect(functionsAnswer(functions, { group: 'Sorting' })).toEqual(grouped['Sorting']);
  expect(functionAnswer(functions, 'nothing')).toBeUndefined();
});

test('two functions of one name stop the program', () => {
  expect(() => functionTable([functions.get('sumSeries')!, functions.get('sum')!])).toThrow(
    'two functions are called',
  );
});
