import { describe, expect, test } from 'vitest';
import { remotes } from './remotes.ts';
import { loadSettings } from './settings.ts';

const plain = {
  format: 'msgpack',
  tags: true,
  local: true,
  findTimeoutSeconds: null,
  fetchTimeoutSeconds: null,
  authorization: null,
};

describe('remote servers in the settings', () => {
  test('are names and addresses', () => {
    expect(remotes.parse('east=http://10.0.0.2:8080/, west=https://g.example.com/graphite/')).toEqual([
      { ...plain, name: 'east', url: 'http://10.0.0.2:8080' },
      { ...plain, name: 'west', url: 'https://g.example.com/graphite' },
    ]);
    expect(remotes.parse(' ')).toEqual([]);
  });

  test('have options, which are written as they were read', () => {
    const written =
      'a=http://h:1?format=pickle&tags=off&local=0&find-timeout=0.5&fetch-timeout=20&authorization-file=/etc/token, ' +
      'b=http://h:2?authorization-env=TOKEN_OF_B';
    expect(remotes.parse(written)).toEqual([
      {
        name: 'a',
        url: 'http://h:1',
        format: 'pickle',
        tags: false,
        local: false,
        findTimeoutSeconds: 0.5,
        fetchTimeoutSeconds: 20,
        authorization: { file: '/etc/token' },
      },
      { ...plain, name: 'b', url: 'http://h:2', authorization: { env: 'TOKEN_OF_B' } },
    ]);
    expect(remotes.format(remotes.parse(written))).toBe(written);
  });

  test.each([
    ['http://h', 'is not NAME=URL'],
    ['a=h:8080', 'has to begin with http'],
    ['a=ftp://h', 'has to begin with http'],
    ['a=http://me:secret@h', 'may not hold a password'],
    ['a b=http://h', 'is not NAME=URL'],
    ['a=http://h, a=http://i', 'two remote servers are called a'],
    ['a=http://h?fromat=json', 'there is no option fromat (did you mean'],
    ['a=http://h?format=xml', 'format=xml is not one of msgpack, pickle, json'],
    ['a=http://h?format=json&format=json', 'stands there twice'],
    ['a=http://h?find-timeout=soon', 'is not a number of seconds'],
    ['a=http://h?authorization-file=token', 'absolute path'],
    ['a=http://h?authorization-file=/t&authorization-env=T', 'exclude each other'],
    ['a=http://h?authorization-env=A B', 'is no name of a variable'],
  ])('%s is refused', (written, reason) => {
    expect(() => remotes.parse(written)).toThrow(reason);
  });

  test('may be a list in the file, and a text in the environment', () => {
    const file = '[federation]\nremotes = ["a=http://h:1", "b=http://h:2"]\nrequire-all = true\n';
    const input = {
      argv: [],
      env: {},
      cwd: '/w',
      readFile: (path: string) => (path.startsWith('/w') ? file : null),
    };
    const { federation, warnings } = loadSettings(input);
    expect(federation.remotes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(federation.requireAll).toBe(true);
    expect(warnings).toEqual([]);
    const env = { PLUMBAGO_FEDERATION_REMOTES: 'c=http://h:3' };
    expect(loadSettings({ ...input, env }).federation.remotes.map(({ name }) => name)).toEqual(['c']);
  });

  test('a fetch that may take as long as a request is odd', () => {
    const env = {
      PLUMBAGO_FEDERATION_REMOTES: 'c=http://h',
      PLUMBAGO_FEDERATION_FETCH_TIMEOUT_SECONDS: '30',
    };
    const { warnings } = loadSettings({ argv: [], env, cwd: '/w', readFile: () => null });
    expect(warnings).toEqual([expect.stringContaining('is not below query.timeout-seconds (30)')]);
  });
});
