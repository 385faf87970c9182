import { ProtobufWriter } from '../../protocol/protobufWriter.ts';
import type { NodeEntry } from './entries.ts';

/** The message `GlobResponse`, which is the same in carbonapi's second and third protocol. */
export function globResponse(query: string, entries: readonly NodeEntry[]): ProtobufWriter {
  const response = new ProtobufWriter().string(1, query);
  for (const { path, isLeaf } of entries) {
    response.message(2, new ProtobufWriter().string(1, path).bool(2, isLeaf));
  }
  return response;
}
