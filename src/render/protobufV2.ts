/**
 * carbonapi's second protocol: `MultiFetchResponse` of
 * https://github.com/go-graphite/protocol/blob/master/carbonapi_v2_pb/carbonapi_v2_pb.proto
 */
import { ProtobufWriter } from '../protocol/protobufWriter.ts';
import type { Series } from '../query/series.ts';
import type { RenderFormat } from './format.ts';

export const protobufV2: RenderFormat = {
  name: 'carbonapi_v2_pb',
  // The 3 is that of proto3, the language: carbonapi and go-carbon mean the second protocol by it.
  aliases: ['protobuf', 'protobuf3'],
  render(list) {
    const answer = new ProtobufWriter();
    for (const series of list) answer.message(1, fetchResponse(series));
    return { contentType: 'application/x-protobuf', body: answer.end() };
  },
};

function fetchResponse({ name, start, end, step, values }: Series): ProtobufWriter {
  const absent = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
  const known = values.map((value) => (Number.isNaN(value) ? 0 : value));
  return new ProtobufWriter()
    .string(1, name)
    .integer(2, start)
    .integer(3, end)
    .integer(4, step)
    .doubles(5, known)
    .packedBytes(6, absent);
}
