/**
 * Nodes on their way from the store's thread to the main thread: a few texts, because cloning an object for each of
 * thousands of nodes costs more than finding them, and cloning a typed array for a handful costs more than a text.
 */
import type { FindAnswer, FindNode } from '../storage/store.ts';

export interface PackedNodes {
  /** Last segments, with line feeds between; no name contains one. */
  readonly texts: string;
  /** What stands before the last segment, its dot included; one for each run of nodes that share it, with line feeds between. */
  readonly parents: string;
  /** Nodes of each run. */
  readonly runs: readonly number[];
  /** A digit for each node: the sum of {@link LEAF} and {@link BRANCH}. */
  readonly kinds: string;
  readonly truncated: boolean;
}

const LEAF = 1;
const BRANCH = 2;
/** The digit 0. */
const ZERO = 48;

export function packNodes({ nodes, truncated }: FindAnswer): PackedNodes {
  const parents: string[] = [];
  const runs: number[] = [];
  let parent: string | undefined;
  for (const { path, text } of nodes) {
    if (parent !== undefined && path.length === parent.length + text.length && path.startsWith(parent)) {
      runs[runs.length - 1]!++;
    } else {
      parent = path.slice(0, path.length - text.length);
      parents.push(parent);
      runs.push(1);
    }
  }
  return {
    texts: nodes.map(({ text }) => text).join('\n'),
    parents: parents.join('\n'),
    runs,
    kinds: nodes.map(({ leaf, branch }) => (leaf ? LEAF : 0) + (branch ? BRANCH : 0)).join(''),
    truncated,
  };
}

export function unpackNodes({ texts, parents, runs, kinds, truncated }: PackedNodes): FindAnswer {
  const nodes: FindNode[] = [];
  if (kinds.length === 0) return { nodes, truncated };
  const segments = texts.split('\n');
  const before = parents.split('\n');
  let at = 0;
  for (let run = 0; run < runs.length; run++) {
    const parent = before[run]!;
    for (const end = at + runs[run]!; at < end; at++) {
      const text = segments[at]!;
      const kind = kinds.charCodeAt(at) - ZERO;
      nodes.push({ path: parent + text, text, leaf: (kind & LEAF) !== 0, branch: (kind & BRANCH) !== 0 });
    }
  }
  return { nodes, truncated };
}
