import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
  for (const [name, value] of [
    ['a.b', 30],
    ['a.c', 60],
  ] as const) {
    server.store.add(name, 60, [
      [now - 120, value],
      [now - 60, value],
    ]);
  }
});
afterEach(() => server.close());

const get = (query: string) => server.inject({ url: `/render?from=-150s&${query}` });

test.each([
  ['png', 'image/png', '\x89PNG'],
  ['svg', 'image/svg+xml', '<svg'],
  ['pdf', 'application/pdf', '%PDF'],
])('format=%s', async (format, contentType, begin) => {
  for (const target of ['a.*', 'nothing.*']) {
    const answer = await get(`format=${format}&target=${target}&width=200&height=100`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe(contentType);
    expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe(begin);
  }
});

test('a form, with the functions that look after pictures', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/render',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: "format=svg&from=-150s&target=color(a.b,'abcdef')&title=T",
  });
  expect(answer.body).toContain('stroke="#abcdef"');
  expect(answer.body).toContain('aria-label="T. Graph of ');
});

test('pies of series, and of values in the targets', async () => {
  const { body } = await get('format=svg&graphType=pie&target=a.b&target=rest:10&target=a.c');
  expect(body).toContain('Pie of a.b 30 %, rest 10 %, a.c 60 %');
});

test('what cannot be drawn is a 400 that says why', async () => {
  const answer = await get('format=png&target=a.b&width=1e9');
  expect([answer.statusCode, answer.body]).toEqual([
    400,
    expect.stringContaining('width has to be a number from 1 to 4096'),
  ]);
});
