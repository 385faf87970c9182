/**
 * carbonapi's third protocol: `MultiGlobResponse` of
 * https://github.com/go-graphite/protocol/blob/master/carbonapi_v3_pb/carbonapi_v3_pb.proto
 */
import { ProtobufWriter } from '../../protocol/protobufWriter.ts';
import { nodeEntries } from './entries.ts';
import type { FindFormat } from './format.ts';
import { globResponse } from './globResponse.ts';

export const protobufV3: FindFormat = {
  name: 'carbonapi_v3_pb',
  render(found) {
    const answer = new ProtobufWriter();
    for (const each of found) answer.message(1, globResponse(each.query, nodeEntries([each])));
    return { contentType: 'application/x-carbonapi-v3-pb', body: answer.end() };
  },
};
