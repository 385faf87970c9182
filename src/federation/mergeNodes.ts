import type { FindNode } from '../storage/store.ts';
import { byCodePoints } from './textOrder.ts';

/** The nodes of several stores by path: a leaf where it is one anywhere, and a branch likewise. */
export function mergeNodes(lists: readonly (readonly FindNode[])[]): FindNode[] {
  const nodes = new Map<string, FindNode>();
  for (const node of lists.flat()) {
    const known = nodes.get(node.path);
    const { leaf, branch } = known ?? node;
    nodes.set(node.path, { ...node, leaf: leaf || node.leaf, branch: branch || node.branch });
  }
  return [...nodes.values()].sort((a, b) => byCodePoints(a.path, b.path));
}
