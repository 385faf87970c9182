import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { createTokens } from '../accounts/tokens.ts';
import { openDatabase } from '../metadata/database.ts';
import type { SeriesSchema } from '../model/retention.ts';
import { metricsCommand } from './metrics.ts';
import { writeServerFile } from './serverFile.ts';

const now = 1_700_000_000;
const schema: SeriesSchema = { archives: [{ step: 10, points: 360 }], aggregation: 'max', xFilesFactor: 0.5 };
let folder: string;
let server: TestServer;
let env: Record<string, string>;
let address: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-metrics-'));
  server = await createTestServer();
  await server.server.listen({ host: '127.0.0.1', port: 0 });
  address = `127.0.0.1:${(server.server.server.address() as { port: number }).port}`;
  env = {
    PLUMBAGO_SERVER: address,
    PLUMBAGO_TOKEN: server.as('admin').authorization.slice('Bearer '.length),
  };
  server.store.addWithSchema('a.b', schema, [[now - 10, 1]]);
  server.store.addWithSchema('a.c', schema, [[now - 90_000, 2]]);
  server.store.addWithSchema('top;host=x', { ...schema, aggregation: 'sum' }, [[now, 3]]);
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const status = await metricsCommand.run(argv, { stdin, stdout, stderr, env, cwd: folder });
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}
const names = () => server.store.names(null, 100);

test('find by pattern, by tags, and only what is active', async () => {
  expect(await run('find', 'a.*')).toEqual({ status: 0, out: 'a.b\na.c\n', err: '' });
  expect((await run('find', 'a.*', '--active-since', '-1h')).out).toBe('a.b\n');
  expect((await run('find', '--tag', 'host=x', '--json')).out).toBe('[\n  "top;host=x"\n]\n');
  expect((await run('find', '--tag', 'host=')).err).toContain('absent tag');
});

test('describe and unused are tables', async () => {
  const { out } = await run('describe', 'a.*', 'top;host=x');
  expect(out).toMatch(/^NAME +RETENTIONS +AGGREGATION/);
  expect(out).toMatch(/\na\.b +10:360 +max 0\.5 +configuration +2023-11-14 22:13:10 UTC/);
  expect((await run('unused', '--silent', '6h')).out).toMatch(/^NAME .*\na\.c +2023-11-13 [\d:]+ UTC +-\n$/);
  expect((await run('unused', 'a.*', '--unasked', 'never', '--limit', '1')).out).toContain('raise --limit');
  expect(JSON.parse((await run('unused', '--silent', '6h', '--json')).out).series).toHaveLength(1);
});

test('delete says what it would do, and does it when told', async () => {
  const tried = await run('delete', 'a.*');
  expect(tried).toEqual({
    status: 0,
    out: 'a.b\na.c\nWould delete 2 series. Nothing is changed yet: add --yes to do it.\n',
    err: '',
  });
  expect(await names()).toHaveLength(3);
  expect((await run('delete', 'a.*', '--yes')).out).toContain('Deleted 2 series.');
  expect(await names()).toEqual(['top;host=x']);
  expect((await run('delete', 'a.*', '--yes')).out).toBe('No series match.\n');
});

test('rename and merge', async () => {
  expect((await run('rename', 'a', 'z')).out).toContain('a.b → z.b\na.c → z.c\nWould rename 2 series');
  expect((await run('rename', 'a', 'z', '--yes')).out).toContain('Renamed 2 series.');
  expect((await run('merge', 'z.c', 'z.b', '--yes')).out).toBe('z.c → z.b\nMerged 1 series.\n');
  expect(await names()).toEqual(['top;host=x', 'z.b']);
  const missing = await run('rename', 'none', 'x');
  expect(missing).toMatchObject({ status: 1, out: '' });
  expect(missing.err).toContain('there is no series and no branch none');
});

test('retention: set keeps the aggregation that there is, reset and apply', async () => {
  const tried = await run('retention', 'set', 'a.*', '--retentions', '1min:2h');
  expect(tried.out).toMatch(/SERIES +FROM .*\n2 +10:360 max 0\.5 +60:120 max 0\.5 +a\.b\n/);
  expect(tried.out).toContain('Would change 2 series.');
  expect((await run('retention', 'set', 'a.*', '--retentions', '1min:2h', '--yes')).out).toContain(
    'Changed 2',
  );
  const mixed = ['retention', 'set', 'a.*', 'top;host=x', '--retentions', '1min:3h'];
  expect(await run(...mixed)).toMatchObject({ status: 1, err: expect.stringContaining('say --aggregation') });
  expect((await run(...mixed, '--aggregation', 'last', '--yes')).out).toContain('Changed 3 series');
  expect((await run('retention', 'reset', 'a.b', '--yes')).out).toContain('Changed 1 series');
  expect((await run('retention', 'apply')).out).toMatch(/^Nothing changes|^SERIES/);
});

