import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writePickle } from '../protocol/pickleWriter.ts';
import { TooMuchError } from '../storage/store.ts';
import { decodeAnswer } from './answerValues.ts';
import { readNodes } from './readNodes.ts';
import { readSeries } from './readSeries.ts';
import { RemoteFailure } from './remoteFailure.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('answers in all formats', () => {
  const plain = [{ path: 'a.b', is_leaf: true }];
  test.each([
    ['json', bytes(JSON.stringify(plain))],
    ['msgpack', encode(plain)],
    ['pickle', writePickle(plain)],
  ] as const)('%s', (format, written) => {
    expect(readNodes(decodeAnswer(format, written))).toEqual([
      { path: 'a.b', text: 'b', leaf: true, branch: false },
    ]);
  });

  test.each(['json', 'msgpack', 'pickle'] as const)('garbage is no %s', (format) => {
    expect(() => decodeAnswer(format, bytes('<html>\0garbage'))).toThrow(`answer is no ${format}`);
  });
});

describe('readNodes', () => {
  const wanted = [
    { path: 'a', text: 'a', leaf: true, branch: true },
    { path: 'a.b', text: 'b', leaf: false, branch: true },
  ];
  const entries = (path: string, leaf: string) => [
    { [path]: 'a.b', [leaf]: false },
    { [path]: 'a', [leaf]: true },
    { [path]: 'a', [leaf]: false },
  ];

  test.each([
    ['graphite-web', entries('path', 'is_leaf')],
    ['graphite-web 0.9 and go-carbon', entries('metric_path', 'isLeaf')],
    ['carbonapi', { name: '*', matches: entries('path', 'isLeaf') }],
    ['go-carbon in JSON', { metrics: [{ name: '*', matches: entries('path', 'isLeaf') }] }],
    ['flags as numbers', [{ path: 'a', is_leaf: 1 }, { path: 'a', is_leaf: 0 }, { path: 'a.b' }]],
  ])('%s', (_what, answer) => {
    expect(readNodes(answer)).toEqual(wanted);
  });

  test.each([
    ['no list', 'nodes'],
    ['null', null],
    ['no path', [{ is_leaf: true }]],
    ['a path that is a number', [{ path: 5, is_leaf: true }]],
    ['an empty path', [{ path: '', is_leaf: true }]],
    ['a flag that is a text', [{ path: 'a', is_leaf: 'yes' }]],
    ['an entry that is none', [null]],
    ['an inherited member', [Object.create({ path: 'a', is_leaf: true })]],
  ])('%s is refused', (_what, answer) => {
    expect(() => readNodes(answer)).toThrow(RemoteFailure);
  });
});

describe('readSeries', () => {
  const options = { loneStep: 300, limits: { maxSeries: 3, maxPoints: 10 } };
  const one = { name: 'a', start: 60, step: 10, values: [1, null, 2.5], pathExpression: '*' };
  const series = { name: 'a', start: 60, step: 10, aggregation: 'average', xFilesFactor: 0 };

  test('of msgpack and pickle', () => {
    const values = Float64Array.of(1, Number.NaN, 2.5);
    expect(readSeries([one], options)).toEqual([{ series: { ...series, values }, pathExpression: '*' }]);
    const max = new Map(Object.entries({ ...one, pathExpression: '', consolidationFunc: 'max' }));
    expect(readSeries([max], options)).toEqual([
      { series: { ...series, values, aggregation: 'max' }, pathExpression: null },
    ]);
  });

  test('of JSON, whose step lies between the datapoints', () => {
    const json = (datapoints: unknown) => [{ target: 'a', tags: { name: 'a' }, datapoints }];
    const read = (datapoints: unknown) => readSeries(json(datapoints), options).map((found) => found.series);
    expect(
      read([
        [1, 60],
        [null, 70],
        [2.5, 80],
      ]),
    ).toEqual([{ ...series, values: Float64Array.of(1, Number.NaN, 2.5) }]);
    expect(read([[1, 60]])).toEqual([{ ...series, step: 300, values: Float64Array.of(1) }]);
    expect(read([])).toEqual([]);
    expect(() =>
      read([
        [1, 60],
        [2, 70],
        [3, 90],
      ]),
    ).toThrow('not evenly spaced');
    expect(() =>
      read([
        [1, 60],
        [2, 60],
      ]),
    ).toThrow('step is 0');
    expect(() => read([[1, 60], 5])).toThrow('a datapoint is no list');
  });

  test.each([
    ['no list', {}],
    ['no values', [{ ...one, values: undefined }]],
    ['a value that is a text', [{ ...one, values: ['1'] }]],
    ['a step of 0', [{ ...one, step: 0 }]],
    ['a step that is no whole number', [{ ...one, step: 0.5 }]],
    ['a huge step', [{ ...one, step: 2 ** 52 }]],
    ['a start before 1970', [{ ...one, start: -1 }]],
    ['a start that is a text', [{ ...one, start: '60' }]],
    ['no name', [{ ...one, name: null }]],
    ['an endless name', [{ ...one, name: 'x'.repeat(100_000) }]],
  ])('%s is refused', (_what, answer) => {
    expect(() => readSeries(answer, options)).toThrow(RemoteFailure);
  });

  test('more than is allowed is too much, even where the same list stands for all', () => {
    expect(() => readSeries([one, one, one, one], options)).toThrow(TooMuchError);
    const values = Array(4).fill(1);
    expect(() =>
      readSeries(
        [
          { ...one, values },
          { ...one, values },
          { ...one, values },
        ],
        options,
      ),
    ).toThrow(TooMuchError);
  });

  test('whatever comes, it is read or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (any, other) => {
        for (const answer of [
          any,
          [any],
          [{ ...one, values: any, step: other }],
          [{ target: 'a', datapoints: any }],
        ]) {
          for (const read of [() => readSeries(answer, options), () => readNodes(answer)]) {
            try {
              read();
            } catch (error) {
              expect(error instanceof RemoteFailure || error instanceof TooMuchError).toBe(true);
            }
          }
        }
      }),
    );
  });
});
