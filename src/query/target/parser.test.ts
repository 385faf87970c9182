import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TargetError } from '../targetError.ts';
import { DEFAULT_PARSE_LIMITS, parseTarget } from './parser.ts';
import { printTarget } from './print.ts';
import { fillTemplates } from './template.ts';
import type { CallNode, TargetNode } from './tree.ts';

describe('what a target means', () => {
  test.each([
    ['a.b.c', 'a.b.c'],
    ['  a.b  ', 'a.b'],
    ['hosts.*.cpu-[0-7].{user,system}.v?lue', 'hosts.*.cpu-[0-7].{user,system}.v?lue'],
    ['a.{b,{c,d}.e}', 'a.{b,{c,d}.e}'],
    ['disk.used;host=web1;mount=/var', 'disk.used;host=web1;mount=/var'],
    ['größe.温度', 'größe.温度'],
    ['#A', '#A'],
    ['5min.load', '5min.load'],
    ['100', '100'],
    ['a\\(b\\).c', 'a\\(b\\).c'],
    ['sum(a,b)', 'sum(a,b)'],
    ['sum ( a\n,\tb )', 'sum(a,b)'],
    ['a|scale(2)', 'scale(a,2)'],
    ["a.b | scale( 2 ) | alias('x')", "alias(scale(a.b,2),'x')"],
    ['f(a|g(),b|h(1))', 'f(g(a),h(b,1))'],
    ['5|scale(2)', '5|scale(2)'],
    ['f(5|scale(2))', 'f(5|scale(2))'],
    ['f(1,-2,3.5,-0.5,1e3,2.5E-3)', 'f(1,-2,3.5,-0.5,1000.0,0.0025)'],
    ['f(1.0)', 'f(1.0)'],
    ['f(.5,-.5)', 'f(0.5,-0.5)'],
    ['f(true,FALSE,None,inf)', 'f(true,false,none,inf)'],
    ['f(trueish,true.b,none-x)', 'f(trueish,true.b,none-x)'],
    ['f(a,xFilesFactor=0.5,func="max")', 'f(a,xFilesFactor=0.5,func="max")'],
    ['f(a,n = none)', 'f(a,n=none)'],
    ['f(a;b=c)', 'f(a;b=c)'],
    ['f("it\'s","say \\"hi\\"")', 'f("it\'s","say \\"hi\\"")'],
    ["f('(^.*$)', '\\1 A')", "f('(^.*$)','\\1 A')"],
    ['f()', 'f()'],
    ['f(a\\=b=c)', 'f(a\\=b=c)'],
    ['f("",\'\')', 'f("",\'\')'],
  ])('%s', (text, printed) => {
    expect(printTarget(parseTarget(text))).toBe(printed);
  });

  test('strings keep their backslashes, except before the quote that encloses them', () => {
    const values = (text: string) => {
      const node = parseTarget(text);
      return node.kind === 'call' ? node.args.map((arg) => (arg.kind === 'string' ? arg.value : null)) : [];
    };
    expect(values(String.raw`f('\d+\.\1', 'it\'s', "it\'s", 'a\\', 'b''c')`)).toEqual([
      String.raw`\d+\.\1`,
      "it's",
      String.raw`it\'s`,
      String.raw`a\\`,
      "b''c",
    ]);
  });

  test('columns point at the text of each node', () => {
    const text = "  a.b | scale(2) | alias( 'x' )";
    const node = parseTarget(text);
    expect(places(node).map(([kind, column, end]) => [kind, text.slice(column, end)])).toEqual([
      ['call', text.trim()],
      ['call', 'a.b | scale(2)'],
      ['path', 'a.b'],
      ['number', '2'],
      ['string', "'x'"],
    ]);
  });
});

test.each([
  ['f(,"x")', 'f(,"x")'],
  ['f( \n , g(,2), "x")', 'f(,g(,2),"x")'],
  ['f(,n=2)|h()', 'h(f(,n=2))'],
])('a first argument that nobody has written yet is an empty path: %s', (text, printed) => {
  const tree = parseTarget(text);
  expect(printTarget(tree)).toBe(printed);
  expect(withoutPlaces(parseTarget(printed))).toEqual(withoutPlaces(tree));
});

describe('mistakes, with the column and a hint', () => {
  test.each([
    ['', 0, 'the target is empty'],
    ['  \n', 3, 'the target is empty'],
    ['sum(a', 0, 'sum( is never closed'],
    ['sum(a))', 6, 'unexpected ")" after the end of the target'],
    ['sum(a b)', 6, 'sum: expected , or ) but found "b"'],
    ['sum(a,)', 6, 'unexpected ")"'],
    ['sum(a,,b)', 6, 'unexpected ","'],
    ['sum(n=,a)', 6, 'unexpected ","'],
    ['sum()b', 5, 'unexpected "b" after the end of the target'],
    ['f(x, "abc)', 5, 'this string is never closed'],
    ["f('a\nb')", 2, 'this string is never closed'],
    ['a.{b,c', 2, 'this { is never closed'],
    ['a.{b,{c}', 2, 'this { is never closed'],
    ['a.b}', 3, 'unexpected "}" after the end of the target'],
    ['a..b', 0, '"a..b" has an empty segment'],
    ['.a', 0, '".a" has an empty segment'],
    ['a.b.', 0, '"a.b." has an empty segment'],
    ['a.b(c)', 0, '"a.b" is not the name of a function'],
    ['a | b', 4, 'a pipe hands over to a function'],
    ['a |', 3, 'a pipe hands over to a function'],
    ['f(n=1,a)', 6, 'f: an argument without a name follows one with a name'],
    ['a b', 2, 'unexpected "b" after the end of the target'],
    ['"a"', 0, 'unexpected "\\""'],
  ])('%s', (text, column, message) => {
    const error = errorOf(() => parseTarget(text));
    expect([error.column, error.message]).toEqual([column, message]);
  });
});

