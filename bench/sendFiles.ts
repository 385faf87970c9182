/**
 * `node sendFiles.ts HOST PORT FILE…`: sends each file over a connection of its own as fast as the server reads, says
 * that no more comes and waits for the server to close. Prints `{"bytes":…,"seconds":…}`. A process of its own,
 * so that its cost is not the server's; the files are in memory before the clock starts.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

const [host, port, ...files] = process.argv.slice(2);
if (!host || !port || files.length === 0) {
  console.error('usage: sendFiles.ts HOST PORT FILE…');
  process.exit(2);
}

/** Large enough that calls cost little, small enough that all connections get their turn. */
const PIECE = 256 * 1024;

const contents = files.map((file) => readFileSync(file));
const sockets = await Promise.all(
  files.map(async () => {
    const socket = connect({ host, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return socket;
  }),
);
const started = performance.now();
await Promise.all(sockets.map((socket, i) => sendAll(socket, contents[i]!)));
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ bytes: contents.reduce((sum, bytes) => sum + bytes.length, 0), seconds }));

async function sendAll(socket: Socket, bytes: Buffer): Promise<void> {
  socket.resume();
  const closed = once(socket, 'close');
  for (let at = 0; at < bytes.length; at += PIECE) {
    if (!socket.write(bytes.subarray(at, at + PIECE))) await once(socket, 'drain');
  }
  socket.end();
  await closed;
}
