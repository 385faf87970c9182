/** What sends points in tests: a plain TCP socket, nothing of the program's own code. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Sender {
  /** Resolves when the bytes are handed to the kernel: the server has not necessarily read them. */
  write(data: string | Uint8Array): Promise<void>;
  /**
   * Says that no more comes, and resolves when the server has closed in turn, which it does after reading
   * everything. Throws when the connection breaks or the server does not close within 20 s.
   */
  finish(): Promise<void>;
  /** Resolves when the connection is gone, whoever ended it, for whatever reason. */
  readonly gone: Promise<void>;
  /** Drops the connection without a word (RST). */
  abandon(): void;
}

/** `address` is `host:port`, as the ready file has it. */
export async function connectSender(address: string | null): Promise<Sender> {
  const socket = await openSocket(address);
  let failure: Error | undefined;
  socket.on('error', (error) => {
    failure = error;
  });
  socket.resume();
  // Each write leaves as a packet of its own, so that a test decides where lines are cut.
  socket.setNoDelay(true);
  const gone = new Promise<void>((done) => {
    socket.once('close', () => done());
  });
  return {
    gone,
    write: (data) =>
      new Promise((done, fail) => {
        socket.write(data, (error) => (error ? fail(error) : done()));
      }),
    async finish() {
      socket.setTimeout(20_000, () =>
        socket.destroy(new Error('the server did not close within 20 s of our end')),
      );
      socket.end();
      await gone;
      if (failure) throw failure;
    },
    abandon: () => socket.resetAndDestroy(),
  };
}

/** Sends lines over one connection and resolves when the server has read all of them. */
export async function sendLines(address: string | null, lines: readonly string[]): Promise<void> {
  const sender = await connectSender(address);
  await sender.write(lines.map((line) => `${line}\n`).join(''));
  await sender.finish();
}

async function openSocket(address: string | null): Promise<Socket> {
  if (address === null) throw new Error('the listener is off');
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(address.slice(colon + 1)) });
  await once(socket, 'connect');
  return socket;
}
