import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as later, setImmediate as turn } from 'node:timers/promises';
import { PlaintextParser, type PlaintextSink, SPARE_BYTES } from '../protocol/plaintext.ts';
import type { IngestCounters } from './ingestCounters.ts';
import { readInto } from './readInto.ts';
import type { ListenAddress, Receiver } from './receiver.ts';

/** At the end, connections are read for this long after the listener has gone. */
const LAST_READ_MS = 100;
/** A read brings at most this. */
const READ_BYTES = 128 * 1024;
/** A connection that sends less than this at a time, and again within a moment, rests in between … */
const SMALL_READ_BYTES = READ_BYTES / 4;
/** … for so long: each wake-up for a few lines costs more than the lines do. */
const REST_MS = 30;

export interface CarbonTcpOptions {
  readonly address: ListenAddress;
  readonly sink: PlaintextSink;
  readonly counters: IngestCounters;
  readonly maxLineBytes: number;
  /** A connection that sends nothing for this long is closed; 0 never. */
  readonly idleTimeoutSeconds: number;
  /** Calls back when everything that the sink has taken so far survives the death of this process. */
  whenKept(done: () => void): void;
}

/**
 * Listens for plaintext lines on TCP. A bad line never ends its connection, as in carbon. A sender that ends its connection and
 * waits for the other end's end knows then that what it sent is kept.
 */
export async function startCarbonTcp(options: CarbonTcpOptions): Promise<Receiver> {
  const { sink, counters, maxLineBytes, idleTimeoutSeconds, whenKept } = options;
  const sockets = new Set<Socket>();
  const bytes = new Uint8Array(READ_BYTES + SPARE_BYTES);
  const readBuffer = bytes.subarray(0, READ_BYTES);
  let reading = true;
  let resting: Socket[] = [];

  function rest(socket: Socket): void {
    socket.pause();
    resting.push(socket);
    if (resting.length > 1) return;
    setTimeout(() => {
      const rested = resting;
      resting = [];
      if (reading) for (const each of rested) each.resume();
    }, REST_MS);
  }

  // Half open: the end of what is sent is not answered before that is kept.
  const settings = { noDelay: true, pauseOnConnect: true, allowHalfOpen: true };
  const server: Server = createServer(settings, (accepted) => {
    counters.connections++;
    const parser = new PlaintextParser(sink, maxLineBytes);
    let linesBefore = 0;
    let lastSmallRead = -Infinity;
    const socket = readInto(accepted, readBuffer, (chunk, count) => {
      parser.push(chunk === readBuffer ? bytes : chunk, 0, count);
      counters.bytes += count;
      counters.lines += parser.lines - linesBefore;
      linesBefore = parser.lines;
      if (count >= SMALL_READ_BYTES) return;
      const now = performance.now();
      if (now - lastSmallRead < 2 * REST_MS) rest(socket);
      lastSmallRead = now;
    });
    sockets.add(socket);
    if (reading) socket.resume();
    if (idleTimeoutSeconds > 0) socket.setTimeout(idleTimeoutSeconds * 1000, () => socket.end());
    socket.on('end', () => whenKept(() => socket.end()));
    // A sender that goes away in the middle is no fault of ours: what came is kept, 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      parser.end({ complete: false });
      counters.lines += parser.lines - linesBefore;
      sockets.delete(socket);
      counters.connections--;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.address.host, port: options.address.port, backlog: 1024 }, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the plaintext listener has no address');
  return {
    address: { host: bound.address, port: bound.port },
    setReading(on) {
      reading = on;
      for (const socket of sockets) {
        if (on) socket.resume();
        else socket.pause();
      }
    },
    async close() {
      // A connection that waits to be accepted would be reset: two turns, since the first may be the rest of this one.
      await turn();
      await turn();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // What had arrived before is still read: a script that ended a moment ago has sent its point.
      if (sockets.size > 0) await later(LAST_READ_MS);
      const gone = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, ...gone]);
    },
  };
}
