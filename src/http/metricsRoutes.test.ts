import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { parsePrometheus } from '../../test/support/parsePrometheus.ts';
import type { SeriesSchema } from '../model/retention.ts';
import {
  backupAnswer,
  backupManifest,
  deleteAnswer,
  describeAnswer,
  renameAnswer,
  retentionAnswer,
  unusedAnswer,
} from '../schema/metrics.ts';
import type { StoreStatus } from '../storage/store.ts';

const now = 1_700_000_000;
const schema: SeriesSchema = {
  archives: [
    { step: 10, points: 360 },
    { step: 60, points: 1440 },
  ],
  aggregation: 'average',
  xFilesFactor: 0,
};
let server: TestServer;
let headers: { authorization: string };
beforeEach(async () => {
  server = await createTestServer();
  headers = server.as('admin');
  server.store.addWithSchema('a.b', schema, [
    [now - 20, 1],
    [now - 10, 2],
  ]);
  server.store.addWithSchema('a.c', schema, [[now - 10, 5]]);
  server.store.addWithSchema('old', schema, [[now - 80_000, 7]]);
});
afterEach(() => server.close());

const get = (url: string) => server.inject({ url, headers });
const post = (url: string, payload: object) => server.inject({ method: 'POST', url, headers, payload });
const names = () => server.store.names(null, 100);

describe('changes', () => {
  test('delete only looks, until told otherwise', async () => {
    const tried = deleteAnswer
      .strict()
      .parse((await post('/api/metrics/delete', { patterns: ['a.*'] })).json());
    expect(tried).toEqual({ dryRun: true, series: 2, names: ['a.b', 'a.c'], bytes: 0 });
    expect(await names()).toEqual(['a.b', 'a.c', 'old']);
    const done = (await post('/api/metrics/delete', { patterns: ['a.*', 'a.b'], dryRun: false })).json();
    expect(done).toMatchObject({ dryRun: false, series: 2 });
    expect(await names()).toEqual(['old']);
  });

  test('rename a series or a branch, but not over another one', async () => {
    const tried = renameAnswer
      .strict()
      .parse((await post('/api/metrics/rename', { from: 'a', to: 'b.x' })).json());
    expect(tried).toEqual({
      dryRun: true,
      series: 2,
      renames: [
        { from: 'a.b', to: 'b.x.b' },
        { from: 'a.c', to: 'b.x.c' },
      ],
    });
    await post('/api/metrics/rename', { from: 'a', to: 'b.x', dryRun: false });
    expect(await names()).toEqual(['b.x.b', 'b.x.c', 'old']);
    const taken = await post('/api/metrics/rename', { from: 'old', to: 'b.x.c' });
    expect(taken.statusCode).toBe(400);
    expect(taken.json().error).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('merge'),
    });
    expect((await post('/api/metrics/rename', { from: 'none', to: 'x' })).statusCode).toBe(400);
  });

  test('merge fills gaps, and its points are not lost', async () => {
    server.store.addWithSchema('a.c', schema, [[now - 20, 9]]);
    await post('/api/metrics/merge', { from: 'a.c', into: 'a.b' });
    expect(await names()).toContain('a.c');
    await post('/api/metrics/merge', { from: 'old', into: 'a.b', dryRun: false });
    await post('/api/metrics/merge', { from: 'a.c', into: 'new.one', dryRun: false });
    expect(await names()).toEqual(['a.b', 'new.one']);
    const [info] = (await get('/api/metrics/describe?pattern=a.b')).json().series;
    expect(info).toMatchObject({ firstPoint: now - 80_000, lastPoint: now - 10 });
  });

  test('retention: tried, set, reset, applied', async () => {
    const coarse = { ...schema, archives: [{ step: 60, points: 60 }] };
    const tried = retentionAnswer
      .strict()
      .parse((await post('/api/metrics/retention', { patterns: ['a.*'], schema: coarse })).json());
    expect(tried).toMatchObject({ dryRun: true, series: 2, changes: [{ series: 2, example: 'a.b' }] });
    const pinned = async () =>
      describeAnswer
        .strict()
        .parse((await get('/api/metrics/describe?pattern=a.b')).json())
        .series.map((one) => [one.pinned, one.schema.archives.length]);
    expect(await pinned()).toEqual([[false, 2]]);
    await post('/api/metrics/retention', { patterns: ['a.*'], schema: coarse, dryRun: false });
    expect(await pinned()).toEqual([[true, 1]]);
    expect((await post('/api/metrics/retention/apply', {})).json()).toMatchObject({
      dryRun: true,
      series: 1,
    });
    const reset = { patterns: ['a.*'], schema: null };
    expect((await post('/api/metrics/retention', reset)).json()).toMatchObject({ series: 2 });
  });

  test.each([
    ['/api/metrics/delete', {}],
    ['/api/metrics/delete', { patterns: [] }],
    ['/api/metrics/delete', { patterns: ['a'], dryrun: false }],
    ['/api/metrics/rename', { from: 'a' }],
    ['/api/metrics/merge', { from: 'a', into: '' }],
    ['/api/metrics/retention', { patterns: ['a'] }],
    ['/api/metrics/retention', { patterns: ['a'], schema: { ...schema, archives: [] } }],
    ['/api/backup', { folder: 'relative/path' }],
  ])('%s with %j is 400', async (url, payload) => {
    const answer = await post(url, payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.code).toBe('bad-request');
  });

  test.each([
    '/api/metrics/delete',
    '/api/metrics/rename',
    '/api/metrics/merge',
    '/api/metrics/retention',
    '/api/metrics/retention/apply',
    '/api/backup',
  ])('%s is for administrators', async (url) => {
    const answer = await server.inject({ method: 'POST', url, headers: server.as('editor'), payload: {} });
    expect(answer.statusCode).toBe(403);
  });
});

