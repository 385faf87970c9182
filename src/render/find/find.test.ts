import { BinaryReader } from '@bufbuild/protobuf/wire';
import { decode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { readPickle } from '../../protocol/pickleReader.ts';
import type { FindOptions, FoundNode, FoundQuery } from './format.ts';
import { findFormatNamed } from './index.ts';

const branch = (path: string) => node(path, { leaf: false, branch: true });
const leaf = (path: string) => node(path, { leaf: true, branch: false });
const both = (path: string) => node(path, { leaf: true, branch: true });

function node(path: string, kind: { leaf: boolean; branch: boolean }): FoundNode {
  return { path, text: path.slice(path.lastIndexOf('.') + 1), ...kind };
}

const isBranch = { context: {}, allowChildren: 1, expandable: 1, leaf: 0 };
const isLeaf = { context: {}, allowChildren: 0, expandable: 0, leaf: 1 };

function bytes(format: string, found: FoundQuery[], options: FindOptions = {}): Buffer {
  return findFormatNamed(format).render(found, options).body;
}

function parsed(format: string, query: string, nodes: FoundNode[], options: FindOptions = {}): unknown {
  return JSON.parse(bytes(format, [{ query, nodes }], options).toString());
}

describe('treejson', () => {
  test('branches first, then leaves, each by text; the id keeps the pattern', () => {
    const nodes = [leaf('a.x.load'), branch('a.x.net'), branch('a.x.cpu'), leaf('a.x.age')];
    expect(parsed('treejson', 'a.{x,y}.*', nodes)).toEqual([
      { text: 'cpu', id: 'a.{x,y}.cpu', ...isBranch },
      { text: 'net', id: 'a.{x,y}.net', ...isBranch },
      { text: 'age', id: 'a.{x,y}.age', ...isLeaf },
      { text: 'load', id: 'a.{x,y}.load', ...isLeaf },
    ]);
  });

  test('one entry for each text, which can be opened if any can', () => {
    const nodes = [leaf('a.x'), branch('b.x'), leaf('c.x'), both('d.y')];
    expect(parsed('treejson', '*.*', nodes)).toEqual([
      { text: 'x', id: '*.x', ...isBranch },
      { text: 'y', id: '*.y', ...isBranch },
    ]);
  });

  test('several queries: each text has the id of the first that found it', () => {
    const found = [
      { query: 'a.*', nodes: [leaf('a.x')] },
      { query: 'b.*', nodes: [branch('b.x'), leaf('b.y')] },
    ];
    expect(JSON.parse(bytes('treejson', found).toString())).toEqual([
      { text: 'x', id: 'a.x', ...isBranch },
      { text: 'y', id: 'b.y', ...isLeaf },
    ]);
  });

  test('top level, and nothing found', () => {
    expect(parsed('treejson', '*', [branch('a')])).toEqual([{ text: 'a', id: 'a', ...isBranch }]);
    expect(parsed('treejson', 'a.b', [])).toEqual([]);
  });

  test('an entry for all of them, if there are several', () => {
    const shown = (nodes: FoundNode[]) => parsed('treejson', 'a.*', nodes, { wildcards: true });
    expect(shown([leaf('a.x'), leaf('a.y')])).toContainEqual({ text: '*', id: 'a.*', ...isLeaf });
    expect(shown([leaf('a.x'), branch('a.y')])).toContainEqual({ text: '*', id: 'a.*', ...isBranch });
    expect(shown([leaf('a.x')])).toHaveLength(1);
  });
});

describe('completer', () => {
  test.each([
    ['', '*', '*'],
    ['hosts', 'hosts*', 'hosts*'],
    ['hosts.', 'hosts.*', 'hosts.*'],
    ['hosts.w*', 'hosts.w*', 'hosts.w*'],
    ['hosts..cpu', 'hosts*.cpu*', 'hosts*.cpu*'],
    ['hosts.a,b', 'hosts.a,b*', 'hosts.{a,b*}'],
    ['hosts.a,b.c', 'hosts.a,b.c*', 'hosts.{a,b}.c*'],
    ['hosts.{a,b}.c', 'hosts.{a,b}.c*', 'hosts.{a,b}.c*'],
  ])('%s asks for', (typed, plain, withVariants) => {
    const pattern = findFormatNamed('completer').completes?.pattern;
    expect(pattern?.(typed, false)).toBe(plain);
    expect(pattern?.(typed, true)).toBe(withVariants);
  });

  test('branches end in a dot; a node that is both comes twice; sorted by the last segment', () => {
    expect(parsed('completer', '*.*', [branch('b.x'), leaf('b.z'), both('c.a')])).toEqual({
      metrics: [
        { path: 'c.a.', name: 'a', is_leaf: '0' },
        { path: 'c.a', name: 'a', is_leaf: '1' },
        { path: 'b.x.', name: 'x', is_leaf: '0' },
        { path: 'b.z', name: 'z', is_leaf: '1' },
      ],
    });
  });

  test('an entry for all of them, if there are several', () => {
    const names = (nodes: FoundNode[]) => parsed('completer', '*', nodes, { wildcards: true });
    expect(names([leaf('a'), leaf('b')])).toMatchObject({ metrics: [{}, {}, { name: '*' }] });
    expect(names([leaf('a')])).toMatchObject({ metrics: [{ path: 'a' }] });
  });
});

const found: FoundQuery[] = [
  { query: 'a.*', nodes: [both('a.x'), branch('a.y')] },
  { query: '*.x', nodes: [both('a.x'), leaf('b.x')] },
];
const nowSeconds = 1_700_000_000.5;
const until = 1_700_000_060;

test('json', () => {
  const intervals = [{ start: 0, end: until }];
  expect(JSON.parse(bytes('json', found, { nowSeconds }).toString())).toEqual([
    { path: 'a.x', is_leaf: false },
    { path: 'a.x', is_leaf: true, intervals },
    { path: 'a.y', is_leaf: false },
    { path: 'b.x', is_leaf: true, intervals },
  ]);
  expect(bytes('json', [], { jsonp: 'take' }).toString()).toBe('take([])');
});

test('pickle and msgpack', () => {
  const nodes = [
    { path: 'a.x', is_leaf: false },
    { path: 'a.x', is_leaf: true, intervals: [[0, until]] },
    { path: 'b.x', is_leaf: true, intervals: [[0, until]] },
    { path: 'a.y', is_leaf: false },
  ];
  expect(decode(bytes('msgpack', found, { nowSeconds }))).toEqual(nodes);
  expect(readPickle(bytes('pickle', found, { nowSeconds }))).toEqual(
    nodes.map((each) => new Map(Object.entries(each))),
  );
});

test('raw', () => {
  expect(bytes('raw', found).toString()).toBe('a.x.\na.x\nb.x\na.y.\n');
});

test.each([
  [undefined, ['x', 'y']],
  [0, ['a', 'b']],
  [-2, ['a', 'b']],
  [1, ['x', 'y']],
])('nodelist at position %s', (position, nodes) => {
  const options = position === undefined ? {} : { position };
  expect(JSON.parse(bytes('nodelist', found, options).toString())).toEqual({ nodes });
});

test('nodelist at a position that is not there', () => {
  expect(() => bytes('nodelist', found, { position: 2 })).toThrow(
    'position is 2, and "a.x" has no such segment',
  );
});

test('protobuf of both versions', () => {
  const all = { name: 'a.*', matches: ['a.x false', 'a.x true', 'b.x true', 'a.y false'] };
  expect(globResponse(bytes('protobuf', found))).toEqual(all);
  const reader = new BinaryReader(bytes('carbonapi_v3_pb', found));
  const responses = [];
  while (reader.pos < reader.len) {
    expect(reader.tag()[0]).toBe(1);
    responses.push(globResponse(reader.bytes()));
  }
  expect(responses).toEqual([
    { name: 'a.*', matches: ['a.x false', 'a.x true', 'a.y false'] },
    { name: '*.x', matches: ['a.x false', 'a.x true', 'b.x true'] },
  ]);
});

function globResponse(response: Uint8Array) {
  const reader = new BinaryReader(response);
  expect(reader.tag()[0]).toBe(1);
  const name = reader.string();
  const matches: string[] = [];
  while (reader.pos < reader.len) {
    expect(reader.tag()[0]).toBe(2);
    const match = new BinaryReader(reader.bytes());
    expect(match.tag()[0]).toBe(1);
    const path = match.string();
    matches.push(`${path} ${match.pos < match.len && match.tag()[0] === 2 && match.bool()}`);
  }
  return { name, matches };
}

test('an unknown format', () => {
  expect(() => findFormatNamed('xml')).toThrow('there is no format "xml"; format may be treejson, completer');
});
