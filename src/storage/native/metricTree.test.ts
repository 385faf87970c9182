import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPath } from '../../../test/support/naiveGlob.ts';
import { TooMuchError } from '../store.ts';
import { MetricTree, type TreeMatch } from './metricTree.ts';

const encoder = new TextEncoder();

function byBytes(a: string, b: string): number {
  return Buffer.compare(encoder.encode(a), encoder.encode(b));
}

/** A tree of names, each with the series number of its place. */
function treeOf(names: readonly string[]): MetricTree {
  const tree = new MetricTree();
  for (const [series, name] of names.entries()) tree.add(encoder.encode(name), series);
  return tree;
}

/** Paths of all nodes above and at a name: tags belong to the last segment. */
function pathsOf(name: string): string[] {
  const semicolon = name.indexOf(';');
  const path = semicolon < 0 ? name : name.slice(0, semicolon);
  const segments = path.split('.');
  return segments.map((_, i) => (i === segments.length - 1 ? name : segments.slice(0, i + 1).join('.')));
}

/** The slow, obvious find. */
function naiveFind(
  names: ReadonlyMap<string, number>,
  pattern: string,
  accept: (series: number) => boolean,
): TreeMatch[] {
  const found = new Map<string, { series: number; branch: boolean }>();
  for (const [name, series] of names) {
    if (!accept(series)) continue;
    for (const path of pathsOf(name)) {
      if (path.includes(';') || !matchesPath(pattern, path)) continue;
      const node = found.get(path) ?? { series: -1, branch: false };
      if (path === name) node.series = series;
      else node.branch = true;
      found.set(path, node);
    }
  }
  return [...found]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([path, node]) => ({ path, text: path.slice(path.lastIndexOf('.') + 1), ...node }));
}

const segment = fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é'), minLength: 1, maxLength: 2 });
const plainName = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));
const taggedName = fc.tuple(plainName, segment).map(([path, value]) => `${path};host=${value}.x`);
const anyName = fc.oneof({ weight: 5, arbitrary: plainName }, taggedName);
const globSegment = fc.oneof(
  segment,
  fc.constantFrom('*', 'a*', '?', '*b', '[ab]', '[!a]*', '{a,b-}', '{a{,b},é}', '{a.b,b}', '{a,*.*}'),
);
const pattern = fc.array(globSegment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));

/** All levels that braces with dots stand for, for the naive matcher, which splits at every dot. */
function withoutDottedBraces(text: string): string[] {
  const found = /\{[^{}]*\.[^{}]*\}/.exec(text);
  if (found === null) return [text];
  const choices = found[0].slice(1, -1).split(',');
  return choices.flatMap((choice) =>
    withoutDottedBraces(text.slice(0, found.index) + choice + text.slice(found.index + found[0].length)),
  );
}

const textAndKind = ({ text, series, branch }: TreeMatch) => ({ text, leaf: series >= 0, branch });

/** One for each text, sorted by it. */
function distinctTexts(matches: readonly TreeMatch[]) {
  const texts = [...new Set(matches.map(({ text }) => text))].sort(byBytes);
  return texts.map((text) => {
    const alike = matches.filter((match) => match.text === text);
    return {
      text,
      leaf: alike.some(({ series }) => series >= 0),
      branch: alike.some(({ branch }) => branch),
    };
  });
}

