/** Python's pickle: what graphite-web asks other graphite-webs for. */
import { writePickle } from '../protocol/pickleWriter.ts';
import type { RenderFormat } from './format.ts';
import { seriesInfo } from './seriesInfo.ts';

export const pickle: RenderFormat = {
  name: 'pickle',
  render: (list) => ({ contentType: 'application/pickle', body: writePickle(list.map(seriesInfo)) }),
};
