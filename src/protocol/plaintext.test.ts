import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LineRefusal, PlaintextParser, type PlaintextSink, parseFloatText } from './plaintext.ts';

const NOW = 1_700_000_000;

/** Keeps what it is told as text, with guesses that are as often wrong as right. */
class RecordingSink implements PlaintextSink {
  nameBytes = new Uint8Array(1 << 20);
  nameOffsets = new Uint32Array(1 << 16);
  readonly points: string[] = [];
  readonly refusals: LineRefusal[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly followers: number[] = [];

  follower(previous: number): number {
    return this.followers[previous] ?? -1;
  }
  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    const name = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(name, number);
      this.nameBytes.set(bytes.subarray(start, end), this.nameOffsets[number]);
      this.nameOffsets[number + 1] = this.nameOffsets[number] + (end - start);
    }
    if (previous >= 0) this.followers[previous] = number;
    return number;
  }
  point(name: number, seconds: number, value: number): void {
    const bytes = this.nameBytes.subarray(this.nameOffsets[name], this.nameOffsets[name + 1]);
    this.points.push(`${Buffer.from(bytes).toString()} ${Object.is(value, -0) ? '-0' : value} ${seconds}`);
  }
  refuse(reason: LineRefusal): void {
    this.refusals.push(reason);
  }
  nowSeconds(): number {
    return NOW;
  }
}

function parse(text: string | Uint8Array, cuts: readonly number[] = [], maxLineBytes = 200) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const sink = new RecordingSink();
  const parser = new PlaintextParser(sink, maxLineBytes);
  let from = 0;
  for (const cut of [...new Set(cuts)].filter((each) => each < bytes.length).sort((a, b) => a - b)) {
    // A copy whose rest is garbage, as a reused read buffer's is: nothing beyond `end` may matter.
    const piece = Buffer.concat([bytes.subarray(from, cut), Buffer.from(' 1 1\nstale 9 9\n')]);
    parser.push(piece, 0, cut - from);
    from = cut;
  }
  parser.push(bytes, from, bytes.length);
  parser.end({ complete: false });
  return { points: sink.points, refusals: sink.refusals, lines: parser.lines };
}

describe('a plaintext line', () => {
  test.each([
    ['a.b 1 5\n', 'a.b 1 5'],
    ['a.b 1.5 5\r\n', 'a.b 1.5 5'],
    ['a.b\t1\t5\n', 'a.b 1 5'],
    ['  a.b  1   5  \n', 'a.b 1 5'],
    ['a;host=x;dc=y -2.25 5\n', 'a;host=x;dc=y -2.25 5'],
    ['größe.µs 1 5\n', 'größe.µs 1 5'],
    ['a 1 -1\n', `a 1 ${NOW}`],
    ['a 1 N\n', `a 1 ${NOW}`],
    ['a 1 -1.0\n', `a 1 ${NOW}`],
    ['a 1 5.9\n', 'a 1 5'],
    ['a 1 1.7e9\n', 'a 1 1700000000'],
    ['a 1e3 5\n', 'a 1000 5'],
    ['a 1E-3 5\n', 'a 0.001 5'],
    ['a +7 5\n', 'a 7 5'],
    ['a .5 5\n', 'a 0.5 5'],
    ['a 5. 5\n', 'a 5 5'],
    ['a -0 5\n', 'a -0 5'],
    ['a 0x10 5\n', 'a 16 5'],
    ['a 0x1.8p1 5\n', 'a 3 5'],
    ['a 123456789012345678901234567890 5\n', 'a 1.2345678901234568e+29 5'],
    ['a 0.1234567890123456789 5\n', 'a 0.12345678901234568 5'],
    ['a 9007199254740993 5\n', 'a 9007199254740992 5'],
  ])('%j is %j', (line, point) => {
    expect(parse(line)).toEqual({ points: [point], refusals: [], lines: 1 });
  });

  test.each([
    ['a\n', 'bad-line'],
    ['a 1\n', 'bad-line'],
    ['a 1 2 3\n', 'bad-line'],
    ['a x 5\n', 'bad-value'],
    ['a 1_000 5\n', 'bad-value'],
    ['a 0x 5\n', 'bad-value'],
    ['a 1e 5\n', 'bad-value'],
    ['a - 5\n', 'bad-value'],
    ['a . 5\n', 'bad-value'],
    ['a nan 5\n', 'not-finite'],
    ['a NaN 5\n', 'not-finite'],
    ['a -inf 5\n', 'not-finite'],
    ['a Infinity 5\n', 'not-finite'],
    ['a 1e999 5\n', 'not-finite'],
    ['a 1 x\n', 'bad-timestamp'],
    ['a 1 -2\n', 'bad-timestamp'],
    ['a 1 4294967296\n', 'bad-timestamp'],
    ['a 1 1700000000000\n', 'bad-timestamp'],
    ['a 1 nan\n', 'bad-timestamp'],
    ['a 1 5', 'incomplete-line'],
    [`${'x'.repeat(300)} 1 5\n`, 'line-too-long'],
  ])('%j is refused as %s', (line, reason) => {
    expect(parse(line)).toEqual({ points: [], refusals: [reason], lines: 1 });
  });

  test('empty lines are nothing', () => {
    expect(parse('\n\r\n   \n\na 1 5\n\n')).toEqual({ points: ['a 1 5'], refusals: [], lines: 1 });
  });

  test('a too long line costs itself only, wherever it is cut', () => {
    const text = `a 1 5\n${'x'.repeat(5000)}\nb 2 6\n`;
    for (const cuts of [[], [1000], [10, 100, 300, 2000], [5005, 5006, 5007], [6, 7]]) {
      expect(parse(text, cuts)).toEqual({
        points: ['a 1 5', 'b 2 6'],
        refusals: ['line-too-long'],
        lines: 3,
      });
    }
  });

  test('a datagram needs no line feed at its end', () => {
    const sink = new RecordingSink();
    const parser = new PlaintextParser(sink, 100);
    parser.push(Buffer.from('a 1 5\nb 2 6'), 0, 11);
    parser.end({ complete: true });
    expect(sink.points).toEqual(['a 1 5', 'b 2 6']);
  });
});

