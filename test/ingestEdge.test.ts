/** The plaintext listeners over real sockets: what odd but honest senders do, and what broken ones do. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { QueryAnswer } from '../src/schema/api.ts';
import { knownPoints, render, status } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { seededRandom } from './support/random.ts';
import type { Server } from './support/runProgram.ts';
import { connectSender, sendLines } from './support/sender.ts';
import { startServer } from './support/startServer.ts';

let server: Server;
/** Every point of this file that names a time has this one. */
const seconds = Math.floor(Date.now() / 1000) - 60;

beforeAll(async () => {
  server = await startServer({
    schemas: '[all]\npattern = .*\nretentions = 1s:1d\n',
    flags: ['--no-agent', '--carbon-udp', '--anonymous', 'admin'],
  });
});

/** Values at `seconds` of all series that a pattern names, by name. */
async function valuesOf(pattern: string): Promise<Record<string, number>> {
  const found = await render(server.url, pattern, { from: seconds - 5, until: seconds + 5 });
  const pairs = found.map((series) => [series.target, knownPoints(series).get(seconds)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, number] => pair[1] !== undefined));
}

/** What the counters of refused lines grew by while `act` ran. */
async function refusedDuring(act: () => Promise<void>): Promise<Record<string, number>> {
  const before = (await status(server.url)).store.refused;
  await act();
  const after = (await status(server.url)).store.refused;
  const grown = Object.entries(after).map(
    ([reason, count]) => [reason, count - (before[reason] ?? 0)] as const,
  );
  return Object.fromEntries(grown.filter(([, count]) => count !== 0));
}

test('numbers in every form that C reads', async () => {
  const forms: Record<string, number> = {
    '1e3': 1000,
    '0x10': 16,
    '0x1p-1': 0.5,
    '.5': 0.5,
    '5.': 5,
    '+5': 5,
    '-0.25': -0.25,
    '1E-2': 0.01,
    '0.1': 0.1,
    '123456789012345678901234567890': 1.2345678901234568e29,
    '1.7976931348623157e308': Number.MAX_VALUE,
    '4.9e-324': Number.MIN_VALUE,
  };
  const names = Object.keys(forms).map((_, i) => `edge.form.n${i}`);
  await sendLines(
    server.ready.carbon,
    Object.keys(forms).map((form, i) => `${names[i]} ${form} ${seconds}`),
  );
  expect(await valuesOf('edge.form.*')).toEqual(
    Object.fromEntries(Object.values(forms).map((value, i) => [names[i], value])),
  );
});

test('lines that are no points are counted by reason, and the good ones around them are kept', async () => {
  const refused = await refusedDuring(async () => {
    const sender = await connectSender(server.ready.carbon);
    await sender.write(
      [
        `edge.refused.before 1 ${seconds}`,
        ...['inf', '-inf', 'nan', 'NaN', 'Infinity', '1e999'].map(
          (value) => `edge.refused.x ${value} ${seconds}`,
        ),
        ...['abc', '1,5', '0x', '--1', '1e'].map((value) => `edge.refused.x ${value} ${seconds}`),
        ...['edge.refused.x', 'edge.refused.x 1', `edge.refused.x 1 ${seconds} 4`],
        ...['soon', '-5', '99999999999'].map((time) => `edge.refused.x 1 ${time}`),
        `edge.refused.${'x'.repeat(100_000)} 1 ${seconds}`,
        `edge.refused.after 2 ${seconds}`,
        `edge.refused.x 1 ${seconds}`.slice(0, -3),
      ].join('\n'),
    );
    await sender.finish();
  });
  expect(refused).toEqual({
    'not-finite': 6,
    'bad-value': 5,
    'bad-line': 3,
    'bad-timestamp': 3,
    'line-too-long': 1,
    'incomplete-line': 1,
  });
  expect(await valuesOf('edge.refused.*')).toEqual({ 'edge.refused.before': 1, 'edge.refused.after': 2 });
});

