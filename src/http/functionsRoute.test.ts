import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
});
afterEach(() => server.close());

const get = async (url: string) => (await server.inject({ url })).json();

test('/functions: of one group, by group, indented', async () => {
  const all = await get('/functions');
  const alias = await get('/functions?group=Alias');
  expect(Object.keys(alias)).toContain('aliasByNode');
  expect(Object.keys(alias).length).toBeLessThan(Object.keys(all).length);
  for (const name of Object.keys(alias)) expect(alias[name]).toEqual(all[name]);
  expect(await get('/functions?group=Alias&grouped=true')).toEqual({ Alias: alias });
  expect(await get('/functions?group=Nothing')).toEqual({});
  const { body } = await server.inject({ url: '/functions/scale?pretty=1' });
  expect(body).toContain('\n  "name": "scale"');
  expect(JSON.parse(body)).toEqual(all.scale);
});
