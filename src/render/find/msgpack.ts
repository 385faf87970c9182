/** MessagePack: the same as in pickle. */
import { writeMsgpack } from '../../protocol/msgpackWriter.ts';
import type { FindFormat } from './format.ts';
import { nodesInfo } from './nodesInfo.ts';

export const msgpack: FindFormat = {
  name: 'msgpack',
  render: (found, options) => ({
    contentType: 'application/x-msgpack',
    body: writeMsgpack(nodesInfo(found, options)),
  }),
};
