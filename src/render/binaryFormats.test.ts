import { BinaryReader } from '@bufbuild/protobuf/wire';
import { decode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { readPickle } from '../protocol/pickleReader.ts';
import { formatNamed } from './index.ts';
import { minutes } from './testing/series.ts';

const list = [
  minutes('ä.b', [1, Number.NaN, 2.5, Number.POSITIVE_INFINITY], {
    pathExpression: '*.b',
    xFilesFactor: 0.5,
  }),
  minutes('empty', [], { consolidation: 'max', start: 5_000_000_000, end: 5_000_000_060 }),
];
const info = [
  {
    name: 'ä.b',
    start: 60,
    end: 300,
    step: 60,
    values: [1, null, 2.5, Number.POSITIVE_INFINITY],
    pathExpression: '*.b',
    valuesPerPoint: 1,
    consolidationFunc: 'average',
    xFilesFactor: 0.5,
  },
  {
    name: 'empty',
    start: 5_000_000_000,
    end: 5_000_000_060,
    step: 60,
    values: [],
    pathExpression: 'empty',
    valuesPerPoint: 1,
    consolidationFunc: 'max',
    xFilesFactor: 0,
  },
];
const render = (format: string) =>
  formatNamed(format).render(list, { maxDataPoints: 1, range: { from: 30, until: 300 } });

test('pickle', () => {
  const { contentType, body } = render('pickle');
  expect(contentType).toBe('application/pickle');
  expect(readPickle(body)).toEqual(info.map((each) => new Map(Object.entries(each))));
});

test('msgpack', () => {
  const { contentType, body } = render('msgpack');
  expect(contentType).toBe('application/x-msgpack');
  expect(decode(body)).toEqual(info);
});

describe('protobuf', () => {
  test('version 2, by all its names', () => {
    const { contentType, body } = render('carbonapi_v2_pb');
    expect(contentType).toBe('application/x-protobuf');
    expect(messages(body).map((message) => [...message.entries()])).toEqual([
      [
        [1, 'ä.b'],
        [2, 60],
        [3, 300],
        [4, 60],
        [5, [1, 0, 2.5, Number.POSITIVE_INFINITY]],
        [6, [0, 1, 0, 0]],
      ],
      [
        [1, 'empty'],
        [2, 5_000_000_000],
        [3, 5_000_000_060],
        [4, 60],
      ],
    ]);
    expect(render('protobuf').body).toEqual(body);
    expect(render('protobuf3').body).toEqual(body);
  });

  test('version 3', () => {
    expect(messages(render('carbonapi_v3_pb').body).map((message) => Object.fromEntries(message))).toEqual([
      {
        1: 'ä.b',
        2: '*.b',
        3: 'average',
        4: 60,
        5: 300,
        6: 60,
        7: 0.5,
        9: [1, Number.NaN, 2.5, Number.POSITIVE_INFINITY],
        11: 30,
        12: 300,
      },
      { 1: 'empty', 2: 'empty', 3: 'max', 4: 5_000_000_000, 5: 5_000_000_060, 6: 60, 11: 30, 12: 300 },
    ]);
  });
});

/** Fields by number of each message in field 1: texts in 1 to 3, doubles and flags packed, numbers. */
function messages(body: Uint8Array): Map<number, unknown>[] {
  const reader = new BinaryReader(body);
  const found: Map<number, unknown>[] = [];
  while (reader.pos < reader.len) {
    expect(reader.tag()[0]).toBe(1);
    const message = new BinaryReader(reader.bytes());
    const fields = new Map<number, unknown>();
    while (message.pos < message.len) {
      const [field, wireType] = message.tag();
      if (wireType === 0) fields.set(field, Number(message.int64()));
      else if (wireType === 5) fields.set(field, message.float());
      else if (field < 5) fields.set(field, message.string());
      else fields.set(field, packed(field, message.bytes()));
    }
    found.push(fields);
  }
  return found;
}

function packed(field: number, bytes: Uint8Array): number[] {
  const reader = new BinaryReader(bytes);
  const values: number[] = [];
  while (reader.pos < reader.len) values.push(field === 6 ? reader.uint32() : reader.double());
  return values;
}
