import { Socket, type SocketConstructorOpts } from 'node:net';

/** What of an accepted socket's inside is used: the handle that `onread` can be given to. */
interface Inside {
  _handle?: { useUserBuffer?: unknown } | null;
}

/**
 * Takes a connection that was accepted with `pauseOnConnect` and lets all its reads land in `buffer`, which connections
 * may share: it is used during `taken(bytes, count)` only. A fresh buffer for each read, as Node makes them otherwise,
 * costs more than the read itself. The socket that is returned stands for the connection from now on, and has to be resumed.
 *
 * Node has this for sockets that connect (`onread`), but not for those that a server accepts; so the connection moves
 * to a socket that has it. Where that can't be done, its chunks are handed over as they come.
 */
export function readInto(
  accepted: Socket,
  buffer: Uint8Array,
  taken: (bytes: Uint8Array, count: number) => void,
): Socket {
  const inside = accepted as unknown as Inside;
  const handle = inside._handle;
  if (typeof handle?.useUserBuffer !== 'function') {
    accepted.on('data', (chunk: Buffer) => taken(chunk, chunk.length));
    return accepted;
  }
  const onread = {
    buffer,
    callback(count: number): boolean {
      taken(buffer, count);
      return true;
    },
  };
  const { allowHalfOpen } = accepted;
  const inner = { handle, onread, manualStart: true, allowHalfOpen };
  const socket = new Socket(inner as unknown as SocketConstructorOpts);
  // The emptied one is destroyed, so that its server no longer counts it.
  inside._handle = null;
  accepted.destroy();
  return socket;
}
