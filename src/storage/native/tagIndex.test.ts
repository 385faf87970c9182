import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seriesTags } from '../../model/metricName.ts';
import { BadRequestError, TooMuchError } from '../store.ts';
import { TagIndex } from './tagIndex.ts';

const encoder = new TextEncoder();

function add(index: TagIndex, series: number, name: string): void {
  const bytes = encoder.encode(`--${name}--`);
  index.add(series, bytes, 2, bytes.length - 2);
}

/** graphite-web's rules, one series at a time. Null when no expression asks for a value. */
function naiveFind(names: ReadonlyMap<number, string>, expressions: readonly string[]): number[] | null {
  const tests = expressions.map((expression) => {
    const [, tag = '', operator = '', spec = ''] = /^([^;!=]+)(!?=~?)([^;]*)$/.exec(expression)!;
    const matches = operator.endsWith('~')
      ? (value: string) => new RegExp(`^(?:${spec})`).test(value)
      : (value: string) => value === spec;
    return { tag, accepts: (value: string) => matches(value) !== operator.startsWith('!') };
  });
  if (tests.every(({ accepts }) => accepts(''))) return null;
  return [...names]
    .filter(([, name]) => {
      const tags = seriesTags(name);
      return tests.every(({ tag, accepts }) => accepts(tags[tag] ?? ''));
    })
    .map(([series]) => series);
}

