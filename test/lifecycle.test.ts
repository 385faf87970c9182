/** Start, ready file, addresses, refusal of mistakes, and a clean end. */

import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownPoints, render } from './support/api.ts';
import { runCommand } from './support/runProgram.ts';
import { connectSender, sendLines } from './support/sender.ts';
import { startServer, testFolder } from './support/startServer.ts';

const QUIET = ['--no-agent', '--anonymous', 'viewer'];

test('SIGTERM leaves everything on disk', async () => {
  const dataDir = testFolder('lifecycle');
  const seconds = Math.floor(Date.now() / 60_000) * 60 - 120;
  const schemas = '[all]\npattern = .*\nretentions = 60s:1d\n';
  const first = await startServer({ dataDir, schemas, flags: QUIET });
  const lines = Array.from({ length: 5000 }, (_, i) => `life.n${i} ${i}.5 ${seconds}`);
  await sendLines(first.ready.carbon, lines);
  await first.stop();

  const second = await startServer({ dataDir, schemas, flags: QUIET });
  const found = await render(second.url, 'life.*', { from: seconds - 60, until: seconds });
  expect(found).toHaveLength(5000);
  for (const series of found) {
    expect([...knownPoints(series)]).toEqual([[seconds, Number(series.target.slice('life.n'.length)) + 0.5]]);
  }
  await second.stop();
});

test('SIGTERM waits for nobody: not for a sender, half a request, an idle browser or a live stream', async () => {
  const server = await startServer({ flags: QUIET });
  const sender = await connectSender(server.ready.carbon);
  await sender.write('life.half 1');
  const [silent, half] = await Promise.all([
    connectSender(server.ready.http),
    connectSender(server.ready.http),
  ]);
  await half.write('GET /health HTTP/1.1\r\nHost: half\r\n');
  const stream = await fetch(`${server.url}/api/live`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ targets: [{ id: 'a', target: 'life.*', interval: 1 }], since: 0 }),
  });
  expect(stream.status).toBe(200);
  await server.stop();
  await Promise.all([sender.gone, silent.gone, half.gone]);
});

test('from spawn to listening sockets in less than 2 s', async () => {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const server = await startServer();
    times.push(server.startMilliseconds);
    await sendLines(server.ready.carbon, [`start.up 1 ${Math.floor(Date.now() / 1000)}`]);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await server.stop();
  }
  console.log(`start: ready after ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
  expect(Math.min(...times)).toBeLessThan(2000);
});

test('the ready file names the process and what is bound, null for what is off', async () => {
  const server = await startServer({ flags: [...QUIET, '--carbon', 'off'] });
  expect(server.ready.pid).toBe(server.pid);
  expect(server.ready.http).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(server.ready.http).not.toBe('127.0.0.1:0');
  expect(server.ready.carbon).toBeNull();
  expect(server.ready.carbonUdp ?? null).toBeNull();
  const cmdline = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8');
  expect(cmdline).toContain('serve');
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await server.stop();
});

test('--http off leaves a server that only takes points', async () => {
  const server = await startServer({ flags: [...QUIET, '--http', 'off'] });
  expect(server.ready.http).toBeNull();
  await sendLines(server.ready.carbon, [`no.http 1 ${Math.floor(Date.now() / 1000)}`]);
  await server.stop();
});

test('--listen gives the address of listeners that name none', async () => {
  const server = await startServer({ flags: [...QUIET, '--listen', '127.0.0.2', '--carbon', '127.0.0.3:0'] });
  expect(server.ready.http).toMatch(/^127\.0\.0\.2:\d+$/);
  expect(server.ready.carbon).toMatch(/^127\.0\.0\.3:\d+$/);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await server.stop();
});

test('a second process on the same data folder is refused and told which is the first', async () => {
  const dataDir = testFolder('twice');
  const first = await startServer({ dataDir, flags: QUIET });
  const second = await runCommand([
    ...['serve', '--data-dir', dataDir, '--http', '0', '--carbon', '0', '--no-agent'],
  ]);
  expect(second.code).not.toBe(0);
  expect(second.code).not.toBeNull();
  expect(second.stdout + second.stderr).toContain(String(first.pid));
  expect(second.stdout + second.stderr).toContain(dataDir);
  // The first goes on as if nothing had been.
  await sendLines(first.ready.carbon, [`twice.first 1 ${Math.floor(Date.now() / 1000)}`]);
  await first.stop();
});

test.each(['--carbon', '--http'])('a taken port of %s is named, and the process ends', async (flag) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const dataDir = testFolder('taken');
  const refused = await runCommand([
    ...['serve', '--data-dir', dataDir, '--http', '0', '--carbon', '0', '--no-agent', flag, String(port)],
  ]);
  taken.close();
  expect(refused.stderr).toMatch(new RegExp(`${port}.*${flag}`));
  expect(refused.code).toBe(1);
});

test.each([
  ['an unknown flag', ['--htpp', '8080'], '--http'],
  ['an unknown word', ['--anonymous', 'veiwer'], 'viewer'],
  ['a port that is none', ['--carbon', '70000'], '70000'],
  ['a flag without its value', ['--schemas'], '--schemas'],
  [
    'an administrator for everybody on every address',
    ['--anonymous', 'admin', '--listen', '0.0.0.0'],
    '--insecure',
  ],
])('%s ends with 2 and says what to write', async (_name, flags, hint) => {
  const dataDir = join(testFolder('flags'), 'data');
  const refused = await runCommand(['serve', '--data-dir', dataDir, ...flags]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(hint);
  expect(existsSync(dataDir)).toBe(false);
});

test('an unknown command ends with 2 and a suggestion', async () => {
  const refused = await runCommand(['sevre']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('serve');
});
