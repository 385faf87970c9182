import { RemoteFailure } from './remoteFailure.ts';

/** The whole body, unpacked. @throws RemoteFailure when it is longer than `most` bytes; the rest is not waited for then */
export async function boundedBody({ body }: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream, which closes the connection.
  for await (const part of body ?? []) {
    length += part.length;
    if (length > most)
      throw new RemoteFailure('too-large', `answer longer than ${most} bytes`, { outOfOrder: false });
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
