import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { PlaintextParser, type PlaintextSink } from '../protocol/plaintext.ts';
import type { IngestCounters } from './ingestCounters.ts';
import type { ListenAddress, Receiver } from './receiver.ts';

/** At the end, connections are read for this long after the listener has gone. */
const LAST_READ_MS = 100;

export interface CarbonTcpOptions {
  readonly address: ListenAddress;
  readonly sink: PlaintextSink;
  readonly counters: IngestCounters;
  readonly maxLineBytes: number;
  /** A connection that sends nothing for this long is closed; 0 never. */
  readonly idleTimeoutSeconds: number;
}

/** Listens for plaintext lines on TCP. A bad line never ends its connection, as in carbon. */
export async function startCarbonTcp(options: CarbonTcpOptions): Promise<Receiver> {
  const { sink, counters, maxLineBytes, idleTimeoutSeconds } = options;
  const sockets = new Set<Socket>();
  let reading = true;
  const server: Server = createServer({ noDelay: true, allowHalfOpen: false }, (socket) => {
    sockets.add(socket);
    counters.connections++;
    const parser = new PlaintextParser(sink, maxLineBytes);
    let linesBefore = 0;
    if (!reading) socket.pause();
    if (idleTimeoutSeconds > 0) socket.setTimeout(idleTimeoutSeconds * 1000, () => socket.end());
    socket.on('data', (chunk: Buffer) => {
      parser.push(chunk, 0, chunk.length);
      counters.bytes += chunk.length;
      counters.lines += parser.lines - linesBefore;
      linesBefore = parser.lines;
    });
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
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // What had arrived before is still read: a script that ended a moment ago has sent its point.
      if (sockets.size > 0) await setTimeout(LAST_READ_MS);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