describe('the tree of names', () => {
  test('finds what the obvious search finds, over any adding and taking out', () => {
    const step = fc.tuple(fc.constantFrom('add', 'add', 'add', 'remove'), anyName);
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 80 }),
        pattern,
        fc.constantFrom(1, 2, 3),
        fc.integer({ min: 0, max: 8 }),
        (steps, glob, modulus, limit) => {
          const tree = new MetricTree();
          const names = new Map<string, number>();
          for (const [i, [kind, name]] of steps.entries()) {
            if (kind === 'remove') {
              tree.remove(encoder.encode(name));
              names.delete(name);
            } else if (!names.has(name)) {
              expect(tree.add(encoder.encode(name), i)).toBe(name.includes(';'));
              names.set(name, i);
            }
          }
          const accept = (series: number) => series % modulus === 0;
          const union = (accepted: (series: number) => boolean) => {
            const all = withoutDottedBraces(glob).flatMap((plain) => naiveFind(names, plain, accepted));
            const byPath = new Map(all.map((match) => [match.path, match]));
            return [...byPath.values()].sort((a, b) => byBytes(a.path, b.path));
          };
          const all = union(() => true);
          expect(tree.find(glob)).toEqual(all);
          expect(tree.find(glob, { limit })).toEqual(all.slice(0, limit));
          expect(tree.find(glob, { accept })).toEqual(union(accept));
          expect(tree.find(glob, { accept, distinct: true }).map(textAndKind)).toEqual(
            distinctTexts(union(accept)),
          );
          expect(tree.find(glob, { distinct: true, limit }).map(textAndKind)).toEqual(
            distinctTexts(all).slice(0, limit),
          );
          const series = all.filter((match) => match.series >= 0).map((match) => match.series);
          expect([...tree.seriesMatching(glob)]).toEqual(series);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('counts series below each node, and keeps no empty branch', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { maxLength: 60 }), fc.nat(), (names, seed) => {
        const tree = treeOf(names);
        const left = names.filter((_, i) => (i * 7 + seed) % 3 === 0);
        for (const name of names) if (!left.includes(name)) tree.remove(encoder.encode(name));
        const counts = new Map<string, number>();
        for (const path of left.flatMap(pathsOf)) counts.set(path, (counts.get(path) ?? 0) + 1);
        for (const [path, count] of counts)
          expect(tree.nodes.countAt(tree.nodes.nodeOf(encoder.encode(path)))).toBe(count);
        expect(tree.nodes.countAt(0)).toBe(left.length);
        for (const name of names) {
          for (const path of pathsOf(name))
            if (!counts.has(path)) expect(tree.nodes.nodeOf(encoder.encode(path))).toBe(-1);
        }
        expect(tree.nodes.words.live).toBe(new Set([...counts.keys()].map((path) => lastSegment(path))).size);
        // Numbers of nodes are used again.
        const nodes = tree.nodes.nodes;
        for (const name of names) if (!left.includes(name)) tree.add(encoder.encode(name), 1);
        expect(tree.nodes.nodes).toBe(nodes);
      }),
      { numRuns: 500 },
    );
  });

  test('lists names in pages, and all below a branch', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyName, { maxLength: 60 }),
        anyName,
        fc.integer({ min: 1, max: 9 }),
        (names, other, limit) => {
          const tree = treeOf(names);
          const sorted = [...names].sort(byBytes);
          const listed: string[] = [];
          for (let after: string | null = null; ; ) {
            const page = tree.names(after, limit);
            listed.push(...page);
            if (page.length < limit) break;
            after = page.at(-1)!;
          }
          expect(listed).toEqual(sorted);
          const behind = sorted.filter((name) => byBytes(name, other) > 0);
          expect(tree.names(other, limit)).toEqual(behind.slice(0, limit));
          const [branch = ''] = other.split(/[.;]/);
          const below = sorted.filter((name) => name.startsWith(`${branch}.`));
          expect(Array.from(tree.under(branch), (series) => names[series])).toEqual(below);
          expect(Array.from(tree.under(''), (series) => names[series])).toEqual(sorted);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a list that is read while names come and go has each name that stays', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(plainName, { minLength: 1, maxLength: 60 }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 5 }),
        (names, choices, limit) => {
          const tree = treeOf(names);
          const alive = new Set(names);
          const touched = new Set<string>();
          const listed: string[] = [];
          for (let after: string | null = null; ; ) {
            const page = tree.names(after, limit);
            listed.push(...page);
            if (page.length < limit) break;
            after = page.at(-1)!;
            const name = names[choices.next().value % names.length]!;
            touched.add(name);
            if (alive.delete(name)) tree.remove(encoder.encode(name));
            else {
              tree.add(encoder.encode(name), 7);
              alive.add(name);
            }
          }
          expect([...listed].sort(byBytes)).toEqual(listed);
          expect(new Set(listed).size).toBe(listed.length);
          expect(listed.filter((name) => !touched.has(name))).toEqual(
            names.filter((name) => !touched.has(name)).sort(byBytes),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a tagged name is found by its tags alone', () => {
    const tree = treeOf(['disk.used', 'disk.used;host=a.b', 'disk.used;host=c', 'disk.free;host=a.b']);
    const paths = (glob: string) => tree.find(glob).map(({ path }) => path);
    expect(paths('disk.*')).toEqual(['disk.used']);
    expect(paths('disk.used;host=a.b')).toEqual(['disk.used;host=a.b']);
    expect(paths('disk.*;host=a.*')).toEqual(['disk.free;host=a.b', 'disk.used;host=a.b']);
  });

  test('a pattern that looks at too much is refused', () => {
    const tree = treeOf(Array.from({ length: 20_000 }, (_, i) => `a.b${i}`));
    const braces = `{${Array.from({ length: 500 }, (_, i) => `*${i}x`).join(',')}}`;
    expect(() => tree.find(`a.${braces}`)).toThrow(TooMuchError);
    expect(() => tree.seriesMatching(`a.${braces}`)).toThrow(TooMuchError);
  });

  test('large groups are sorted', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `h.web${(i * 1777) % 3000}.x`);
    const tree = treeOf(names);
    const sorted = names.map((name) => name.slice(0, -2)).sort(byBytes);
    expect(tree.find('h.*').map(({ path }) => path)).toEqual(sorted);
    expect(Array.from(tree.seriesMatching('h.*.x'), (series) => names[series])).toEqual(
      [...names].sort(byBytes),
    );
  });
});

function lastSegment(path: string): string {
  const semicolon = path.indexOf(';');
  const end = semicolon < 0 ? path.length : semicolon;
  return path.slice(path.lastIndexOf('.', end) + 1);
}
