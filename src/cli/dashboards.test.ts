// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to inputs of dashboards
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { readDashboardFile } from '../dashboards/files/dashboardFile.ts';
import { writeText } from '../dashboards/writeText.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import type { Command } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';

let folder: string;
let server: TestServer;
let env: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-transfer-'));
  server = await createTestServer();
  await server.server.listen({ host: '127.0.0.1', port: 0 });
  env = {
    PLUMBAGO_SERVER: `127.0.0.1:${(server.server.server.address() as { port: number }).port}`,
    PLUMBAGO_TOKEN: server.as('editor').authorization.slice('Bearer '.length),
  };
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: Command, ...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const status = await command.run(argv, { stdin, stdout, stderr, env, cwd: folder });
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}
const put = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const caller = { userId: null, author: 'test', access: () => 'edit' as const };
const find = async (uid: string) => server.kept.dashboards.find(uid, caller);
const mine = async () =>
  (await server.kept.dashboards.list({ sort: 'title' }, caller)).dashboards.filter(
    ({ origin }) => origin !== 'builtin',
  );

const grafana = (title: string, rest: object = {}) => ({
  ...{ title, schemaVersion: 39, uid: title.toLowerCase() },
  panels: [
    {
      ...{ id: 1, type: 'timeseries', title: 'Load', gridPos: { x: 0, y: 0, w: 12, h: 8 } },
      targets: [{ refId: 'A', target: 'hosts.*.load.1m' }],
    },
  ],
  ...rest,
});
const board = (title: string, uid: string): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid, title, rows: [] },
});

describe('import', () => {
  test('takes files of both formats into a folder that is made for them', async () => {
    put('web.json', grafana('Web'));
    put('own.json', `\uFEFF${JSON.stringify(board('Own', 'own'))}`);
    const tried = await run(importCommand, 'grafana', 'web.json', '--folder', 'Team', '--dry-run');
    expect(tried.status).toBe(0);
    expect(tried.out).toMatch(/^web\.json: "Web" can be taken\n/);
    expect(tried.out).toContain('1 could be imported, nothing is saved yet');
    expect(await mine()).toEqual([]);
    expect(await server.kept.dashboards.folders.list(caller)).toEqual([]);

    const done = await run(importCommand, 'grafana', 'web.json', 'own.json', '--folder', 'Team');
    expect(done).toMatchObject({ status: 0, err: '' });
    expect(done.out).toContain('web.json: "Web" is at /d/web\n');
    expect(done.out).toMatch(/own\.json: "Own" is at \/d\/own\n2 imported\.\n$/);
    const found = await find('web');
    expect(found.meta).toMatchObject({ folderTitle: 'Team', updatedBy: 'token editor' });
    expect(found.dashboard.rows[0]!.panels[0]).toMatchObject({ title: 'Load' });

    // Again: the folder is there, and the uid is taken.
    put('web.json', grafana('Web', { description: 'newer' }));
    const again = await run(importCommand, 'grafana', 'web.json', '--folder', 'Team');
    expect(again.out).toContain('(the uid web is taken; --overwrite replaces the dashboard that has it)');
    expect((await mine()).map(({ title }) => title)).toEqual(['Own', 'Web', 'Web']);
    expect((await run(importCommand, 'grafana', 'web.json', '--overwrite')).out).toContain('is at /d/web\n');
    expect((await find('web')).dashboard.description).toBe('newer');
    expect((await find('web')).meta).toMatchObject({ version: 2, folderTitle: 'Team' });
    expect(await server.kept.dashboards.folders.list(caller)).toHaveLength(1);
  });

  test('tells what was lost, what is asked for, and takes what is given', async () => {
    const asking = grafana('Asking', {
      __inputs: [{ name: 'VAR_PREFIX', label: 'Prefix', type: 'constant' }],
      panels: [
        {
          ...{ id: 1, type: 'some-plugin-panel', title: 'Odd', gridPos: { x: 0, y: 0, w: 12, h: 8 } },
          targets: [{ refId: 'A', target: '${VAR_PREFIX}.load' }],
        },
      ],
    });
    put('asking.json', asking);
    const { out } = await run(importCommand, 'grafana', 'asking.json', '--dry-run');
    expect(out).toMatch(/\n {2}(changed|lost|info): .*Odd.*\n/);
    expect(out).toContain('  asks for a value: Prefix (--input VAR_PREFIX=VALUE)\n');
    await run(importCommand, 'grafana', 'asking.json', '--input', 'VAR_PREFIX=hosts');
    expect(JSON.stringify((await find('asking')).dashboard)).toContain('hosts.load');
  });

  test('goes on after a bad file, and ends with 1', async () => {
    put('no.json', '{');
    put('other.json', { hello: 1 });
    put('good.json', grafana('Good'));
    mkdirSync(join(folder, 'dir'));
    const files = ['no.json', 'other.json', 'missing.json', 'dir', 'good.json'];
    const { status, out } = await run(importCommand, 'grafana', ...files);
    expect(status).toBe(1);
    expect(out).toContain('no.json: failed: it is no JSON');
    expect(out).toContain('other.json: failed: ');
    expect(out).toContain("missing.json: failed: it can't be read");
    expect(out).toContain('dir: failed: it is a folder');
    expect(out).toMatch(/1 imported, 4 failed\.\n$/);
    expect((await mine()).map(({ title }) => title)).toEqual(['Good']);
    const json = await run(importCommand, 'grafana', 'no.json', 'good.json', '--json', '--dry-run');
    expect(JSON.parse(json.out)).toMatchObject([
      { file: 'no.json', problem: expect.stringContaining('no JSON') },
      { file: 'good.json', answer: { source: 'grafana-classic', saved: null } },
    ]);
  });

  test('wants to know which of two folders', async () => {
    const { folders } = server.kept.dashboards;
    const one = await folders.create({ title: 'Team' }, caller);
    const other = await folders.create({ title: 'Team', parent: one.uid }, caller);
    put('web.json', grafana('Web'));
    const { status, err } = await run(importCommand, 'grafana', 'web.json', '--folder', 'Team');
    expect([status, err]).toEqual([1, expect.stringContaining(`2 folders are called "Team"`)]);
    await run(importCommand, 'grafana', 'web.json', '--folder', other.uid);
    expect((await find('web')).meta.folder).toBe(other.uid);
  });
});