describe('a stream of lines', () => {
  const piece = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom('a', 'a.b', 'a.bc', 'servers.web01.cpu.user', 'é'),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.nat({ max: 2 ** 31 }),
        )
        .map(([name, value, seconds]) => `${name} ${value} ${seconds}\n`),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '\n',
        'a 1\n',
        'a nan 4\n',
        ' a 2 5 \r\n',
        '\u0000\u0001\n',
        'a 1 5 6\n',
        'x'.repeat(250),
        '1 2 3\n',
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  );

  test('means the same however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.nat({ max: 3000 }), { maxLength: 30 }),
        (pieces, cuts) => {
          const text = pieces.join('');
          expect(parse(text, cuts)).toEqual(parse(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('good lines between random bytes are all there, and nothing throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 10 }),
        fc.array(fc.nat({ max: 4000 }), { maxLength: 20 }),
        (garbage, cuts) => {
          const parts: Uint8Array[] = [];
          const wanted: string[] = [];
          for (const [i, bytes] of garbage.entries()) {
            parts.push(bytes, Buffer.from(`\ngood.${i} ${i}.5 ${1000 + i}\n`));
            wanted.push(`good.${i} ${i}.5 ${1000 + i}`);
          }
          const { points } = parse(Buffer.concat(parts), cuts);
          expect(points.filter((point) => wanted.includes(point))).toEqual(wanted);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('every double that JavaScript prints is read back exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parse(`a ${value} 5\n`).points).toEqual([`a ${value} 5`]);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('parseFloatText', () => {
  test.each([
    ['0x1p-1074', 5e-324],
    ['0x1p-1075', 0],
    ['0x1.8p-1074', 1e-323],
    ['0x1.fffffffffffff8p1023', Infinity],
    ['0x1.fffffffffffffp1023', Number.MAX_VALUE],
    ['0x20000000000001', 2 ** 53],
    ['0x20000000000003', 2 ** 53 + 4],
    ['-0x0.8', -0.5],
    ['0x1p99999999', Infinity],
    ['0x0p99999999', 0],
    ['nan(tag_1)', Number.NaN],
    ['-infinity', -Infinity],
    ['', null],
    ['0x', null],
    ['1e+', null],
    ['--1', null],
    ['1 ', null],
  ])('%s is %s', (text, value) => {
    expect(parseFloatText(text)).toBe(value);
  });
});