describe('questions', () => {
  test('describe says when there is more', async () => {
    const answer = (await get('/api/metrics/describe?pattern=a.*&pattern=old&limit=2')).json();
    expect(describeAnswer.strict().parse(answer)).toMatchObject({
      series: [{ name: 'a.b', schema, lastAsked: null }, { name: 'a.c' }],
      truncated: true,
    });
    expect((await get('/api/metrics/describe')).statusCode).toBe(400);
  });

  test('unused: not written, not read, or both', async () => {
    const unused = async (rest: string) =>
      unusedAnswer
        .strict()
        .parse((await get(`/api/metrics/unused?${rest}`)).json())
        .series.map(({ name }) => name);
    await server.store.fetch([{ pattern: 'a.b', from: now - 60, until: now }]);
    expect(await unused('silent=3600')).toEqual(['old']);
    expect(await unused('unasked=never')).toEqual(['a.c', 'old']);
    expect(await unused('unasked=never&pattern=a.*')).toEqual(['a.c']);
    expect(await unused('unasked=0')).toEqual(['a.b', 'a.c', 'old']);
    expect(await unused('unasked=never&silent=3600')).toEqual(['old']);
    expect((await get('/api/metrics/unused?unasked=0&limit=1')).json().truncated).toBe(true);
    expect((await get('/api/metrics/unused')).statusCode).toBe(400);
    expect((await get('/api/metrics/unused?silent=long')).statusCode).toBe(400);
  });
});

