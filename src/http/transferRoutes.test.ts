import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { builtinDashboards } from '../dashboards/builtin/index.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { type ImportAnswer, importAnswer } from '../schema/dashboards.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/grafana/${name}`, import.meta.url), 'utf8'));
const take = (body: object, role: 'viewer' | 'editor' = 'editor') =>
  server.inject({ method: 'POST', url: '/api/dashboards/import', headers: server.as(role), payload: body });
const taken = async (body: object): Promise<ImportAnswer> => {
  const answer = await take(body);
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  return importAnswer.parse(answer.json());
};
const get = (url: string) => server.inject({ url: `/api/dashboards/${url}`, headers: server.as('viewer') });
const OURS = { format: 'plumbago-dashboard', formatVersion: 1, uid: 'ours', title: 'Über: "uns"', rows: [] };

describe('POST /api/dashboards/import', () => {
  test.each(['v6-kamon-system-metrics.json', 'v26-sexigraf-pfsense.json', 'v39-python-statsd.json'])(
    '%s becomes a dashboard that is kept when it is asked for',
    async (name) => {
      const json = fixture(name);
      const looked = await taken({ json });
      expect(looked).toMatchObject({ source: 'grafana-classic', saved: null });
      expect(looked.dashboard.rows.flatMap(({ panels }) => panels).length).toBeGreaterThan(3);
      const kept = await taken({ json, save: true });
      const { dashboard } = (await get(kept.saved!.uid)).json();
      expect(dashboard).toEqual({ ...looked.dashboard, uid: kept.saved!.uid });
    },
  );

  test('a uid that is taken gives way, or is replaced when that is wanted, be it in the trash', async () => {
    const first = await taken({ json: OURS, save: true });
    expect(first).toMatchObject({ source: 'plumbago', report: [], saved: { uid: 'ours', version: 1 } });
    const second = await taken({ json: OURS, save: true });
    expect(second.saved!.uid).not.toBe('ours');
    const changed = { ...OURS, title: 'Changed' };
    const replaced = await taken({ json: changed, save: true, overwrite: true });
    expect(replaced.saved).toMatchObject({ uid: 'ours', version: 2, meta: { title: 'Changed' } });
    await server.inject({ method: 'DELETE', url: '/api/dashboards/ours', headers: server.as('editor') });
    const again = await taken({ json: OURS, save: true, overwrite: true });
    expect(again.saved).toMatchObject({ uid: 'ours', version: 3 });
    const builtin = { ...OURS, uid: builtinDashboards[0]!.uid };
    expect((await take({ json: builtin, save: true, overwrite: true })).statusCode).toBe(403);
    expect((await taken({ json: builtin, save: true })).saved!.uid).not.toBe(builtin.uid);
  });

  test.each([[null], ['text'], [{}], [[]], [{ ...OURS, titel: 1 }], [{ dashboard: 5 }]])(
    '%j is refused in words',
    async (json) => {
      const answer = await take({ json, save: true });
      expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'bad-dashboard']);
      expect(answer.json().error.message).not.toMatch(/undefined|\[object|Cannot read/);
    },
  );

  test('is for editors', async () => {
    expect((await take({ json: OURS }, 'viewer')).statusCode).toBe(403);
  });
});

describe('GET /api/dashboards/:uid/export', () => {
  test('gives the file, which is taken in again as the same', async () => {
    await taken({ json: OURS, save: true });
    const file = await get('ours/export');
    expect(file.headers['content-disposition']).toBe('attachment; filename="uber-uns.json"');
    expect(file.headers['content-type']).toContain('application/json');
    expect(file.body).toMatch(/^\{\n {2}"format": "plumbago-dashboard",\n/);
    expect((await taken({ json: file.json() })).dashboard).toEqual((await get('ours')).json().dashboard);
  });

  test('gives one for Grafana, whose panels come back as they were', async () => {
    const uid = builtinDashboards[0]!.uid;
    const file = await get(`${uid}/export?format=grafana`);
    expect(file.json()).toMatchObject({ schemaVersion: 39, title: builtinDashboards[0]!.title });
    const { dashboard } = await taken({ json: file.json() });
    const panels = ({ rows }: Pick<Dashboard, 'rows'>) =>
      rows.flatMap((row) => row.panels.map(({ type, title, targets }) => ({ type, title, targets })));
    expect(panels(dashboard)).toEqual(panels(builtinDashboards[0]!));
  });

  test.each(['ours/export', `${builtinDashboards[0]!.uid}/export?format=yaml`])(
    '%s is refused',
    async (url) => {
      expect([400, 404]).toContain((await get(url)).statusCode);
    },
  );
});
