import {
  appendFileSync,
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
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { createTokens } from '../accounts/tokens.ts';
import { openDatabase } from '../metadata/database.ts';
import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { restoreCommand } from './restore.ts';

let folder: string;
let server: TestServer;
let env: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-backup-'));
  server = await createTestServer();
  await server.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.server.address() as { port: number };
  env = {
    PLUMBAGO_SERVER: `http://127.0.0.1:${port}`,
    PLUMBAGO_TOKEN: server.as('admin').authorization.slice('Bearer '.length),
  };
  server.store.add('a.b', 10, [[1_700_000_000, 1]]);
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

test('a backup becomes a data folder again', async () => {
  const made = await run(backupCommand, '--to', 'saved');
  expect(made).toMatchObject({ status: 0, err: '' });
  expect(made.out).toMatch(/^3 files, [\d.]+ KiB, are in .*\/saved\.\n$/);
  const restored = await run(restoreCommand, '--from', 'saved', '--data-dir', 'new');
  expect(restored).toMatchObject({ status: 0, err: '' });
  expect(restored.out).toContain('backup of 2023-11-14 22:13:20 UTC: 2 files');
  expect(restored.out).toContain(`plumbago serve --data-dir ${join(folder, 'new')}`);
  expect(readdirSync(join(folder, 'new')).sort()).toEqual(['native', 'plumbago.db']);
  const file = 'native/series.json';
  expect(readFileSync(join(folder, 'new', file))).toEqual(readFileSync(join(folder, 'saved', file)));
  const database = openDatabase(join(folder, 'new', 'plumbago.db'));
  expect(createTokens(database, () => 0).list()).toMatchObject([{ name: 'admin' }]);
  database.close();
});

test('a folder in use, and a backup that is not one, are refused', async () => {
  await run(backupCommand, '--to', 'saved');
  expect((await run(backupCommand, '--to', 'saved')).err).toContain('is not empty');
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'x'), '');
  const full = await run(restoreCommand, '--from', 'saved');
  expect(full).toMatchObject({ status: 1, err: expect.stringContaining('is not empty') });
  expect(readdirSync(join(folder, 'data'))).toEqual(['x']);
  expect((await run(restoreCommand, '--from', 'data')).err).toContain('there is no backup.json');
});

test.each<[string, (saved: string) => void, string]>([
  ['a byte that changed', (saved) => flip(join(saved, 'native/series.json')), 'its checksum is another'],
  ['bytes too many', (saved) => appendFileSync(join(saved, 'plumbago.db'), 'x'), 'bytes instead of'],
  ['a missing file', (saved) => rmSync(join(saved, 'plumbago.db')), 'lacks its file plumbago.db'],
  ['a list cut short', (saved) => writeFileSync(join(saved, 'backup.json'), '{"format"'), 'is damaged'],
  ['a path that leads out', (saved) => edit(saved, { path: '../x' }), 'leaves the folder'],
  ['a later format', (saved) => edit(saved, {}, { formatVersion: 2 }), 'of a newer version'],
])('%s is found, and nothing is restored', async (_what, damage, text) => {
  await run(backupCommand, '--to', 'saved');
  damage(join(folder, 'saved'));
  const answer = await run(restoreCommand, '--from', 'saved', '--data-dir', 'new');
  expect(answer).toMatchObject({ status: 1, out: '', err: expect.stringContaining(text) });
  expect(existsSync(join(folder, 'new')) ? readdirSync(join(folder, 'new')) : []).toEqual([]);
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[5] ^= 1;
  writeFileSync(file, bytes);
}

function edit(saved: string, first: object, top: object = {}): void {
  const file = join(saved, 'backup.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(manifest.files[0], first);
  writeFileSync(file, JSON.stringify({ ...manifest, ...top }));
}

test.each([
  [backupCommand, [], '--to DIR is missing'],
  [backupCommand, ['--two', 'x'], 'did you mean "--to"?'],
  [backupCommand, ['--to', 'x', 'y'], 'one argument too many'],
  [restoreCommand, [], '--from DIR is missing'],
  [restoreCommand, ['--from'], '--from wants a value'],
])('%# is refused with a way out', async (command, argv, text) => {
  expect(await run(command, ...argv)).toMatchObject({ status: 2, err: expect.stringContaining(text) });
  expect((await run(command, '--help')).out).toContain(`Usage: plumbago ${command.name}`);
});