test('-1 and N mean now', async () => {
  const before = Math.floor(Date.now() / 1000);
  await sendLines(server.ready.carbon, ['edge.now.minus 7 -1', 'edge.now.letter 8 N']);
  const after = Math.ceil(Date.now() / 1000);
  for (const [name, value] of [
    ['edge.now.minus', 7],
    ['edge.now.letter', 8],
  ] as const) {
    const [series] = await render(server.url, name, { from: before - 5, until: after + 5 });
    const [[at, found]] = [...knownPoints(series)] as [[number, number]];
    expect(found).toBe(value);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
  }
});

test('tags in any order are one series', async () => {
  await sendLines(server.ready.carbon, [
    `edge.tagged;zone=b;host=a 1 ${seconds - 1}`,
    `edge.tagged;host=a;zone=b 2 ${seconds}`,
  ]);
  const found = await render(server.url, 'edge.tagged;host=a;zone=b', {
    from: seconds - 5,
    until: seconds + 5,
  });
  expect(found).toHaveLength(1);
  expect(found[0]!.tags).toEqual({ name: 'edge.tagged', host: 'a', zone: 'b' });
  expect([...knownPoints(found[0])]).toEqual([
    [seconds - 1, 1],
    [seconds, 2],
  ]);
});

test('CRLF, empty lines, tabs and blanks around the fields', async () => {
  const refused = await refusedDuring(async () => {
    const sender = await connectSender(server.ready.carbon);
    await sender.write(
      `edge.white.crlf 1 ${seconds}\r\n\r\n\n   \nedge.white.tab\t2\t${seconds}\n` +
        `  edge.white.blanks   3   ${seconds}  \nedge.white.last 4 ${seconds}\r\n`,
    );
    await sender.finish();
  });
  expect(refused).toEqual({});
  expect(await valuesOf('edge.white.*')).toEqual({
    'edge.white.crlf': 1,
    'edge.white.tab': 2,
    'edge.white.blanks': 3,
    'edge.white.last': 4,
  });
});

test('a line may be cut anywhere between two packets', async () => {
  const line = (i: number) => `edge.cut.n${i} ${i}.25 ${seconds}\n`;
  const sender = await connectSender(server.ready.carbon);
  const count = line(10).length;
  for (let i = 10; i < 10 + count; i++) {
    await sender.write(line(i).slice(0, i - 10));
    await sleep(4);
    await sender.write(line(i).slice(i - 10));
    await sleep(4);
  }
  await sender.finish();
  const expected = Array.from({ length: count }, (_, i) => [`edge.cut.n${i + 10}`, i + 10.25]);
  expect(await valuesOf('edge.cut.*')).toEqual(Object.fromEntries(expected));
});

test('a sender that gives a byte at a time', async () => {
  const sender = await connectSender(server.ready.carbon);
  for (const character of `edge.slow.bytes 12.5 ${seconds}\n`) {
    await sender.write(character);
    await sleep(10);
  }
  expect(
    await eventually(
      () => valuesOf('edge.slow.*'),
      (values) => 'edge.slow.bytes' in values,
    ),
  ).toEqual({
    'edge.slow.bytes': 12.5,
  });
  await sender.finish();
});

test('a line of 400 MB costs one refusal, no memory, and not the connection', async () => {
  const resident = () =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1024;
  const before = resident();
  let highest = before;
  const refused = await refusedDuring(async () => {
    const sender = await connectSender(server.ready.carbon);
    const piece = Buffer.alloc(2 ** 20, 'x');
    for (let megabytes = 0; megabytes < 400; megabytes++) {
      await sender.write(piece);
      highest = Math.max(highest, resident());
    }
    await sender.write(`\nedge.long.after 5 ${seconds}\n`);
    await sender.finish();
  });
  expect(refused).toEqual({ 'line-too-long': 1 });
  expect(await valuesOf('edge.long.*')).toEqual({ 'edge.long.after': 5 });
  // Read buffers that are not yet collected come to 80 MB or so; a line that were kept would be 400.
  expect(highest - before).toBeLessThan(150);
});

test('names in UTF-8', async () => {
  await sendLines(server.ready.carbon, [`edge.utf.küche.温度 21.5 ${seconds}`]);
  expect(await valuesOf('edge.utf.*.*')).toEqual({ 'edge.utf.küche.温度': 21.5 });
});

