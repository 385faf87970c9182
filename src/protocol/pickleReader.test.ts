import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PickleError, readPickle } from './pickleReader.ts';
import { writePickle } from './pickleWriter.ts';
import { plainValues } from './testing/plainValues.ts';

const read = (text: string) => readPickle(Buffer.from(text, 'latin1'));
const points = [['a.b', [1_700_000_000, 1.5]]];

describe('reads', () => {
  test.each([
    ['protocol 0', "(lp0\n(S'a.b'\np1\n(I1700000000\nF1.5\ntp2\ntp3\na."],
    ['protocol 0 with unicode', '(lp0\n(Va.b\np1\n(L1700000000L\nF1.5\ntp2\ntp3\na.'],
    ['protocol 1', ']q\x00(U\x03a.bq\x01(J\x00\xf1SeG?\xf8\x00\x00\x00\x00\x00\x00tq\x02tq\x03a.'],
    [
      'protocol 2',
      '\x80\x02]q\x00X\x03\x00\x00\x00a.bq\x01J\x00\xf1SeG?\xf8\x00\x00\x00\x00\x00\x00\x86q\x02\x86q\x03a.',
    ],
    [
      'protocol 4',
      '\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00]\x94\x8c\x03a.b\x94J\x00\xf1SeG?\xf8\x00\x00\x00\x00\x00\x00\x86\x94\x86\x94a.',
    ],
  ])('points of %s', (_, text) => {
    expect(read(text)).toEqual(points);
  });

  test.each<[string, string, unknown]>([
    ['booleans of protocol 0', '(I00\nI01\nl.', [false, true]],
    ['a dict by pairs', '(K\x01K\x02d.', new Map([[1, 2]])],
    ['a dict item by item', "}S'a'\nNs.", new Map([['a', null]])],
    [
      'a dict of many',
      '}(K\x01\x88K\x02\x89u.',
      new Map([
        [1, true],
        [2, false],
      ]),
    ],
    ['tuples of 0, 1 and 3', '(K\x01\x85K\x01K\x02K\x03\x87)t.', [[1], [1, 2, 3], []]],
    [
      'integers of any size',
      '(\x8a\x00\x8a\x01\xff\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x80\x00l.',
      [0, -1, 2n ** 63n],
    ],
    ['what was remembered', 'K\x05q\x01(h\x01h\x01l.', [5, 5]],
    ['floats by name', '(Finf\nF-inf\nF1e3\nF.5\nl.', [Infinity, -Infinity, 1000, 0.5]],
    ['escapes of byte strings', "S'\\x41\\101\\n\\\\\\'\\xc3\\xbc'\n.", "AA\n\\'ü"],
    ['escapes of unicode', 'V\\u00fc\\U0001f600\xe4\n.', 'ü😀ä'],
    ['bytes', 'C\x02\x00\xff.', Buffer.of(0, 255)],
    ['nothing behind the end', 'N.garbage', null],
    ['a duplicate', 'K\x012\x86.', [1, 1]],
    ['what is popped is gone', 'K\x01K\x020(K\x031.', 1],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('refuses', () => {
  test.each([
    ['an import', 'cos\nsystem\n(S"true"\ntR.', '0x63 is not allowed'],
    ['a call', ')R.', '0x52 is not allowed'],
    ['an object', '\x80\x04\x8c\x02os\x8c\x06system\x93.', '0x93 is not allowed'],
    ['a persistent id', 'Pabc\n.', '0x50 is not allowed'],
    ['an extension', '\x82\x01.', '0x82 is not allowed'],
    ['no end', 'K\x01', 'ends too early'],
    ['nothing at all', '', 'ends too early'],
    ['a text longer than the pickle', 'X\xff\xff\xff\xff.', 'ends too early'],
    ['a text of exabytes', '\x8d\xff\xff\xff\xff\xff\xff\xff\xff.', 'ends too early'],
    ['an empty stack', '.', 'the stack is empty'],
    ['a stack that is empty above the mark', 'K\x01(0.', 'the stack is empty'],
    ['a missing mark', 'K\x01t.', 'no mark'],
    ['adding to a number', 'K\x01K\x02a.', 'no list'],
    ['setting in a list', ']K\x01K\x02s.', 'no dict'],
    ['half a pair', '}(K\x01u.', 'lacks its value'],
    ['what was never remembered', 'h\x01.', 'nothing is remembered'],
    ['a huge integer', `L${'9'.repeat(101)}L\n.`, 'an integer'],
    ['a huge binary integer', '\x8b\xff\xff\xff\x7f.', 'an integer is too long'],
    ['a float of words', 'Ftwo\n.', 'a float'],
    ['a text without quotes', 'Sabc\n.', 'quotes'],
    ['a line without an end', 'I12', 'has no end'],
  ])('%s', (_, text, reason) => {
    expect(() => read(text)).toThrow(PickleError);
    expect(() => read(text)).toThrow(reason);
  });

  test('any bytes: a value or a PickleError, never anything else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), endsWell), { numRuns: 2000 });
  });

  test('any change of a good one, likewise', () => {
    const changed = fc
      .tuple(plainValues.map(writePickle), fc.nat(), fc.nat({ max: 255 }))
      .map(([bytes, at, byte]) => Uint8Array.from(bytes, (old, i) => (i === at % bytes.length ? byte : old)));
    fc.assert(fc.property(changed, endsWell), { numRuns: 1000 });
  });

  test('a bomb of references stays small', () => {
    const level = (i: number) =>
      `]q${String.fromCharCode(i)}(${`h${String.fromCharCode(i - 1)}`.repeat(10)}e`;
    const bomb = `]q\x00${Array.from({ length: 30 }, (_, i) => level(i + 1)).join('')}.`;
    expect(read(bomb)).toHaveLength(10);
  });
});

function endsWell(bytes: Uint8Array): void {
  try {
    readPickle(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(PickleError);
  }
}
