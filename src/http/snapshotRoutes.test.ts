import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { sweep } from '../dashboards/sweep.ts';
import { type SnapshotContent, snapshotAnswer, snapshotSummary } from '../schema/dashboards.ts';

let now: number;
let server: TestServer;
beforeEach(async () => {
  now = 1_700_000_000;
  server = await createTestServer({ now: () => now, settings: { anonymous: 'viewer' } });
});
afterEach(() => server.close());

const content = (values: (number | null)[]): SnapshotContent => ({
  dashboard: { format: 'plumbago-dashboard', formatVersion: 1, title: 'Incident', rows: [] },
  ...{ from: 1, until: 2, takenSeconds: now, variables: { host: ['a', 'b'] } },
  panels: { 'p1@web01': { series: [{ refId: 'A', name: 'cpu', start: 0, step: 10, values }] } },
});
const make = (body: object, role: 'viewer' | 'editor' = 'editor') =>
  server.inject({ method: 'POST', url: '/api/snapshots', headers: server.as(role), payload: body });
const read = (key: string) => server.inject({ url: `/api/snapshots/${key}` });

describe('snapshots', () => {
  test('are read by whoever has the key', async () => {
    const given = content([1, null, 3.5]);
    const made = await make({ title: 'Tuesday', content: given, expiresSeconds: null });
    const summary = snapshotSummary.parse(made.json());
    expect(summary).toMatchObject({
      ...{ title: 'Tuesday', createdSeconds: now, createdBy: 'token editor', expiresAt: null },
      bytes: JSON.stringify(given).length,
    });
    expect(summary.key).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const answer = await read(summary.key);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(snapshotAnswer.parse(answer.json())).toEqual({ snapshot: summary, content: given });
    const list = await server.inject({ url: '/api/snapshots', headers: server.as('editor') });
    expect(list.json()).toEqual({ snapshots: [summary] });
    const key = `/api/snapshots/${summary.key}`;
    expect((await server.inject({ method: 'DELETE', url: key })).statusCode).toBe(401);
    const remove = () => server.inject({ method: 'DELETE', url: key, headers: server.as('editor') });
    expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 404]);
    expect((await read(summary.key)).statusCode).toBe(404);
  });

  test('end when their time is over, and then the sweep takes them', async () => {
    const { key } = (await make({ title: 'x', content: content([]), expiresSeconds: 60 })).json();
    now += 59;
    expect((await read(key)).statusCode).toBe(200);
    now += 1;
    expect((await read(key)).statusCode).toBe(404);
    const { dashboards, snapshots } = server.kept;
    const lines: unknown[] = [];
    const log = {
      info: (...line: unknown[]) => lines.push(line),
      error: (...line: unknown[]) => lines.push(line),
    };
    await sweep({ dashboards, snapshots, log, now: () => now });
    await sweep({ dashboards, snapshots, log, now: () => now });
    expect(lines).toEqual([['swept', { dashboards: 0, snapshots: 1 }]]);
  });

  test('may be larger than other bodies', async () => {
    const values = Array.from({ length: 400_000 }, (_, i) => i * 1.000001);
    const body = { title: 'x', content: content(values), expiresSeconds: null };
    expect(JSON.stringify(body).length).toBeGreaterThan(4 * 2 ** 20);
    const made = await make(body);
    expect(made.statusCode).toBe(200);
    expect((await read(made.json().key)).json().content).toEqual(body.content);
  });

  test.each([
    [{ title: 'x', content: {}, expiresSeconds: null }],
    [{ title: '', content: content([]), expiresSeconds: null }],
    [{ title: 'x', content: content([]), expiresSeconds: 5 }],
    [{ title: 'x', content: content([]), expiresSeconds: 2 ** 53 - 1 }],
    [{ title: 'x', content: content([]) }],
  ])('%# is refused', async (body) => {
    expect((await make(body)).statusCode).toBe(400);
  });
});
