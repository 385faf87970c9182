/** carbonapi's list for shells: a path a line, those of branches with a dot at the end. */
import { nodeEntries } from './entries.ts';
import type { FindFormat } from './format.ts';

export const raw: FindFormat = {
  name: 'raw',
  render(found) {
    const lines = nodeEntries(found).map(({ path, isLeaf }) => `${path}${isLeaf ? '' : '.'}\n`);
    return { contentType: 'text/plain', body: Buffer.from(lines.join('')) };
  },
};