describe('which server', () => {
  const token = () => {
    const database = openDatabase(join(folder, 'data', 'plumbago.db'));
    const list = createTokens(database, () => 0).list();
    database.close();
    return list;
  };

  test('the one that runs on the data folder, with a token that is gone afterwards', async () => {
    env = {};
    const local = await createTestServer({ databaseFile: join(folder, 'data', 'plumbago.db') });
    await local.server.listen({ host: '0.0.0.0', port: 0 });
    const { port } = local.server.server.address() as { port: number };
    writeServerFile(join(folder, 'data'), { pid: process.pid, http: `0.0.0.0:${port}` });
    local.store.addWithSchema('here', schema, [[now, 1]]);
    expect(await run('delete', 'here', '--yes')).toMatchObject({ status: 0, err: '' });
    expect(await local.store.names(null, 9)).toEqual([]);
    expect(token()).toEqual([]);
    expect((await run('rename', 'here', 'there')).status).toBe(1);
    expect(token()).toEqual([]);
    await local.close();
  });

  test('tokens of commands that were killed a day ago are ended, others are not', async () => {
    env = {};
    const database = openDatabase(join(folder, 'data', 'plumbago.db'));
    const [old, recent] = [0, Date.now() / 1000].map((seconds) => createTokens(database, () => seconds));
    old.create({ name: 'command line 12', role: 'admin' });
    old.create({ name: 'command line for Anne', role: 'viewer' });
    recent.create({ name: 'command line 13', role: 'admin' });
    database.close();
    writeServerFile(join(folder, 'data'), { pid: process.pid, http: address });
    await run('find', 'a.*');
    expect(token().map(({ name }) => name)).toEqual(['command line for Anne', 'command line 13']);
  });

  test.each([
    [null, 'no server runs on'],
    [{ pid: 2 ** 22 + 1, http: '127.0.0.1:1' }, 'no server runs on'],
    [{ pid: process.pid, http: null }, 'does not listen for HTTP'],
  ])('a folder with %j', async (file, text) => {
    env = {};
    openDatabase(join(folder, 'data', 'plumbago.db')).close();
    if (file !== null) writeServerFile(join(folder, 'data'), file);
    const answer = await run('find', 'a.*');
    expect(answer).toMatchObject({ status: 1, out: '', err: expect.stringContaining(text) });
  });

  test('one that does not answer, or wants a token', async () => {
    expect((await run('find', 'a', '--server', '127.0.0.1:1')).err).toContain('does not answer');
    env = {};
    const anonymous = await run('find', 'a', '--server', `http://${address}/`);
    expect(anonymous).toMatchObject({ status: 1, err: expect.stringContaining('PLUMBAGO_TOKEN') });
    const viewer = server.as('viewer').authorization.slice('Bearer '.length);
    const refused = await run('delete', 'a', '--server', address, '--token', viewer);
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('this needs admin') });
  });
});

test.each([
  [['fnd', 'a'], 'did you mean "find"?'],
  [['find'], 'find takes patterns, or --tag expressions'],
  [['find', 'a', '--tag', 'b=c'], 'find takes patterns, or --tag expressions'],
  [['find', 'a', '--yes'], 'there is no --yes'],
  [['delete'], 'the PATTERN is missing'],
  [['delete', 'a', '--ys'], 'did you mean "--yes"?'],
  [['delete', 'a', '--yes=no'], '--yes takes no value'],
  [['rename', 'a'], 'the TO name is missing'],
  [['merge', 'a', 'b', 'c'], '"c" is one argument too many'],
  [['unused'], '--silent 30d'],
  [['unused', '--silent', 'long'], '--silent wants a time such as'],
  [['describe', 'a', '--limit', '0'], '--limit is a number from 1 to 10000'],
  [['retention', 'sett', 'a'], 'did you mean "set"?'],
  [['retention', 'set', 'a'], 'wants --retentions'],
  [['retention', 'set', 'a', '--retentions', '10s:1h,15s:2h'], 'must be a multiple of'],
  [['retention', 'set', 'a', '--retentions', '10s:1h', '--aggregation', 'mean'], 'one of average, sum'],
  [['retention', 'reset'], 'wants a PATTERN'],
  [['retention', 'apply', 'a'], 'takes no patterns'],
  [['retention', 'apply', '--retentions', '1s:1d'], 'belongs to "retention set"'],
  [['find', 'a', '--server', 'ftp://x'], 'is not the address of a server'],
  [['find', 'a', '--server', 'x', '--data-dir', 'y'], 'exclude one another'],
])('%j is refused with a way out', async (argv, text) => {
  const { status, err } = await run(...argv);
  expect(err).toContain(text);
  expect(status).toBe(2);
});

test('help goes to stdout', async () => {
  const { status, out } = await run('--help');
  expect(status).toBe(0);
  expect(out).toContain('plumbago metrics delete PATTERN… [--yes]');
  expect((await run()).status).toBe(2);
});
