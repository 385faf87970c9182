import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../test/support/testEngine.ts';
import { lockDataFolder } from '../storage/dataFolderLock.ts';
import { doctorCommand } from './doctor.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-doctor-'));
  const engine = openTestEngine(join(folder, 'data', 'native'));
  engine.append({ seconds: NOW, names: ['a.b', 'a.c'], values: Float64Array.of(1, 2) });
  await engine.flush();
  await engine.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const status = await doctorCommand.run(argv, { stdin, stdout, stderr, env: {}, cwd: folder });
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

function damageBlock(): string {
  const blocks = join(folder, 'data', 'native', 'blocks');
  const [file] = readdirSync(blocks);
  const bytes = readFileSync(join(blocks, file!));
  // In the first chunk, which begins behind the header.
  bytes[64 + 16 + 2]! ^= 1;
  writeFileSync(join(blocks, file!), bytes);
  return file!;
}

describe('plumbago doctor', () => {
  test('finds nothing in a healthy folder', async () => {
    expect(await run()).toEqual({
      status: 0,
      out: expect.stringMatching(
        /2 series; 2 chunks in 1 block, .*; 0 points in the log\.\n\nAll is well\.\n$/,
      ),
      err: '',
    });
    expect(await run('--repair')).toMatchObject({ status: 0, err: '' });
  });

  test('tells what is damaged, what it means and what a repair does, and repairs it', async () => {
    const file = damageBlock();
    const found = await run();
    expect(found.status).toBe(1);
    expect(found.out).toContain(`blocks/${file} 1 of 2 chunks cannot be read`);
    expect(found.out).toMatch(
      /means {4}points of a\.b in the archive of 10 s between 2023-11-14 22:13:20 UTC/,
    );
    expect(found.out).toMatch(/repair {3}it is written again without them/);
    expect(found.out).toContain('1 finding. "plumbago doctor --repair"');
    const repaired = await run('--repair');
    expect(repaired).toMatchObject({ status: 0, err: '' });
    expect(repaired.out).toContain('1 finding, all repaired; a second check finds nothing.');
    expect(repaired.out).toContain(join(folder, 'data', 'native', 'quarantine'));
    expect(await run()).toMatchObject({ status: 0, out: expect.stringContaining('All is well') });
  });

  test('speaks JSON', async () => {
    damageBlock();
    const { status, out } = await run('--json');
    expect(status).toBe(1);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ series: 2, repaired: false, quarantine: null });
    expect(answer.findings).toHaveLength(1);
    expect(answer.left).toEqual(answer.findings);
  });

  test('refuses while another process has the folder, and names it', async () => {
    const lock = await lockDataFolder(join(folder, 'data'));
    const { status, err } = await run();
    expect(status).toBe(1);
    expect(err).toContain(`is in use by process ${process.pid}`);
    await lock.release();
  });

  test('refuses what is no data folder, and formats that it does not know', async () => {
    expect(await run('--data-dir', 'nowhere')).toMatchObject({ status: 2 });
    expect(await run('more')).toMatchObject({ status: 2 });
    const manifest = join(folder, 'data', 'native', 'manifest');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('manifest 2', 'manifest 9'));
    expect(await run()).toMatchObject({ status: 1, err: expect.stringContaining('newer version') });
  });

  test('of a folder without points finds nothing', async () => {
    mkdirSync(join(folder, 'new'));
    expect(await run('--data-dir', 'new')).toMatchObject({
      status: 0,
      out: expect.stringContaining('there is nothing here yet'),
    });
  });
});
