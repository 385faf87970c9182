/** graphite-web's list of nodes as JSON, sorted by path: `[{path, is_leaf, intervals?: [{start, end}]}]`. */
import { jsonAnswer } from '../jsonAnswer.ts';
import { compare, nodeEntries } from './entries.ts';
import type { FindFormat } from './format.ts';
import { knownInterval } from './intervals.ts';

export const json: FindFormat = {
  name: 'json',
  render(found, options) {
    const [start, end] = knownInterval(options.nowSeconds);
    const nodes = nodeEntries(found)
      .sort((a, b) => compare(a.path, b.path))
      .map(({ path, isLeaf }) => ({
        path,
        is_leaf: isLeaf,
        ...(isLeaf ? { intervals: [{ start, end }] } : {}),
      }));
    return jsonAnswer(Buffer.from(JSON.stringify(nodes)), options);
  },
};
