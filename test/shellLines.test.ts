/** The lines that a person would paste, as they stand, against a server started without any address flag. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RenderedSeries } from './support/api.ts';
import { runCommand, type Server } from './support/runProgram.ts';
import { startServer, testFolder } from './support/startServer.ts';

const SEND = 'echo "test.nc 42 $(date +%s)" | nc -q0 127.0.0.1 2003';
const ASK = "curl 'http://127.0.0.1:8080/render?target=test.nc&from=-5min&format=json'";

async function shell(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { timeout: 20_000 });
  return stdout;
}

async function startOnDefaultPorts(dataDir: string, flags: readonly string[]): Promise<Server> {
  for (const port of [8080, 2003]) {
    if (await isTaken(port))
      throw new Error(`something else listens on 127.0.0.1:${port}, which this test needs: end it first`);
  }
  return startServer({ dataDir, freePorts: false, flags });
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

function expect42(json: string): void {
  const answer = JSON.parse(json) as RenderedSeries[];
  expect(answer.map(({ target }) => target)).toEqual(['test.nc']);
  const values = answer[0]!.datapoints.map(([value]) => value).filter((value) => value !== null);
  expect(values).toEqual([42]);
}

test('a point sent with nc is drawn with curl by an anonymous viewer', async () => {
  const server = await startOnDefaultPorts(testFolder('shell'), ['--anonymous', 'viewer']);
  await shell(SEND);
  expect42(await shell(ASK));
  await server.stop();
});

test('a point sent with nc is drawn with curl and a token, and not without', async () => {
  const dataDir = testFolder('shell');
  const server = await startOnDefaultPorts(dataDir, []);
  await shell(SEND);
  expect(await shell(`${ASK} -o /dev/null -s -w '%{http_code}'`)).toBe('401');
  expect(await shell(ASK)).not.toContain('42');

  const made = await runCommand(['token', 'create', '--data-dir', dataDir, '--role', 'viewer', 'script']);
  expect(made.code, made.stderr).toBe(0);
  const token = made.stdout.trim().split(/\s+/).at(-1)!;
  expect42(await shell(`${ASK} -H 'Authorization: Bearer ${token}'`));
  await server.stop();
});
