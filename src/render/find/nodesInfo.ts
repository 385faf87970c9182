import type { PlainValue } from '../../protocol/plainValue.ts';
import { nodeEntries } from './entries.ts';
import type { FindOptions, FoundQuery } from './format.ts';
import { knownInterval } from './intervals.ts';

/**
 * What graphite-web tells of nodes in pickle and msgpack. Its pickle has an object of a class of its own for the
 * intervals; pairs are what its reader takes as well, and readers without its classes too.
 */
export function nodesInfo(found: readonly FoundQuery[], { nowSeconds }: FindOptions): PlainValue {
  const intervals = [knownInterval(nowSeconds)];
  return nodeEntries(found).map(({ path, isLeaf }) =>
    isLeaf ? { path, is_leaf: true, intervals } : { path, is_leaf: false },
  );
}
