import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, patternProblem } from './pattern.ts';

/** What JavaScript's own engine finds, in the same words. */
function native(source: string, flags: string, text: string) {
  const found = new RegExp(source, flags).exec(text);
  return found && { index: found.index, groups: [...found], named: { ...found.groups } };
}
function ours(source: string, flags: string, text: string) {
  const found = compilePattern(`/${source}/${flags}`)!.match(text);
  return found && { index: found.index, groups: [...found.groups], named: { ...found.named } };
}

test.each<[source: string, flags: string, text: string]>([
  ['web(\\d+)', '', 'hosts.web12.cpu'],
  ['^hosts\\.(?<host>[^.]+)\\.', '', 'hosts.web12.cpu'],
  ['(a+)+$', '', 'aaaaab'],
  ['(?:(a)|b)*', '', 'ab'],
  ['(a|ab)(c|bcd)(d*)', '', 'abcd'],
  ['a{2,3}', '', 'aaaa'],
  ['a{2,3}?', '', 'aaaa'],
  ['x*', '', 'aaa'],
  ['[a-c\\d_-]+', '', '--b2_x'],
  ['[^]]', '', 'a]'],
  ['a{,2}', '', 'a{,2}'],
  ['\\bcpu\\b', '', 'a.cpu.b'],
  ['Straße|ΣΤΕ', 'i', 'στε'],
  ['[A-Z]+', 'i', 'abcDEF'],
  ['^b$', 'm', 'a\nb\nc'],
  ['a.b', 's', 'a\nb'],
  ['a.b', '', 'a\nb'],
  ['\\x41\\u0042\\t', '', 'AB\t'],
  ['', '', 'abc'],
  ['[\\b]', '', 'a\b'],
  ['}]', '', 'a}]'],
])('/%s/%s in %j is found where JavaScript finds it', (source, flags, text) => {
  expect(ours(source, flags, text)).toEqual(native(source, flags, text));
});

interface Piece {
  readonly source: string;
  readonly canBeEmpty: boolean;
  /** Something that can be empty is repeated: what is found may then differ, but not whether. */
  readonly repeatsEmpty: boolean;
}
const letters = ['a', 'b', 'A', '.', '\\d', '\\w', '[ab]', '[^a]', '1', '\\.'];
const pieces = fc.letrec<{ node: Piece; atom: Piece }>((tie) => ({
  atom: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...letters)
        .map((source): Piece => ({ source, canBeEmpty: false, repeatsEmpty: false })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('node'), fc.constantFrom('(', '(?:'))
        .map(([inside, open]) => ({ ...inside, source: `${open}${inside.source})` })),
    },
  ),
  node: fc.oneof(
    { maxDepth: 3, weight: 3, arbitrary: tie('atom') },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('^', '$', '\\b', '\\B')
        .map((source): Piece => ({ source, canBeEmpty: true, repeatsEmpty: false })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tie('atom'),
          fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}'),
        )
        .map(([atom, count]) => ({
          source: atom.source + count,
          canBeEmpty: atom.canBeEmpty || /^[*?]|0/.test(count),
          repeatsEmpty: atom.repeatsEmpty || atom.canBeEmpty,
        })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
        source: a.source + b.source,
        canBeEmpty: a.canBeEmpty && b.canBeEmpty,
        repeatsEmpty: a.repeatsEmpty || b.repeatsEmpty,
      })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
        source: `${a.source}|${b.source}`,
        canBeEmpty: a.canBeEmpty || b.canBeEmpty,
        repeatsEmpty: a.repeatsEmpty || b.repeatsEmpty,
      })),
    },
  ),
}));

test('any expression finds what JavaScript finds', () => {
  fc.assert(
    fc.property(
      pieces.node,
      fc.constantFrom('', 'i', 'm'),
      fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '.', '\n'), maxLength: 12 }),
      ({ source, repeatsEmpty }, flags, text) => {
        fc.pre(source.length < 60);
        if (repeatsEmpty)
          expect(compilePattern(`/${source}/${flags}`)!.test(text)).toBe(
            new RegExp(source, flags).test(text),
          );
        else expect(ours(source, flags, text)).toEqual(native(source, flags, text));
      },
    ),
    { numRuns: 3000 },
  );
});

test.each([['(a+)+b'], ['(a|aa)+b'], ['.*.*.*.*.*b'], ['(.*)*b'], ['(a?){30}a{30}b']])(
  '%s does not run away on a long text',
  (source) => {
    const pattern = compilePattern(source)!;
    const started = performance.now();
    expect(pattern.test('a'.repeat(4000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

test.each([
  ['(?!a)', /looking ahead/],
  ['(a)\\1', /references to groups/],
  ['(a', /no \)/],
  ['a)', /without its \(/],
  ['[a', /no \]/],
  ['*a', /nothing before \*/],
  ['a**', /repeated itself/],
  ['[b-a]', /ends before it begins/],
  ['a{3,2}', /ends before it begins/],
  ['(((a{100}){100}){100})', /too large/],
  ['x'.repeat(2001), /2001 characters/],
])('%s is refused in words', (source, words) => {
  expect(compilePattern(source)).toBeNull();
  expect(patternProblem(source)).toMatch(words);
});

describe('replacing', () => {
  test.each([
    ['hosts\\.(\\w+)\\.(.*)', '$1: $2', 'hosts.web1.cpu.user', 'web1: cpu.user'],
    ['a', '[$&]', 'banana', 'b[a]nana'],
    ['/a/g', '[$&]', 'banana', 'b[a]n[a]n[a]'],
    ['/x*/g', '-', 'ab', '-a-b-'],
    ['(?<part>n)', '$<part>$$', 'an', 'an$'],
    ['(a)', '$12$3', 'a', 'a2$3'],
    ['nothing', 'x', 'abc', 'abc'],
  ])('%s by %s in %s', (pattern, replacement, text, wanted) => {
    expect(compilePattern(pattern)!.replace(text, replacement)).toBe(wanted);
  });
});
