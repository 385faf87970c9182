/**
 * `node sendFiles.ts HOST PORT RATE FILE…`: what send.c does, for machines without a C compiler. A process of its own, so
 * that its cost is not the server's; the files are in memory before the clock starts.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [host, port, rateText, ...files] = process.argv.slice(2);
if (!host || !port || !rateText || files.length === 0) {
  console.error('usage: sendFiles.ts HOST PORT RATE FILE…');
  process.exit(2);
}
/** Lines a second on each connection; infinite when there is no pace. */
const pace = Number(rateText) / files.length || Number.POSITIVE_INFINITY;

/** Large enough that calls cost little, small enough that all connections get their turn. */
const PIECE = 256 * 1024;
const LINE_FEED = 10;
/** Lines fall due in ticks, since agents send them in batches as well. */
const TICK_MILLISECONDS = 5;

const contents = files.map((file) => readFileSync(file));
const sockets = await Promise.all(
  files.map(async () => {
    const socket = connect({ host, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return socket;
  }),
);
const cpuBefore = process.cpuUsage();
const started = performance.now();
let longestWaitSeconds = 0;
const closed = sockets.map((socket) => once(socket.resume(), 'close'));
await Promise.all(sockets.map((socket, i) => sendAll(socket, contents[i]!)));
const sentSeconds = (performance.now() - started) / 1000;
console.log('sent');
await Promise.all(closed);
const acceptSeconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({
    bytes: contents.reduce((sum, bytes) => sum + bytes.length, 0),
    sentSeconds,
    acceptSeconds,
    longestWaitSeconds,
    cpuSeconds: (user + system) / 1e6,
  }),
);

/** Resolves once the kernel has the last byte. */
async function sendAll(socket: Socket, bytes: Buffer): Promise<void> {
  let lines = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    if (pace === Number.POSITIVE_INFINITY) {
      end = Math.min(at + PIECE, bytes.length);
    } else {
      const ticks = Math.floor((performance.now() - started) / TICK_MILLISECONDS);
      const due = ((ticks * TICK_MILLISECONDS) / 1000) * pace;
      for (; lines < due && end < bytes.length; lines++) end = bytes.indexOf(LINE_FEED, end) + 1;
    }
    if (end === at) {
      await sleep(TICK_MILLISECONDS);
      continue;
    }
    const asked = performance.now();
    if (!socket.write(bytes.subarray(at, end))) await once(socket, 'drain');
    longestWaitSeconds = Math.max(longestWaitSeconds, (performance.now() - asked) / 1000);
    at = end;
  }
  const finished = once(socket, 'finish');
  socket.end();
  await finished;
}
