import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type LineRefusal,
  PlaintextParser,
  type PlaintextSink,
  type PointColumns,
  parseFloatText,
  SPARE_BYTES,
} from './plaintext.ts';

const NOW = 1_700_000_000;

function numberedNames(bytes: number) {
  const arena = new Uint8Array(bytes);
  return { arena, view: new DataView(arena.buffer), offsets: new Uint32Array(bytes / 8) };
}

/** Keeps what it is told as text, with guesses that are as often wrong as right. */
class RecordingSink implements PlaintextSink {
  readonly names = numberedNames(1 << 16);
  readonly followers = new Int32Array(1 << 12).fill(-1);
  readonly taken: string[] = [];
  readonly refusals: LineRefusal[] = [];
  private readonly numbers = new Map<string, number>();

  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    const name = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(name, number);
      const { arena, offsets } = this.names;
      arena.set(bytes.subarray(start, end), offsets[number]);
      offsets[number + 1] = offsets[number] + (end - start);
    }
    if (previous >= 0) this.followers[previous] = number;
    return number;
  }
  points({ names, seconds, values }: PointColumns, count: number): void {
    const { arena, offsets } = this.names;
    for (let i = 0; i < count; i++) {
      const name = Buffer.from(arena.subarray(offsets[names[i]], offsets[names[i] + 1])).toString();
      this.taken.push(`${name} ${Object.is(values[i], -0) ? '-0' : values[i]} ${seconds[i]}`);
    }
  }
  refuse(reason: LineRefusal): void {
    this.refusals.push(reason);
  }
  nowSeconds(): number {
    return NOW;
  }
}

/** Parses pieces of a text, each with garbage behind it as a reused read buffer has: nothing beyond the end may matter. */
function parsePieces(bytes: Uint8Array, cuts: readonly number[], maxLineBytes: number, garbage: string) {
  const sink = new RecordingSink();
  const parser = new PlaintextParser(sink, maxLineBytes);
  let from = 0;
  for (const cut of [...cuts.filter((each) => each < bytes.length), bytes.length]) {
    parser.push(Buffer.concat([bytes.subarray(from, cut), Buffer.from(garbage)]), 0, cut - from);
    from = cut;
  }
  parser.end({ complete: false });
  return { points: sink.taken, refusals: sink.refusals, lines: parser.lines };
}

/** Lines at the end of a buffer are read in another way than those before: both must mean the same. */
function parse(text: string | Uint8Array, cuts: readonly number[] = [], maxLineBytes = 200) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const answer = parsePieces(bytes, sorted, maxLineBytes, '');
  for (const garbage of [' 1 1\nstale 9 9\n', `${'0'.repeat(SPARE_BYTES)} 1 1\n`, '\n'.repeat(100)]) {
    expect(parsePieces(bytes, sorted, maxLineBytes, garbage)).toEqual(answer);
  }
  return answer;
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
    expect(sink.taken).toEqual(['a 1 5', 'b 2 6']);
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

describe('lines that repeat an order', () => {
  /** Sends the lines twice, so that the second time each name is the one that was guessed. */
  function twice(lines: readonly string[]) {
    const { points, refusals } = parse(lines.join('').repeat(2));
    expect(points.slice(points.length / 2)).toEqual(points.slice(0, points.length / 2));
    return { points: points.slice(0, points.length / 2), refusals };
  }

  test('are told apart by every byte of their names', () => {
    const names = [
      'servers.web01.cpu',
      'servers.web02.cpu',
      'servers.web02.cpv',
      'servers.web02.cp',
      'tervers.web02.cp',
    ];
    expect(twice(names.map((name, i) => `${name} ${i} 1700000000\n`)).points).toEqual(
      names.map((name, i) => `${name} ${i} 1700000000`),
    );
    // Now in another order: all guesses are wrong.
    const text = [...names, ...names.toReversed()].map((name, i) => `${name} ${i} 5\n`).join('');
    expect(parse(text).points).toEqual([...names, ...names.toReversed()].map((name, i) => `${name} ${i} 5`));
  });

  test('may end in CR LF, LF or both in turn, and may change any digit of their second', () => {
    const stamps = [
      '1700000000',
      '1700000000',
      '1700000001',
      '2700000001',
      '1700000001',
      '170000000',
      '17000000010',
    ];
    const lines = ['\n', '\r\n'].flatMap((end) =>
      stamps.map((stamp) => `servers.web01.cpu 1 ${stamp}${end}`),
    );
    const mixed = [...lines, ...lines.toReversed(), ...lines.filter((_, i) => i % 3 === 0)];
    const { points, refusals } = twice(mixed);
    expect(points).toEqual(mixed.map((line) => line.trim()).filter((line) => !line.endsWith('17000000010')));
    expect(new Set(refusals)).toEqual(new Set(['bad-timestamp']));
  });

  test('have their values read exactly, whatever the number of digits', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 24 });
    fc.assert(
      fc.property(
        fc.constantFrom('', '-'),
        digits,
        fc.constantFrom('', '.'),
        digits,
        (sign, whole, dot, fraction) => {
          const text = `${sign}${whole}${dot}${dot && fraction}`;
          const { points } = twice([`servers.web01.cpu ${text} 1700000000\n`]);
          const value = /\d/.test(text) ? Number(text) : null;
          expect(points).toEqual(
            value === null ? [] : [`servers.web01.cpu ${Object.is(value, -0) ? '-0' : value} 1700000000`],
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('do not find a name that was removed, by line feeds either', () => {
    const sink = new RecordingSink();
    const parser = new PlaintextParser(sink, 200);
    const buffer = Buffer.alloc(1000);
    const push = (text: string) => parser.push(buffer, 0, buffer.write(text));
    push('a.b 1 5\nlong.name.b 2 6\na.b 3 7\n');
    sink.names.arena.fill(10, sink.names.offsets[1], sink.names.offsets[2]);
    push(`${'\n'.repeat('long.name.b'.length)} c.d 4 8\n`);
    expect(sink.taken.at(-1)).toBe('c.d 4 8');
    expect(parser.lines).toBe(4);
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
