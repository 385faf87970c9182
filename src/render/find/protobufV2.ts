/**
 * carbonapi's second protocol: `GlobResponse` of
 * https://github.com/go-graphite/protocol/blob/master/carbonapi_v2_pb/carbonapi_v2_pb.proto
 */
import { protobufV2 as renderFormat } from '../protobufV2.ts';
import { nodeEntries } from './entries.ts';
import type { FindFormat } from './format.ts';
import { globResponse } from './globResponse.ts';

/** It has room for one query: the first gives its name to all that was found. */
export const protobufV2: FindFormat = {
  name: renderFormat.name,
  aliases: renderFormat.aliases ?? [],
  render: (found) => ({
    contentType: 'application/x-protobuf',
    body: globResponse(found[0]?.query ?? '', nodeEntries(found)).end(),
  }),
};
