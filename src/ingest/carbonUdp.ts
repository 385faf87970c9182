import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { PlaintextParser, type PlaintextSink, SPARE_BYTES } from '../protocol/plaintext.ts';
import { POINT_REFUSALS } from '../storage/native/nativeEngine.ts';
import type { IngestCounters } from './ingestCounters.ts';
import type { ListenAddress, Receiver } from './receiver.ts';

/** Asked of the kernel, which caps it at net.core.rmem_max: bursts wait there while this thread is busy. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
/** No datagram is longer. */
const MOST_DATAGRAM_BYTES = 65_535;

export interface CarbonUdpOptions {
  readonly address: ListenAddress;
  readonly sink: PlaintextSink;
  readonly counters: IngestCounters;
  readonly maxLineBytes: number;
}

/** Listens for plaintext lines in datagrams; a datagram's last line needs no line feed. */
export async function startCarbonUdp(options: CarbonUdpOptions): Promise<Receiver> {
  const { sink, counters, maxLineBytes, address } = options;
  const socket = createSocket(isIPv6(address.host) ? 'udp6' : 'udp4');
  // One parser serves all: nothing is left over between datagrams, and the guess of the next name helps here too.
  const parser = new PlaintextParser(sink, maxLineBytes);
  // The parser is quick where bytes lie behind the line; a datagram's buffer ends with it.
  const bytes = new Uint8Array(MOST_DATAGRAM_BYTES + SPARE_BYTES);
  let reading = true;
  socket.on('message', (datagram) => {
    if (!reading) {
      counters.refuse(POINT_REFUSALS.notWritable, datagram.toString('latin1', 0, 100));
      return;
    }
    const before = parser.lines;
    bytes.set(datagram);
    parser.push(bytes, 0, datagram.length);
    parser.end({ complete: true });
    counters.bytes += datagram.length;
    counters.lines += parser.lines - before;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: address.host, port: address.port }, resolve);
  });
  socket.on('error', () => {});
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  } catch {
    // A kernel that refuses keeps its own size, and loses what does not fit as it would anyway.
  }
  const bound = socket.address();
  return {
    address: { host: bound.address, port: bound.port },
    setReading(on) {
      reading = on;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
