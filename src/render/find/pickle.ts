/** Python's pickle: what graphite-web asks other graphite-webs for. */
import { writePickle } from '../../protocol/pickleWriter.ts';
import type { FindFormat } from './format.ts';
import { nodesInfo } from './nodesInfo.ts';

export const pickle: FindFormat = {
  name: 'pickle',
  render: (found, options) => ({
    contentType: 'application/pickle',
    body: writePickle(nodesInfo(found, options)),
  }),
};
