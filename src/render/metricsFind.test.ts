import { describe, expect, test } from 'vitest';
import { completer, completerQuery, treeJson } from './metricsFind.ts';

const branch = (path: string) => node(path, { leaf: false, branch: true });
const leaf = (path: string) => node(path, { leaf: true, branch: false });
const both = (path: string) => node(path, { leaf: true, branch: true });

function node(path: string, kind: { leaf: boolean; branch: boolean }) {
  return { path, text: path.slice(path.lastIndexOf('.') + 1), ...kind };
}

const isBranch = { context: {}, allowChildren: 1, expandable: 1, leaf: 0 };
const isLeaf = { context: {}, allowChildren: 0, expandable: 0, leaf: 1 };

describe('treejson', () => {
  test('branches first, then leaves, each by text; the id keeps the pattern', () => {
    const nodes = [leaf('a.x.load'), branch('a.x.net'), branch('a.x.cpu'), leaf('a.x.age')];
    expect(treeJson('a.{x,y}.*', { nodes })).toEqual([
      { text: 'cpu', id: 'a.{x,y}.cpu', ...isBranch },
      { text: 'net', id: 'a.{x,y}.net', ...isBranch },
      { text: 'age', id: 'a.{x,y}.age', ...isLeaf },
      { text: 'load', id: 'a.{x,y}.load', ...isLeaf },
    ]);
  });

  test('one entry for each text, which can be opened if any can', () => {
    const nodes = [leaf('a.x'), branch('b.x'), leaf('c.x'), both('d.y')];
    expect(treeJson('*.*', { nodes })).toEqual([
      { text: 'x', id: '*.x', ...isBranch },
      { text: 'y', id: '*.y', ...isBranch },
    ]);
  });

  test('top level, and nothing found', () => {
    expect(treeJson('*', { nodes: [branch('a')] })).toEqual([{ text: 'a', id: 'a', ...isBranch }]);
    expect(treeJson('a.b', { nodes: [] })).toEqual([]);
  });

  test('an entry for all of them, if there are several', () => {
    expect(treeJson('a.*', { nodes: [leaf('a.x'), leaf('a.y')] }, { wildcards: true })[0]).toEqual({
      text: '*',
      id: 'a.*',
      ...isLeaf,
    });
    expect(treeJson('a.*', { nodes: [leaf('a.x'), branch('a.y')] }, { wildcards: true })[0]).toMatchObject(
      isBranch,
    );
    expect(treeJson('a.*', { nodes: [leaf('a.x')] }, { wildcards: true })).toHaveLength(1);
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
    expect(completerQuery(typed)).toBe(plain);
    expect(completerQuery(typed, { automaticVariants: true })).toBe(withVariants);
  });

  test('branches end in a dot; a node that is both comes twice; sorted by the last segment', () => {
    expect(completer({ nodes: [branch('b.x'), leaf('b.z'), both('c.a')] })).toEqual({
      metrics: [
        { path: 'c.a.', name: 'a', is_leaf: '0' },
        { path: 'c.a', name: 'a', is_leaf: '1' },
        { path: 'b.x.', name: 'x', is_leaf: '0' },
        { path: 'b.z', name: 'z', is_leaf: '1' },
      ],
    });
  });

  test('an entry for all of them, if there are several', () => {
    const { metrics } = completer({ nodes: [leaf('a'), leaf('b')] }, { wildcards: true });
    expect(metrics.at(-1)).toEqual({ name: '*' });
    expect(completer({ nodes: [leaf('a')] }, { wildcards: true }).metrics).toHaveLength(1);
  });
});
