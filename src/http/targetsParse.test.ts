import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { ParseTargetAnswer } from '../schema/dashboards.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
});
afterAll(() => server.close());

async function parse(target: string): Promise<ParseTargetAnswer> {
  const answer = await server.inject({ method: 'POST', url: '/api/targets/parse', payload: { target } });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

test('a target becomes a tree with places', async () => {
  const { tree, error } = await parse("alias(scale(a.*.b, 0.5), 'x y', k=None)");
  expect(error).toBeNull();
  expect(tree).toMatchObject({
    kind: 'call',
    name: 'alias',
    piped: false,
    from: 0,
    to: 39,
    args: [
      {
        kind: 'call',
        name: 'scale',
        args: [
          { kind: 'path', text: 'a.*.b', from: 12, to: 17 },
          { kind: 'value', value: 0.5, text: '0.5' },
        ],
      },
      { kind: 'value', value: 'x y', text: "'x y'" },
    ],
    named: { k: { kind: 'value', value: null } },
  });
});

test('a pipe is told from an argument', async () => {
  const { tree } = await parse('a.b | scale(2)');
  expect(tree).toMatchObject({
    kind: 'call',
    name: 'scale',
    piped: true,
    args: [{ text: 'a.b' }, { value: 2 }],
  });
});

test('a mistake has its place and what to do', async () => {
  const { tree, error } = await parse('sumSeries(a.*');
  expect(tree).toBeNull();
  expect(error).toMatchObject({
    code: 'bad-target',
    column: expect.any(Number),
    message: expect.any(String),
  });
});
