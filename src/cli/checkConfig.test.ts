import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkConfig } from './checkConfig.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(argv: string[], env: Record<string, string> = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const status = await checkConfig.run(argv, { stdin, stdout, stderr, env, cwd: folder });
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('prints every value and where it came from', async () => {
  writeFileSync(join(folder, 'my.toml'), '[storage]\nwal-sync = "never"\n');
  const { status, out, err } = await run(['--config', 'my.toml', '--http', '0'], {
    PLUMBAGO_LOG_LEVEL: 'warn',
  });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const rows = Object.fromEntries(
    out.split('\n').map((line) => [line.split(/ {2,}/)[0], line.split(/ {2,}/).slice(1)]),
  );
  expect(rows['http']).toEqual(['0', 'flag --http']);
  expect(rows['log-level']).toEqual(['warn', 'environment PLUMBAGO_LOG_LEVEL']);
  expect(rows['storage.wal-sync']).toEqual(['never', `${join(folder, 'my.toml')}: storage.wal-sync`]);
  expect(rows['carbon']).toEqual(['2003', 'default']);
  expect(out).toContain('All settings are usable.');
});

test('ends with 1 and names every mistake of all files', async () => {
  writeFileSync(join(folder, 's.conf'), '[a]\npattern = x\nretentions = 60\n');
  const { status, err } = await run(['--schemas', 's.conf', '--htpp', '1', '--pickle', '2004']);
  expect(status).toBe(1);
  expect(err.split('\n')).toEqual([
    'warning: flag --pickle: nothing listens for pickle in this version',
    'error: argument 3: there is no flag --htpp (did you mean "--http"?)',
    `error: ${join(folder, 's.conf')}:3: [a] retentions: "60" is not a retention; write step:reach, such as 10s:6h or 60:1440`,
    '',
  ]);
});

test('a named file that is missing is a mistake', async () => {
  const { status, err } = await run(['--aggregation', 'none.conf']);
  expect(status).toBe(1);
  expect(err).toBe(`error: flag --aggregation: there is no file ${join(folder, 'none.conf')}\n`);
});

test('--help explains the flags', async () => {
  const { status, out } = await run(['--help']);
  expect(status).toBe(0);
  expect(out).toContain('Usage: plumbago check-config');
  expect(out).toContain('--ready-file FILE');
});
