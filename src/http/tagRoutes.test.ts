import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
  for (const name of [
    'disk.used;host=web01;mount=root',
    'disk.used;host=web02;mount=home',
    'disk.free;host=web02;mount=home',
    'cpu;dc=rome;host=db01',
    'untagged.name',
  ])
    server.store.add(name, 60, [[now, 1]]);
});
afterEach(() => server.close());

const get = async (url: string) => (await server.inject({ url })).json();
const form = (url: string, payload: string, role?: 'viewer' | 'editor' | 'admin') =>
  server.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(role === undefined ? {} : server.as(role)),
    },
    payload,
  });

describe('/tags', () => {
  test('lists tags with the number of their series', async () => {
    const all = [
      { tag: 'dc', count: 1 },
      { tag: 'host', count: 4 },
      { tag: 'mount', count: 3 },
      { tag: 'name', count: 4 },
    ];
    expect(await get('/tags')).toEqual(all);
    expect(await get('/tags/')).toEqual(all);
    expect(await get('/tags?filter=.*o&limit=1')).toEqual([all[1]]);
    expect(await get('/tags?filter=ount')).toEqual([]);
    expect((await server.inject({ url: '/tags?pretty=1' })).body).toContain('\n  ');
  });

  test('/tags/NAME lists values with the number of their series', async () => {
    const values = [
      { value: 'db01', count: 1 },
      { value: 'web01', count: 1 },
      { value: 'web02', count: 2 },
    ];
    expect(await get('/tags/host')).toEqual({ tag: 'host', values });
    expect(await get('/tags/host/?filter=web')).toEqual({ tag: 'host', values: values.slice(1) });
    expect(await get('/tags/host?filter=^.*2$&limit=0')).toEqual({ tag: 'host', values: values.slice(2) });
    expect(await get('/tags/host?limit=1')).toEqual({ tag: 'host', values: values.slice(0, 1) });
    expect(await get('/tags/name?filter=cpu')).toEqual({ tag: 'name', values: [{ value: 'cpu', count: 1 }] });
    expect(await get('/tags/nothing')).toBeNull();
  });

  test.each(['/tags?filter=(', '/tags/host?filter=(', '/tags?limit=some', '/tags/host?limit=-1'])(
    '%s is 400',
    async (url) => {
      expect((await server.inject({ url })).statusCode).toBe(400);
    },
  );

  test('more than is allowed is said, unless no more was asked for', async () => {
    const small = await createTestServer({
      settings: { anonymous: 'viewer', queryLimits: { maxSeries: 2, maxPoints: 10, maxTargetBytes: 10 } },
    });
    for (const host of ['a', 'b', 'c']) small.store.add(`cpu;dc=x;host=${host}`, 60, [[now, 1]]);
    for (const [url, status] of [
      ['/tags', 422],
      ['/tags?limit=2', 200],
      ['/tags/host', 422],
      ['/tags/host?limit=9', 422],
      ['/tags/host?limit=1', 200],
      ['/tags/dc', 200],
      ['/tags/findSeries?expr=name=cpu', 422],
      ['/tags/findSeries?expr=name=cpu&limit=2', 200],
    ] as const) {
      expect([url, (await small.inject({ url })).statusCode]).toEqual([url, status]);
    }
    await small.close();
  });
});

