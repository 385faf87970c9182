import { nodesOf, type TargetNode } from './targetTree.ts';

/** Why the builder can't show a target, so that it stays text; null when it can. */
export function builderReason(tree: TargetNode): string | null {
  for (const node of nodesOf(tree)) {
    if (node.kind === 'call' && node.name === 'template')
      return 'template(…) puts values into names, which the builder has no picture for.';
    if (node.kind === 'other') return `The builder has no picture for ${node.text.slice(0, 60)}.`;
  }
  return null;
}
