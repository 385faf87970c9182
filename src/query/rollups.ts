/**
 * Which of a coarser archive's columns each path of a target is read from. Functions say it: consolidateBy asks for
 * one, others hand on what is asked of them, or something else, or nothing (`rollup` in `registry/defineFunction.ts`).
 */
import type { RollupFunction } from '../storage/store.ts';
import { type BoundNode, withoutSeries } from './bind.ts';

/** The same target with `rollup` set in its paths. `asked` is what the surroundings of the node ask for. */
export function withRollups(node: BoundNode, asked?: RollupFunction): BoundNode {
  if (node.kind === 'path') return { ...node, rollup: asked };
  const { definition, literals, seriesArguments } = node;
  const own =
    definition.rollup === undefined ? asked : definition.rollup(withoutSeries(definition, literals), asked);
  return {
    ...node,
    seriesArguments: seriesArguments.map(({ param, nodes }) => ({
      param,
      nodes: nodes.map((argument) => withRollups(argument, own)),
    })),
  };
}