test('datagrams hold whole lines, the last one with or without its line feed', async () => {
  const { carbonUdp } = server.ready;
  const [host, port] = carbonUdp!.split(':') as [string, string];
  const socket = createSocket('udp4');
  for (const datagram of [
    `edge.udp.one 1 ${seconds}\nedge.udp.two 2 ${seconds}\n`,
    `edge.udp.three 3 ${seconds}`,
  ]) {
    socket.send(datagram, Number(port), host);
  }
  const values = await eventually(
    () => valuesOf('edge.udp.*'),
    (found) => Object.keys(found).length === 3,
  );
  expect(values).toEqual({ 'edge.udp.one': 1, 'edge.udp.two': 2, 'edge.udp.three': 3 });
  socket.close();
  await once(socket, 'close');
});

test('a thousand connections at once', async () => {
  const senders = await Promise.all(Array.from({ length: 1000 }, () => connectSender(server.ready.carbon)));
  await eventually(
    () => status(server.url),
    ({ store }) => store.connections >= 1000,
  );
  await Promise.all(senders.map((sender, i) => sender.write(`edge.many.n${i} ${i} ${seconds}\n`)));
  await Promise.all(senders.map((sender) => sender.finish()));
  const expected = Array.from({ length: 1000 }, (_, i) => [`edge.many.n${i}`, i]);
  expect(await valuesOf('edge.many.*')).toEqual(Object.fromEntries(expected));
  await eventually(
    () => status(server.url),
    ({ store }) => store.connections === 0,
  );
});

test('good lines between garbage are stored, every one', async () => {
  const random = seededRandom(20_260_707);
  const pieces: Buffer[] = [];
  const good = 2000;
  for (let i = 0; i < good; i++) {
    const garbage = Buffer.from(
      Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256)),
    );
    pieces.push(garbage, Buffer.from(`\nedge.garbage.n${i} ${i} ${seconds}\n`));
    // The beginnings of honest lines are garbage of the nastiest kind.
    if (i % 3 === 0)
      pieces.push(Buffer.from(`edge.garbage.n${i} 1${'0'.repeat(i % 40)}.${'9'.repeat(i % 30)}`));
  }
  pieces.push(Buffer.from('\n'));
  const all = Buffer.concat(pieces);
  const sender = await connectSender(server.ready.carbon);
  for (let at = 0; at < all.length; ) {
    const length = 1 + Math.floor(random() ** 3 * 20_000);
    await sender.write(all.subarray(at, at + length));
    at += length;
  }
  await sender.finish();
  const expected = Array.from({ length: good }, (_, i) => [`edge.garbage.n${i}`, i]);
  expect(await valuesOf('edge.garbage.*')).toEqual(Object.fromEntries(expected));
});

test('a connection that breaks off keeps what came before', async () => {
  const sender = await connectSender(server.ready.carbon);
  await sender.write(`edge.broken.whole 1 ${seconds}\nedge.broken.half 2 ${seconds}`);
  await eventually(
    () => valuesOf('edge.broken.*'),
    (values) => 'edge.broken.whole' in values,
  );
  sender.abandon();
  await sender.gone;
  await eventually(
    () => status(server.url),
    ({ store }) => store.connections === 0,
  );
  expect(await valuesOf('edge.broken.*')).toEqual({ 'edge.broken.whole': 1 });
});

test('a pattern that stands for too much is refused in words, and takes no other target with it', async () => {
  await sendLines(server.ready.carbon, [`edge.cheap 7 ${seconds}`]);
  await valuesOf('edge.cheap');
  const bomb = `edge.${'{a,b,c,d}'.repeat(12)}`;
  const answer = await fetch(`${server.url}/api/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      targets: [
        { id: 'bomb', target: bomb },
        { id: 'cheap', target: 'edge.cheap' },
      ],
      from: '-10min',
    }),
  });
  expect(answer.status).toBe(200);
  const { results } = (await answer.json()) as QueryAnswer;
  expect(results[0]!.error).toMatchObject({ code: 'too-much', message: expect.stringContaining('braces') });
  expect(results[1]).toMatchObject({ id: 'cheap', series: [{ name: 'edge.cheap' }] });
  const found = await fetch(`${server.url}/metrics/find?query=${encodeURIComponent(bomb)}`);
  expect(found.status).toBe(422);
});
