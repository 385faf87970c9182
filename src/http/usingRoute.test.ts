import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { usingAnswer } from '../schema/dashboards.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const caller = { userId: null, author: null, access: () => 'edit' as const };
const board = (uid: string, ...targets: string[]): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid, title: `Title of ${uid}` },
  rows: [
    {
      id: 'r1',
      panels: targets.map((target, i) => ({
        ...{ id: `p${i}`, type: 'timeseries', grid: { x: 0, y: 8 * i, w: 12, h: 8 } },
        ...(i === 0 ? { title: 'First' } : {}),
        targets: [{ refId: 'A', target }],
      })),
    },
  ],
});
const ask = (query: string) =>
  server.inject({ url: `/api/dashboards/using${query}`, headers: server.as('viewer') });
const using = async (metric: string) =>
  usingAnswer
    .parse((await ask(`?metric=${encodeURIComponent(metric)}`)).json())
    .dashboards.map(({ uid, panels }) => [uid, ...panels.map(({ id }) => id)]);

test('finds dashboards by their targets, in the trash no longer, those of the program too', async () => {
  const { dashboards } = server.kept;
  await dashboards.create(
    { dashboard: board('shop', 'shop.*.orders', 'scale(shop.$name.orders, 2)') },
    caller,
  );
  await dashboards.create({ dashboard: board('other', 'shop.web.visits') }, caller);
  expect(await using('shop.web.orders')).toEqual([['shop', 'p0', 'p1']]);
  expect(await using('shop.web.visits')).toEqual([['other', 'p0']]);
  expect(await using('shop.web')).toEqual([]);
  await dashboards.trash('other', caller);
  expect(await using('shop.web.visits')).toEqual([]);
  expect((await using('hosts.web01.load.1m')).map(([uid]) => uid)).toContain('host');
  const { dashboards: found } = usingAnswer.parse((await ask('?metric=shop.a.orders')).json());
  expect(found[0]).toMatchObject({ title: 'Title of shop', panels: [{ title: 'First' }, { title: '' }] });
});

test('wants the name of a metric', async () => {
  expect((await ask('')).statusCode).toBe(400);
  expect((await server.inject({ url: '/api/dashboards/using?metric=a' })).statusCode).toBe(401);
});
