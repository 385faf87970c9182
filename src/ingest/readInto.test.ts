import { connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readInto } from './readInto.ts';

async function receive(disguise: (accepted: Socket) => Socket) {
  const buffer = new Uint8Array(1000);
  const shared: boolean[] = [];
  let text = '';
  let ended = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const server = createServer({ pauseOnConnect: true }, (accepted) => {
    const socket = readInto(disguise(accepted), buffer, (bytes, count) => {
      shared.push(bytes === buffer);
      text += Buffer.from(bytes.subarray(0, count)).toString();
    });
    socket.on('close', ended);
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  connect((server.address() as { port: number }).port, '127.0.0.1').end('x'.repeat(5000));
  await end;
  // Without the connection that was taken over, it ends at once.
  await new Promise((resolve) => server.close(resolve));
  return { text, shared: [...new Set(shared)] };
}

test('reads land in the shared buffer, and the server forgets the connection when it is closed', async () => {
  expect(await receive((accepted) => accepted)).toEqual({ text: 'x'.repeat(5000), shared: [true] });
});

test('a socket without such a handle is read in chunks of its own', async () => {
  const withoutHandle = (accepted: Socket): Socket =>
    new Proxy(accepted, {
      get(target, key) {
        if (key === '_handle') return null;
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  expect(await receive(withoutHandle)).toEqual({ text: 'x'.repeat(5000), shared: [false] });
});
