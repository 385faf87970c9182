/** MessagePack: the same as in pickle, and what carbonapi asks a graphite-web for. */
import { writeMsgpack } from '../protocol/msgpackWriter.ts';
import type { RenderFormat } from './format.ts';
import { seriesInfo } from './seriesInfo.ts';

export const msgpack: RenderFormat = {
  name: 'msgpack',
  render: (list) => ({ contentType: 'application/x-msgpack', body: writeMsgpack(list.map(seriesInfo)) }),
};
