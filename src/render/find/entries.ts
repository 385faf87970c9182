import type { FoundQuery } from './format.ts';

/** A branch or a leaf; a node that is both is two of them, as in graphite-web. */
export interface NodeEntry {
  readonly path: string;
  readonly text: string;
  readonly isLeaf: boolean;
}

/** Each once, whichever queries found it, sorted by the last segment as graphite-web does. */
export function nodeEntries(found: readonly FoundQuery[]): NodeEntry[] {
  const entries = new Map<string, NodeEntry>();
  for (const { nodes } of found) {
    for (const { path, text, leaf, branch } of nodes) {
      // No path ends in a dot, so these are keys of their own.
      if (branch) entries.set(`${path}.`, { path, text, isLeaf: false });
      if (leaf) entries.set(path, { path, text, isLeaf: true });
    }
  }
  return [...entries.values()].sort((a, b) => compare(a.text, b.text));
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
