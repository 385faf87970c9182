import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { PlaintextSink, PointColumns } from '../protocol/plaintext.ts';
import { startCarbonTcp } from './carbonTcp.ts';
import { IngestCounters } from './ingestCounters.ts';
import type { Receiver } from './receiver.ts';

/** Keeps points as text; names are known by number from the first time on. */
class TextSink implements PlaintextSink {
  readonly arena = new Uint8Array(1 << 20);
  readonly names = {
    arena: this.arena,
    view: new DataView(this.arena.buffer),
    offsets: new Uint32Array(1 << 12),
  };
  readonly followers = new Int32Array(1 << 12).fill(-1);
  readonly taken: string[] = [];
  readonly refusals: string[] = [];
  private readonly numbers = new Map<string, number>();

  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number {
    const name = Buffer.from(bytes.subarray(start, end)).toString();
    const number = this.numbers.get(name) ?? this.numbers.size;
    if (number === this.numbers.size) {
      this.numbers.set(name, number);
      this.arena.set(bytes.subarray(start, end), this.names.offsets[number]);
      this.names.offsets[number + 1] = this.names.offsets[number]! + (end - start);
    }
    if (previous >= 0) this.followers[previous] = number;
    return number;
  }
  points({ names, seconds, values }: PointColumns, count: number): void {
    const known = [...this.numbers.keys()];
    for (let i = 0; i < count; i++) this.taken.push(`${known[names[i]!]} ${values[i]} ${seconds[i]}`);
  }
  refuse(reason: string): void {
    this.refusals.push(reason);
  }
  nowSeconds(): number {
    return 1000;
  }
}

const silent = { info() {}, warn() {}, error() {} };
const open: (Receiver | Socket)[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) {
    if ('destroy' in each) each.destroy();
    else await each.close();
  }
});

async function listen(idleTimeoutSeconds = 0, whenKept = (done: () => void) => done()) {
  const sink = new TextSink();
  const counters = new IngestCounters(silent);
  const address = { host: '127.0.0.1', port: 0 };
  const receiver = await startCarbonTcp({
    address,
    sink,
    counters,
    maxLineBytes: 200,
    idleTimeoutSeconds,
    whenKept,
  });
  open.push(receiver);
  const sender = async () => {
    const socket = connect(receiver.address.port, '127.0.0.1');
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    open.unshift(socket);
    return socket;
  };
  return { sink, counters, receiver, sender };
}

const lines = (connection: number, from: number, until: number): string[] =>
  Array.from(
    { length: until - from },
    (_, i) => `sender${connection}.metric${(from + i) % 50} ${from + i} 5`,
  );

test('connections that send at the same time, in pieces of any size, do not disturb each other', async () => {
  const { sink, counters, sender } = await listen();
  const wanted: string[][] = [];
  await Promise.all(
    [1, 2, 3].map(async (connection) => {
      const socket = await sender();
      const all = lines(connection, 0, 20_000);
      wanted.push(all);
      const text = `${all.join('\n')}\n`;
      for (let at = 0, size = 1; at < text.length; at += size, size = Math.min(size * 3, 200_000)) {
        socket.write(text.slice(at, at + size));
        await setTimeout(1);
      }
    }),
  );
  await vi.waitFor(() => expect(sink.taken).toHaveLength(60_000), 10_000);
  for (const [i, all] of wanted.entries()) {
    expect(sink.taken.filter((line) => line.startsWith(all[0]!.slice(0, 8)))).toEqual(wanted[i]);
  }
  expect(counters.lines).toBe(60_000);
  expect(counters.bytes).toBe(wanted.flat().reduce((sum, line) => sum + line.length + 1, 0));
  expect(counters.connections).toBe(3);
});

test('a line that the end of its connection cuts is refused, and the connection is gone', async () => {
  const { sink, counters, sender } = await listen();
  const socket = await sender();
  socket.end('a 1 5\nb 2');
  await vi.waitFor(() => expect(counters.connections).toBe(0));
  expect(sink.taken).toEqual(['a 1 5']);
  expect(sink.refusals).toEqual(['incomplete-line']);
  await vi.waitFor(() => expect(socket.closed).toBe(true));
});

test('the end of a connection is answered once what came over it is kept', async () => {
  const asked: { taken: number; done: () => void }[] = [];
  const { sink, counters, sender } = await listen(0, (done) =>
    asked.push({ taken: sink.taken.length, done }),
  );
  const socket = await sender();
  let ended = false;
  socket.resume().on('end', () => {
    ended = true;
  });
  const all = lines(1, 0, 5000);
  socket.end(`${all.join('\n')}\n`);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]!.taken).toBe(5000);
  await setTimeout(50);
  expect([ended, counters.connections]).toEqual([false, 1]);
  asked[0]!.done();
  await vi.waitFor(() => expect([ended, counters.connections]).toEqual([true, 0]));
  expect(sink.taken).toEqual(all);
});

test('a sender that resets its connection leaves what it sent', async () => {
  const { sink, counters, sender } = await listen();
  const socket = await sender();
  socket.write('a 1 5\n');
  await vi.waitFor(() => expect(sink.taken).toEqual(['a 1 5']));
  socket.resetAndDestroy();
  await vi.waitFor(() => expect(counters.connections).toBe(0));
});

test('while it does not read, senders wait; then everything comes', async () => {
  const { sink, receiver, sender } = await listen();
  const before = await sender();
  before.write('a 1 5\n');
  await vi.waitFor(() => expect(sink.taken).toHaveLength(1));
  before.write('a 2 6\n');
  await vi.waitFor(() => expect(sink.taken).toHaveLength(2));
  // Resting now, which must not start it again.
  receiver.setReading(false);
  const during = await sender();
  before.write('a 3 7\n');
  during.write('b 4 8\n');
  await setTimeout(60);
  expect(sink.taken).toHaveLength(2);
  receiver.setReading(true);
  await vi.waitFor(() => expect(sink.taken.toSorted()).toEqual(['a 1 5', 'a 2 6', 'a 3 7', 'b 4 8']));
});

test('what was sent just before the end is read, and then all connections are closed', async () => {
  const { sink, receiver, sender } = await listen();
  const sockets = await Promise.all([sender(), sender()]);
  for (const socket of sockets) socket.write('a 1 5\n');
  await receiver.close();
  expect(sink.taken).toEqual(['a 1 5', 'a 1 5']);
  await vi.waitFor(() => expect(sockets.every((socket) => socket.closed)).toBe(true));
});

test('a connection that is idle for too long is closed', async () => {
  const { counters, sender } = await listen(0.05);
  const socket = await sender();
  await vi.waitFor(() => expect(counters.connections).toBe(0));
  await vi.waitFor(() => expect(socket.closed).toBe(true));
});