describe('export', () => {
  beforeEach(async () => {
    const { dashboards } = server.kept;
    const team = await dashboards.folders.create({ title: 'Team' }, caller);
    const night = await dashboards.folders.create({ title: 'Night/shift', parent: team.uid }, caller);
    await dashboards.create({ dashboard: board('Web', 'web') }, caller);
    await dashboards.create({ dashboard: board('CPU & RAM', 'a'), folder: night.uid }, caller);
    await dashboards.create({ dashboard: board('CPU, RAM', 'b'), folder: night.uid }, caller);
  });

  test('writes all that people have made, in their folders', async () => {
    const { status, out, err } = await run(exportCommand, 'dashboards', '--to', 'saved');
    expect([status, err]).toEqual([0, '']);
    const files = ['Team/night-shift/cpu-ram.json', 'Team/night-shift/cpu-ram-2.json', 'web.json'];
    expect(out).toBe(`${files.map((file) => `saved/${file}\n`).join('')}3 exported.\n`);
    expect(read('saved/web.json')).toBe(writeText(board('Web', 'web')));
    expect(readdirSync(join(folder, 'saved/Team/night-shift')).sort()).toEqual([
      'cpu-ram-2.json',
      'cpu-ram.json',
    ]);

    // Files that are there are left alone unless told.
    put('saved/web.json', 'mine');
    rmSync(join(folder, 'saved/Team'), { recursive: true });
    const again = await run(exportCommand, 'dashboards', '--to', 'saved');
    expect(again).toMatchObject({ status: 1, err: expect.stringContaining('is there already') });
    expect(read('saved/web.json')).toBe('mine');
    expect(existsSync(join(folder, 'saved/Team'))).toBe(false);
    await run(exportCommand, 'dashboards', '--to', 'saved', '--overwrite');
    expect(read('saved/web.json')).toBe(writeText(board('Web', 'web')));
  });

  test('writes those that are named, those of the program too, as Grafana reads them', async () => {
    const { out } = await run(
      exportCommand,
      'dashboards',
      'web',
      'hosts',
      '--to',
      'g',
      '--format',
      'grafana',
    );
    expect(out).toBe('g/web.json\ng/hosts.json\n2 exported.\n');
    expect(readDashboardFile(read('g/hosts.json'))).toMatchObject({ format: 'grafana', problem: null });
    const missing = await run(exportCommand, 'dashboards', 'nobody', '--to', 'g');
    expect(missing).toMatchObject({ status: 1, err: expect.stringContaining('no dashboard "nobody"') });
  });
});

test.each([
  [importCommand, ['grafana'], 'the FILE is missing'],
  [importCommand, ['grafna', 'x'], 'did you mean "grafana"?'],
  [importCommand, ['grafana', 'x', '--input', 'a'], '--input wants NAME=VALUE'],
  [importCommand, ['grafana', 'x', '--dryrun'], 'did you mean "--dry-run"?'],
  [exportCommand, ['dashboards'], '--to DIR is missing'],
  [exportCommand, ['dashboards', '--to', 'x', '--format', 'csv'], '--format is plumbago or grafana'],
])('%# is refused with a way out', async (command, argv, text) => {
  expect(await run(command, ...argv)).toMatchObject({ status: 2, err: expect.stringContaining(text) });
  expect((await run(command, '--help')).out).toContain(`plumbago ${command.name} `);
});
