/** Dashboards that are files: the folder, the API and restarts tell the same story. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dashboard } from '../src/schema/dashboard.ts';
import type {
  ConflictAnswer,
  DashboardAnswer,
  DashboardList,
  DashboardVersion,
  Saved,
} from '../src/schema/dashboards.ts';
import { takeBackup } from './support/admin.ts';
import { getJson } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { runCommand, type Server } from './support/runProgram.ts';
import { startServer, testFolder } from './support/startServer.ts';

const board = (title: string, uid: string): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid, title },
  rows: [
    {
      id: 'main',
      panels: [
        {
          ...{ id: 'load', type: 'timeseries', title: 'Load', grid: { x: 0, y: 0, w: 12, h: 8 } },
          targets: [{ refId: 'A', target: 'hosts.*.load.1m' }],
        },
      ],
    },
  ],
});
const grafana = {
  uid: 'disks',
  title: 'Disks',
  schemaVersion: 39,
  panels: [
    {
      ...{ id: 1, type: 'timeseries', title: 'Used', gridPos: { x: 0, y: 0, w: 12, h: 8 } },
      targets: [{ refId: 'A', target: 'disks.*.used' }],
    },
  ],
};

test('a folder of files is the dashboards, before and after a restart', async () => {
  const dashboards = testFolder('dashboards');
  const dataDir = testFolder('data');
  const flags = ['--dashboards', dashboards, '--anonymous', 'admin', '--no-agent'];
  const path = (name: string) => join(dashboards, name);
  const write = (name: string, content: unknown) => writeFileSync(path(name), JSON.stringify(content));
  const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as Record<string, unknown>;
  write('web.json', board('Web', 'web'));
  let server: Server = await startServer({ dataDir, flags });
  const get = <T>(address: string) => getJson<T>(`${server.url}/api/dashboards${address}`);
  const save = async (dashboard: Dashboard, baseVersion?: number) => {
    const answer = await fetch(`${server.url}/api/dashboards/${dashboard.uid}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dashboard, message: 'by the API', ...(baseVersion ? { baseVersion } : {}) }),
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const find = (uid: string) => get<DashboardAnswer>(`/${uid}`);

  // What lies there at the start, and what is put there later, in both formats.
  expect((await find('web')).meta).toMatchObject({
    origin: 'file',
    file: 'web.json',
    version: 1,
    access: 'edit',
  });
  mkdirSync(path('Storage'));
  write('Storage/disks.json', grafana);
  const list = await eventually(
    () => get<DashboardList>('?text=storage'),
    ({ total }) => total > 0,
  );
  expect(list.dashboards[0]).toMatchObject({ uid: 'disks', folderTitle: 'Storage', origin: 'file' });
  const disks = await find('disks');
  expect(disks.dashboard.rows[0]!.panels[0]).toMatchObject({ targets: [{ target: 'disks.*.used' }] });

  // Saving writes the file, each in its format.
  expect((await save(board('Web servers', 'web'), 1)).status).toBe(200);
  expect(readFileSync(path('web.json'), 'utf8')).toMatch(/^{\n {2}"format": "plumbago-dashboard",\n/);
  expect(read('web.json')).toEqual(board('Web servers', 'web'));
  expect((await save({ ...disks.dashboard, title: 'All disks' }, 1)).status).toBe(200);
  expect(read('Storage/disks.json')).toMatchObject({ title: 'All disks', panels: [{ type: 'timeseries' }] });
  expect(read('Storage/disks.json')).not.toHaveProperty('format');

  // A new one is a file too.
  const made = (await (
    await fetch(`${server.url}/api/dashboards`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dashboard: board('Night shift', 'night'), folder: disks.meta.folder }),
    })
  ).json()) as Saved;
  expect(made.meta.file).toBe('Storage/night-shift.json');
  expect(read('Storage/night-shift.json')).toMatchObject({ uid: 'night' });

  // Somebody else's change comes first.
  write('web.json', board('Web, by hand', 'web'));
  const late = await save(board('Web, late', 'web'), 2);
  expect(late.status).toBe(409);
  expect((late.body as ConflictAnswer).conflict).toMatchObject({
    ...{ version: 3, dashboard: { title: 'Web, by hand' }, merged: { title: 'Web, late' } },
  });
  expect(read('web.json')['title']).toBe('Web, by hand');

  // A file that can't be read shows its last good state, and is left alone.
  writeFileSync(path('web.json'), '{"title": ');
  const broken = await eventually(
    () => find('web'),
    ({ meta }) => meta.problem !== null,
  );
  expect(broken.dashboard.title).toBe('Web, by hand');
  expect(broken.meta.problem).toMatch(/web\.json can't be read as it is now: it is no JSON/);
  expect(await save(board('Web, over it', 'web'))).toMatchObject({
    ...{
      status: 403,
      body: { error: { code: 'read-only', hint: expect.stringContaining('Mend the file') } },
    },
  });
  expect(readFileSync(path('web.json'), 'utf8')).toBe('{"title": ');
  expect(server.output()).toContain("the file of a dashboard can't be read");

  const history = () => get<{ versions: DashboardVersion[] }>('/web/versions');
  const before = await history();
  expect(before.versions.map(({ version, message }) => [version, message])).toEqual([
    [3, 'Changed in web.json'],
    [2, 'by the API'],
    [1, 'Read from web.json'],
  ]);
  await server.stop();

  // Changes while nobody looked are seen at the next start, and the history goes on.
  write('web.json', board('Web, mended', 'web'));
  rmSync(path('Storage/night-shift.json'));
  server = await startServer({ dataDir, flags });
  expect((await find('web')).meta).toMatchObject({ version: 4, problem: null });
  expect((await history()).versions.slice(1)).toEqual(before.versions);
  expect((await find('disks')).meta).toMatchObject({ version: 2, title: 'All disks' });
  expect((await get<DashboardList>('?trash=1')).dashboards.map(({ uid }) => uid)).toEqual(['night']);
  await fetch(`${server.url}/api/dashboards/night/undelete`, { method: 'POST' });
  expect(read('Storage/night-shift.json')).toMatchObject({ title: 'Night shift' });

  // The files are in backups as well.
  const backup = join(testFolder('backup'), 'all');
  await takeBackup(server.url, backup);
  expect(readFileSync(join(backup, 'dashboards/Storage/night-shift.json'))).toEqual(
    readFileSync(path('Storage/night-shift.json')),
  );
  await server.stop();

  // Without the folder they are gone from the list, and one that is taken into the database keeps its history.
  server = await startServer({ dataDir, flags: flags.slice(2) });
  expect((await get<DashboardList>('?text=mended')).total).toBe(0);
  expect((await save(board('Web, kept', 'web'))).body).toMatchObject({
    version: 5,
    meta: { origin: 'database' },
  });
  expect((await history()).versions.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
});

test('a folder that can not be used is an error that says so', async () => {
  const folder = testFolder('dashboards');
  writeFileSync(join(folder, 'file'), '');
  const place = join(folder, 'file', 'dashboards');
  const { code, stderr } = await runCommand([
    ...['serve', '--data-dir', testFolder('data'), '--http', '0', '--carbon', '0'],
    ...['--no-agent', '--dashboards', place],
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain(`can't use the folder of dashboards ${place}: `);
  expect(existsSync(place)).toBe(false);
});
