import { describe, expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { readVariableQuery } from './variableQuery.ts';
import { sortChoices, variableValues } from './variableValues.ts';

const now = 1_700_000_000;
const store = createNaiveStore(() => now);
for (const name of [
  'servers.web10.cpu',
  'servers.web2.cpu',
  'servers.db1.cpu',
  'servers.db1.disk.used',
  'other.a',
  'requests;server=web2;app=shop',
  'requests;server=web10;app=shop',
  'requests;server=db1;app=bank',
])
  store.add(name, 10, [[now, 1]]);
store.add('servers.old.cpu', 10, [[now - 86_400 * 3, 1]]);

const values = async (request: Parameters<typeof variableValues>[0]) =>
  (await variableValues(request, store)).options.map(({ value }) => value);

describe('queries', () => {
  test.each([
    ['servers.*', { kind: 'names', pattern: 'servers.*' }],
    ['find(servers.*)', { kind: 'names', pattern: 'servers.*' }],
    [' expand( "a.{b,c}" ) ', { kind: 'paths', pattern: 'a.{b,c}' }],
    ['tags()', { kind: 'tags', expressions: [] }],
    ["tags('app=shop')", { kind: 'tags', expressions: ['app=shop'] }],
    ['tag_values(server)', { kind: 'tag-values', tag: 'server', expressions: [] }],
    [
      'tag_values(server, app=~(a|b){1,2}, x=y)',
      { kind: 'tag-values', tag: 'server', expressions: ['app=~(a|b){1,2}', 'x=y'] },
    ],
  ])('%s', (text, query) => expect(readVariableQuery(text)).toEqual(query));

  test.each(['', '  ', 'expand()', 'tag_values()'])('"%s" is refused with words', (text) => {
    expect(() => readVariableQuery(text)).toThrow(/write|needs/);
  });
});

describe('choices', () => {
  test('names of a level, each once', async () => {
    expect(await values({ query: 'servers.*' })).toEqual(['db1', 'old', 'web10', 'web2']);
    expect(await values({ query: 'servers.*.*' })).toEqual(['cpu', 'disk']);
  });
  test('whole paths', async () => {
    expect(await values({ query: 'expand(servers.db1.*)' })).toEqual(['servers.db1.cpu', 'servers.db1.disk']);
  });
  test('tags and their values', async () => {
    expect(await values({ query: 'tags()' })).toEqual(['app', 'name', 'server']);
    expect(await values({ query: 'tag_values(server)', sort: 'natural-asc' })).toEqual([
      'db1',
      'web2',
      'web10',
    ]);
    expect(await values({ query: 'tag_values(server, app=shop)' })).toEqual(['web10', 'web2']);
    expect(await values({ query: 'tag_values(missing)' })).toEqual([]);
  });
  test('only what has points in the range, where that is asked for', async () => {
    const { options } = await variableValues({ query: 'servers.*' }, store, { from: now - 3600, until: now });
    expect(options.map(({ value }) => value)).toEqual(['db1', 'web10', 'web2']);
  });
  test.each([
    ['/^web/', ['web10', 'web2']],
    ['web', ['web10', 'web2']],
    ['/^WEB(\\d+)/i', ['10', '2']],
    ['(?<value>[a-z]+)\\d', ['db', 'web']],
    ['nothing', []],
  ])('the regular expression %s', async (regex, expected) => {
    expect(await values({ query: 'servers.*', regex })).toEqual(expected);
  });
  test('named groups give value and text', async () => {
    const { options } = await variableValues(
      { query: 'servers.*', regex: '/(?<text>[a-z]+)(?<value>\\d+)/', sort: 'numeric-asc' },
      store,
    );
    expect(options).toEqual(
      [
        { value: '1', text: 'db' },
        { value: '10', text: 'web' },
        { value: '2', text: 'web' },
      ].toSorted((a, b) => (a.text < b.text ? -1 : 1)),
    );
  });
  test('a bad or a huge regular expression is refused with words', async () => {
    await expect(values({ query: 'servers.*', regex: '(' })).rejects.toThrow(/can't be read/);
    await expect(values({ query: 'servers.*', regex: '((a{99}){99}){9}' })).rejects.toThrow(
      /too large|can't be read/,
    );
  });
  test('searching and cutting say how many there are', async () => {
    expect(await variableValues({ query: 'servers.*', search: 'WEB', limit: 1 }, store)).toEqual({
      options: [{ value: 'web10', text: 'web10' }],
      truncated: true,
      total: 2,
    });
  });
});

test.each([
  ['none', ['b2', 'B1', 'b10']],
  ['asc', ['B1', 'b10', 'b2']],
  ['desc', ['b2', 'b10', 'B1']],
  ['nocase-asc', ['B1', 'b10', 'b2']],
  ['numeric-asc', ['B1', 'b2', 'b10']],
  ['numeric-desc', ['b10', 'b2', 'B1']],
  ['natural-asc', ['B1', 'b2', 'b10']],
])('sorting %s', (sort, expected) => {
  const choices = ['b2', 'B1', 'b10'].map((value) => ({ value, text: value }));
  expect(sortChoices(choices, sort).map(({ text }) => text)).toEqual(expected);
});