describe('/api/backup', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbago-backup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('writes points, accounts and a list with checksums', async () => {
    const target = join(folder, 'new', 'monday');
    const answer = backupAnswer.strict().parse((await post('/api/backup', { folder: target })).json());
    expect(answer).toMatchObject({ folder: target, files: 3 });
    const manifest = backupManifest
      .strict()
      .parse(JSON.parse(readFileSync(join(target, 'backup.json'), 'utf8')));
    expect(manifest).toMatchObject({ version: '0.0.0-test', createdSeconds: now });
    expect(manifest.files.map(({ path }) => path)).toEqual(['native/series.json', 'plumbago.db']);
    for (const file of manifest.files) {
      const bytes = readFileSync(join(target, file.path));
      expect(file).toMatchObject({ bytes: bytes.length, crc32: crc32(bytes) });
    }
    expect(readFileSync(join(target, 'plumbago.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(statSync(join(target, 'plumbago.db')).mode & 0o777).toBe(0o600);
  });

  test('a folder with something in it is left alone', async () => {
    writeFileSync(join(folder, 'mine'), 'x');
    const answer = await post('/api/backup', { folder });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toContain('is not empty');
    expect(readdirSync(folder)).toEqual(['mine']);
  });

  test('one that fails leaves nothing behind, and says why', async () => {
    const failing = await createTestServer({
      store: {
        async backup(target) {
          mkdirSync(target);
          writeFileSync(join(target, 'half'), 'x');
          throw new Error('ENOSPC: no space left on device');
        },
      },
    });
    const target = join(folder, 'x');
    const answer = await failing.inject({
      method: 'POST',
      url: '/api/backup',
      headers: failing.as('admin'),
      payload: { folder: target },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.json().error).toMatchObject({
      code: 'backup-failed',
      message: expect.stringContaining('ENOSPC'),
    });
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    await failing.close();
  });

  test('one at a time', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((name) => post('/api/backup', { folder: join(folder, name) })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});

describe('/metrics for Prometheus', () => {
  const status: StoreStatus = {
    series: 3,
    pointsStored: 1e12,
    refused: { 'bad-line': 4 },
    refusedByPrefix: { 'bad-line': { 'odd"\\\n': 3, '(other)': 1 } },
    linesReceived: 5,
    bytesReceived: 6,
    connections: 7,
    walBytes: 8,
    blocks: 9,
    blockBytes: 10,
    writable: true,
    problem: null,
    activity: 'rewriting 3 of 9 blocks',
    figures: { 'wal.syncs_total': 11, 'head.series': 12, head_series: 13 },
  };

  test('everything that is known, in a text that parses', async () => {
    const watched = await createTestServer({ store: { status: async () => status } });
    const reader = watched.as('viewer');
    await watched.inject({ url: '/version' });
    await watched.inject({ url: '/no/such/thing' });
    const answer = await watched.inject({ url: '/metrics', headers: reader });
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = parsePrometheus(answer.body);
    const value = (name: string, labels: Record<string, string> = {}) =>
      [...families.values()]
        .flatMap(({ samples }) => samples)
        .find(
          (sample) =>
            sample.name === `plumbago_${name}` && JSON.stringify(sample.labels) === JSON.stringify(labels),
        )?.value;
    expect([...families.keys()].every((name) => name.startsWith('plumbago_'))).toBe(true);
    expect(value('info', { version: '0.0.0-test' })).toBe(1);
    expect(value('series')).toBe(3);
    expect(value('points_stored_total')).toBe(1e12);
    expect(value('refused_total', { reason: 'bad-line' })).toBe(4);
    expect(value('refused_by_prefix_total', { reason: 'bad-line', prefix: 'odd"\\\n' })).toBe(3);
    expect(value('background_activity')).toBe(1);
    expect(value('writable')).toBe(1);
    expect(value('engine_wal_syncs_total')).toBe(11);
    expect(families.get('plumbago_engine_wal_syncs_total')?.type).toBe('counter');
    expect(value('engine_head_series')).toBe(12);
    expect(families.get('plumbago_engine_head_series')?.type).toBe('gauge');
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(value('http_requests_total', { route: '/version', method: 'GET', status: '2xx' })).toBe(1);
    expect(value('http_requests_total', { route: '(none)', method: 'GET', status: '4xx' })).toBe(1);
    expect(
      value('http_request_duration_seconds_count', { route: '/version', method: 'GET', status: '2xx' }),
    ).toBe(1);
    await watched.close();
  });

  test('is for viewers, by token or, where that is allowed, for everybody', async () => {
    expect((await server.inject({ url: '/metrics' })).statusCode).toBe(401);
    expect((await server.inject({ url: '/metrics', headers: server.as('viewer') })).statusCode).toBe(200);
  });
});