describe('costs stay bounded', () => {
  test('a target of 100 MB is refused by its length alone', () => {
    const started = performance.now();
    const error = errorOf(() => parseTarget('('.repeat(100_000_000)));
    expect(error.message).toContain('100000000 characters, 100000 are allowed');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test.each([
    ['calls', `${'f('.repeat(40_000)}a${')'.repeat(40_000)}`],
    ['pipes', `a${'|f()'.repeat(20_000)}`],
    ['unclosed calls', 'f('.repeat(50_000)],
  ])('%s nested too deep', (_, text) => {
    const limits = { ...DEFAULT_PARSE_LIMITS, maxTargetLength: 1_000_000 };
    expect(errorOf(() => parseTarget(text, limits)).message).toBe('functions nest deeper than 100');
  });

  test.each([
    ['braces', '{'.repeat(100_000)],
    ['blanks after numbers', `f(${`1${' '.repeat(1000)}x,`.repeat(90)}`],
    ['backslashes', '\\'.repeat(100_000)],
    ['quotes', '"'.repeat(99_999)],
    ['arguments', `f(${'a,'.repeat(40_000)}a)`],
  ])('%s take no time', (_, text) => {
    const started = performance.now();
    try {
      parseTarget(text);
    } catch (error) {
      expect(error).toBeInstanceOf(TargetError);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('the deepest allowed nesting is read', () => {
    const depth = DEFAULT_PARSE_LIMITS.maxDepth;
    expect(parseTarget(`${'f('.repeat(depth)}a${')'.repeat(depth)}`).kind).toBe('call');
    expect(errorOf(() => parseTarget(`${'f('.repeat(depth + 1)}a${')'.repeat(depth + 1)}`)).column).toBe(
      2 * depth,
    );
  });
});

describe('laws', () => {
  test('whatever comes in, nothing but a TargetError comes out', () => {
    const soup = fc
      .array(fc.constantFrom(...'ab1.5e-({[]})|,;=\'"\\ \n*?', 'true', 'none', 'sum(', '|f()'), {
        maxLength: 60,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        try {
          parseTarget(text);
        } catch (error) {
          expect(error).toBeInstanceOf(TargetError);
          const { column } = error as TargetError;
          expect(column).toBeGreaterThanOrEqual(0);
          expect(column).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('what is printed reads back as the same tree', () => {
    fc.assert(
      fc.property(targets(), (text) => {
        const tree = parseTarget(text);
        expect(withoutPlaces(parseTarget(printTarget(tree)))).toEqual(withoutPlaces(tree));
      }),
      { numRuns: 1000 },
    );
  });

  test('a template that is printed and read again means the same', () => {
    const filled = (tree: TargetNode) => {
      try {
        return withoutPlaces(fillTemplates(tree, { a: 'given' }));
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(targets(), (text) => {
        const values = parseTarget("template(x,'one',a=2.5)") as CallNode;
        const tree = { ...values, args: [parseTarget(text), values.args[1]!] };
        expect(filled(parseTarget(printTarget(tree)))).toEqual(filled(tree));
      }),
      { numRuns: 500 },
    );
  });
});

/** Well-formed targets of every construct. */
function targets(): fc.Arbitrary<string> {
  const name = fc.oneof(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,6}$/), fc.constant('template'));
  const segment = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9*?#~;:=!-]{1,6}$/),
    fc.constantFrom(
      '{a,b}',
      'x{a,{b,c}}y',
      '[0-9]',
      '\\(',
      '\\,',
      '\\{',
      '\\}',
      '\\"',
      '\\=',
      'ü',
      '$1',
      '$a',
    ),
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));
  const literal = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('true', 'False', 'None', 'inf', '1e400', '-1e400', '123456789012345678901234'),
    fc.stringMatching(/^"([^"\\\n\r]|\\[^\n\r]){0,8}"$/),
    fc.stringMatching(/^'([^'\\\n\r]|\\[^\n\r]){0,8}'$/),
  );
  const { target } = fc.letrec<{ target: string; call: string }>((tie) => ({
    target: fc.oneof(
      { maxDepth: 4 },
      path,
      tie('call'),
      fc.tuple(tie('target'), tie('call')).map(([left, right]) => `${left} | ${right}`),
    ),
    call: fc
      .tuple(
        name,
        fc.array(fc.oneof(literal, tie('target')), { maxLength: 3 }),
        fc.array(fc.tuple(name, literal), { maxLength: 2 }),
      )
      .map(
        ([called, args, named]) =>
          `${called}(${[...args, ...named.map((pair) => pair.join('='))].join(', ')})`,
      ),
  }));
  return target.filter((text) => {
    // A path right before a bracket of its own making, or one that reads as a name with =, is no target.
    try {
      parseTarget(text);
      return true;
    } catch {
      return false;
    }
  });
}

function withoutPlaces(node: TargetNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (key === 'column' || key === 'end' || key === 'nameColumn') return undefined;
      if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
      return value;
    }),
  );
}

function places(node: TargetNode): [string, number, number][] {
  const inner = node.kind === 'call' ? [...node.args, ...node.named.map(({ value }) => value)] : [];
  return [[node.kind, node.column, node.end], ...inner.flatMap(places)];
}

function errorOf(run: () => unknown): TargetError {
  try {
    run();
  } catch (error) {
    if (error instanceof TargetError) return error;
    throw error;
  }
  throw new Error('there was no error');
}