/** Each text with how often it occurs, in the order of the bytes. */
function counted(texts: readonly string[]): [text: string, count: number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const tagName = fc.constantFrom('host', 'mount', 'dc');
const value = fc.constantFrom('a', 'b', 'ab', 'a.b', 'root', 'é');
const taggedName = fc
  .tuple(
    fc.constantFrom('cpu', 'disk.used', 'disk'),
    fc.dictionary(tagName, value, { minKeys: 1, noNullPrototype: true }),
  )
  .map(
    ([path, tags]) =>
      `${path}${Object.keys(tags)
        .sort()
        .map((key) => `;${key}=${tags[key]}`)
        .join('')}`,
  );
const expression = fc
  .tuple(
    fc.constantFrom('host', 'mount', 'dc', 'name', 'other'),
    fc.oneof(
      fc.tuple(fc.constantFrom('=', '!='), fc.oneof(value, fc.constantFrom('', 'cpu', 'disk'))),
      fc.tuple(
        fc.constantFrom('=~', '!=~'),
        fc.constantFrom('', 'a', '^a$', 'b|a', '.*b$', '[^a]', 'disk', '(?P<x>d|é)', 'a?$'),
      ),
    ),
  )
  .map(([tag, [operator, spec]]) => `${tag}${operator}${spec}`);

describe('the index of tags', () => {
  test('finds what looking at every series finds, over any adding and taking out', () => {
    const step = fc.tuple(fc.constantFrom('add', 'add', 'remove'), taggedName);
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.array(expression, { minLength: 1, maxLength: 4 }),
        (steps, expressions) => {
          const index = new TagIndex();
          const names = new Map<number, string>();
          for (const [series, [kind, name]] of steps.entries()) {
            const known = [...names].find(([, each]) => each === name)?.[0];
            if (kind === 'add' && known === undefined) {
              add(index, series, name);
              names.set(series, name);
            } else if (kind === 'remove' && known !== undefined) {
              index.remove(known);
              names.delete(known);
            }
          }
          expect(index.size).toBe(names.size);
          const plain = expressions.map((each) => each.replace('?P<', '?<'));
          const expected = naiveFind(names, plain);
          if (expected === null) expect(() => index.find(expressions)).toThrow(BadRequestError);
          else
            expect([...index.find(expressions)].sort((a, b) => a - b)).toEqual(
              expected.sort((a, b) => a - b),
            );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('counts and completes as looking at every series does, over any adding and taking out', () => {
    const step = fc.tuple(fc.constantFrom('add', 'add', 'remove'), taggedName);
    const text = fc.constantFrom('', 'a', 'd', 'h', 'na', 'é', 'zz');
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.array(expression, { maxLength: 3 }),
        fc.tuple(
          fc.constantFrom('host', 'mount', 'dc', 'name', 'other'),
          text,
          fc.integer({ min: 1, max: 5 }),
        ),
        (steps, expressions, [tag, prefix, limit]) => {
          const index = new TagIndex();
          const names = new Map<number, string>();
          for (const [series, [kind, name]] of steps.entries()) {
            const known = [...names].find(([, each]) => each === name)?.[0];
            if (kind === 'add' && known === undefined) {
              add(index, series, name);
              names.set(series, name);
            } else if (kind === 'remove' && known !== undefined) {
              index.remove(known);
              names.delete(known);
            }
          }
          const all = [...names.values()].map(seriesTags);
          const tags = counted(all.flatMap((each) => Object.keys(each)));
          const accepted = tags.filter(([key]) => key.startsWith(prefix));
          expect(index.tags({ filter: prefix, limit })).toEqual({
            tags: accepted.slice(0, limit).map(([key, series]) => ({ tag: key, series })),
            truncated: accepted.length > limit,
          });
          const values = counted(all.flatMap((each) => each[tag] ?? []));
          const matching = values.filter(([each]) => each.startsWith(prefix));
          expect(index.values(tag, { filter: prefix, limit })).toEqual(
            values.length === 0
              ? null
              : {
                  values: matching.slice(0, limit).map(([each, series]) => ({ value: each, series })),
                  truncated: matching.length > limit,
                },
          );
          const plain = expressions.map((each) => each.replace('?P<', '?<'));
          const ofTags = expressions.length === 0 ? [...names.keys()] : naiveFind(names, plain);
          const named = expressions.map((each) => /^[^!=]+/.exec(each)![0]);
          const completeTags = () => index.completeTags({ expressions, prefix, limit });
          if (ofTags === null) expect(completeTags).toThrow(BadRequestError);
          else {
            const there = ofTags.flatMap((series) => Object.keys(seriesTags(names.get(series)!)));
            const wanted = counted(there).filter(([key]) => key.startsWith(prefix) && !named.includes(key));
            expect(completeTags()).toEqual(wanted.slice(0, limit).map(([key]) => key));
          }
          const ofValues = naiveFind(names, [...plain, `${tag}!=`])!;
          const there = counted(ofValues.map((series) => seriesTags(names.get(series)!)[tag]!));
          const wanted = there.filter(([each]) => each.startsWith(prefix));
          expect(index.completeValues(tag, { expressions, prefix, limit })).toEqual(
            wanted.slice(0, limit).map(([each]) => each),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('gives the room of removed series back', () => {
    const index = new TagIndex();
    for (let i = 0; i < 30_000; i++) add(index, i, `cpu;host=h${i % 100};id=${i}`);
    for (let i = 0; i < 30_000; i++) if (i % 10 !== 0) index.remove(i);
    expect(index.size).toBe(3000);
    expect(index.find(['host=h10']).length).toBe(300);
    expect(index.find(['id=10'])).toEqual(Uint32Array.of(10));
    expect(index.find(['id=11']).length).toBe(0);
    expect(index.find(['id=~1.*']).length).toBe(1111);
    index.remove(10);
    index.remove(10);
    expect(index.find(['id=10']).length).toBe(0);
    add(index, 11, 'cpu;id=11');
    expect(index.find(['id=11'])).toEqual(Uint32Array.of(11));
    expect(index.tags({ limit: 10 }).tags).toEqual([
      { tag: 'host', series: 2999 },
      { tag: 'id', series: 3000 },
      { tag: 'name', series: 3000 },
    ]);
    expect(index.values('host', { filter: '.*0$', limit: 2 })).toEqual({
      values: [
        { value: 'h0', series: 300 },
        { value: 'h10', series: 299 },
      ],
      truncated: true,
    });
  });

  test('a value has everything behind the first equals sign', () => {
    const index = new TagIndex();
    add(index, 3, 'q;expression=a=b');
    expect([...index.find(['expression=a=b'])]).toEqual([3]);
    expect([...index.find(['expression=~a=b$'])]).toEqual([3]);
  });

  test.each([
    ['host', 'no tag expression'],
    ['=a', 'no tag expression'],
    ['host=a;b', 'no tag expression'],
    ['host=~(', 'missing closing'],
    ['host=~a)(b', 'unexpected )'],
    ['host=~a(?=b)', '(?='],
    ['host=~(?<!a)b', '(?<!a)'],
    ['host=~(a)\\1', '\\1'],
    ['host=~a{1001}', 'repeats too much'],
    ['host=~(a{500}|b{501})', 'repeats too much'],
    ['host=~(a?b?c?d?e?f?){500}', 'repeats too much'],
    [`host=~${'a'.repeat(1001)}`, '1000 are allowed'],
    ['host=', 'at least one tag expression'],
    ['host!=a', 'at least one tag expression'],
    ['host=~.*', 'at least one tag expression'],
  ])('%s is refused: %s', (expression, reason) => {
    const find = () => new TagIndex().find([expression]);
    expect(find).toThrow(BadRequestError);
    expect(find).toThrow(reason);
  });

  test('too many expressions are refused', () => {
    expect(() => new TagIndex().find(Array(51).fill('a=b'))).toThrow(BadRequestError);
  });

  test('Python takes \\Z for the end', () => {
    const index = new TagIndex();
    add(index, 0, 'cpu;host=ab');
    add(index, 1, 'cpu;host=a');
    expect([...index.find(['host=~a\\Z'])]).toEqual([1]);
  });

  test('a pattern made to hang does not, and one that has too much to look at is refused', () => {
    const index = new TagIndex();
    let state = 1;
    for (let i = 0; i < 3000; i++) {
      let host = '';
      for (let k = 0; k < 1000; k++) {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        host += state & 0x10000 ? 'a' : 'b';
      }
      add(index, i, `cpu;host=${host}c`);
    }
    expect(index.find(['host=~(a*)*(a|aa)*c']).length).toBe(0);
    // Each value drives RE2 through ever new states.
    const slow = '[ab]*a[ab]{300}c';
    expect(() => index.find([`host=~${slow}`])).toThrow(TooMuchError);
    expect(() => index.values('host', { filter: slow, limit: 10 })).toThrow(TooMuchError);
    expect(() => index.tags({ filter: '(', limit: 10 })).toThrow(BadRequestError);
  });
});