describe('/tags/autoComplete', () => {
  test.each([
    ['tags', '', ['dc', 'host', 'mount', 'name']],
    ['tags', 'tagPrefix=m', ['mount']],
    ['tags', 'tagPrefix=&limit=0', ['dc', 'host', 'mount', 'name']],
    ['tags', 'limit=2', ['dc', 'host']],
    ['tags', 'expr=host=db01', ['dc', 'name']],
    ['tags', 'expr=host=~web&expr=name=disk.used', ['mount']],
    ['tags', 'expr[]=host=db01&expr[]=dc=rome', ['name']],
    ['tags', 'expr=host=nothing', []],
    ['values', 'tag=host', ['db01', 'web01', 'web02']],
    ['values', 'tag=host&valuePrefix=web&limit=1', ['web01']],
    ['values', 'tag=host&expr=mount=home', ['web02']],
    ['values', 'tag=mount&expr=host!=web01', ['home']],
    ['values', 'tag=name&expr=mount=~.*', ['cpu', 'disk.free', 'disk.used']],
    ['values', 'tag=nothing', []],
    ['values', 'tag=nothing&expr=host=web01', []],
  ])('%s?%s', async (what, rest, expected) => {
    expect(await get(`/tags/autoComplete/${what}?${rest}`)).toEqual(expected);
    expect((await form(`/tags/autoComplete/${what}/`, rest)).json()).toEqual(expected);
  });

  test.each([
    ['/tags/autoComplete/values', 'The parameter "tag" is missing.'],
    ['/tags/autoComplete/tags?expr=host', 'no tag expression'],
    ['/tags/autoComplete/tags?expr=host!=a', 'absent tag'],
    ['/tags/autoComplete/values?tag=host&expr=mount', 'no tag expression'],
    ['/tags/autoComplete/tags?limit=many', 'limit is a whole number'],
  ])('%s is 400 and says why', async (url, text) => {
    const answer = await server.inject({ url });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
  });

  test('a hundred entries unless told otherwise', async () => {
    for (let i = 0; i < 150; i++) server.store.add(`many;id=${i}`, 60, [[now, 1]]);
    expect(await get('/tags/autoComplete/values?tag=id')).toHaveLength(100);
    expect(await get('/tags/autoComplete/values?tag=id&limit=10000')).toHaveLength(150);
  });
});

describe('/tags/tagSeries, tagMultiSeries and delSeries', () => {
  const found = () => get('/tags/findSeries?expr=name=new');

  test('make series that are found by their tags, and take them out again', async () => {
    const one = await form('/tags/tagSeries', 'path=new;mount=root;host=a', 'editor');
    expect(one.json()).toBe('new;host=a;mount=root');
    const several = await form(
      '/tags/tagMultiSeries?pretty=1',
      'path=new;z=1;a=2&path=plain.name&path=new{host="b",mount="/"}',
      'editor',
    );
    expect(several.json()).toEqual(['new;a=2;z=1', 'plain.name', 'new;host=b;mount=/']);
    expect(await found()).toEqual(['new;a=2;z=1', 'new;host=a;mount=root', 'new;host=b;mount=/']);
    expect(await get('/metrics/find?query=*')).not.toContainEqual(expect.objectContaining({ text: 'plain' }));
    const url = '/tags/delSeries/?path=new;z=1;a=2';
    const gone = await server.inject({ method: 'POST', url, headers: server.as('admin') });
    expect(gone.json()).toBe(true);
    expect(
      (await form('/tags/delSeries', 'path[]=new;mount=root;host=a&path[]=never;x=y', 'admin')).json(),
    ).toBe(true);
    expect(await found()).toEqual(['new;host=b;mount=/']);
  });

  test('a name without tags is not in the index, and its points are left alone', async () => {
    expect((await form('/tags/delSeries', 'path=untagged.name', 'admin')).json()).toBe(true);
    expect(await get('/metrics/find?query=untagged.*')).toHaveLength(1);
  });

  test.each([
    ['tagSeries', 'editor', ''],
    ['tagSeries', 'editor', 'path=new;host'],
    ['tagSeries', 'editor', 'path=new{host=a"}'],
    ['tagMultiSeries', 'editor', 'path=good;a=b&path=new;host='],
    ['delSeries', 'admin', ''],
    ['delSeries', 'admin', 'path=disk.*;host=web01'],
  ] as const)('%s as %s with %j is 400', async (what, role, payload) => {
    expect((await form(`/tags/${what}`, payload, role)).statusCode).toBe(400);
    expect(await found()).toEqual([]);
  });

  test('need roles, and a POST', async () => {
    for (const [what, role, status] of [
      ['tagSeries', 'viewer', 403],
      ['tagMultiSeries', 'viewer', 403],
      ['delSeries', 'editor', 403],
      ['tagSeries', 'editor', 200],
    ] as const) {
      expect((await form(`/tags/${what}`, 'path=a;b=c', role)).statusCode).toBe(status);
    }
    for (const what of ['tagSeries', 'tagMultiSeries', 'delSeries']) {
      const answer = await server.inject({ url: `/tags/${what}?path=a;b=c`, headers: server.as('admin') });
      expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST']);
    }
  });
});
