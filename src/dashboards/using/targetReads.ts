/** Whether a target may read a metric. */
import { seriesTags } from '../../model/metricName.ts';
import { functions } from '../../query/functions/index.ts';
import type { NamedParam } from '../../query/registry/defineFunction.ts';
import { parseTarget } from '../../query/target/parser.ts';
import type { CallNode, TargetNode } from '../../query/target/tree.ts';
import { TargetError } from '../../query/targetError.ts';
import { ANYTHING, SOMETHING } from './marks.ts';
import { pathMatches } from './pathPattern.ts';
import { tagsSatisfy } from './tagPattern.ts';

/** `target`: with the marks of `markVariables`. A target that can't be parsed reads nothing. */
export function targetReads(target: string, metric: string): boolean {
  let tree: TargetNode;
  try {
    tree = parseTarget(target);
  } catch (error) {
    if (error instanceof TargetError) return false;
    throw error;
  }
  return nodeReads(tree, metric);
}

function nodeReads(node: TargetNode, metric: string): boolean {
  if (node.kind === 'path') return pathMatches(node.path, metric);
  if (node.kind !== 'call') return false;
  if (node.name === 'seriesByTag') return tagsMatch(node, metric);
  if (node.name === 'applyByNode' && madeTargetReads(node, metric)) return true;
  const definition = functions.get(node.name);
  if (definition === undefined) {
    // A variable, or `template`: its series come first, and a mark further back is rather a number or a text.
    return node.args.some((arg, i) => (i === 0 || !isMark(arg)) && nodeReads(arg, metric));
  }
  const { params } = definition;
  const positional = node.args.some((arg, i) =>
    argumentReads(params[i] ?? params.findLast(({ multiple }) => multiple), arg, metric),
  );
  return (
    positional ||
    node.named.some(({ name, value }) =>
      argumentReads(
        params.find((param) => param.name === name),
        value,
        metric,
      ),
    )
  );
}

/** A variable for a number or a text looks like a path: only parameters that take series read any. */
function argumentReads(param: NamedParam | undefined, node: TargetNode, metric: string): boolean {
  if (param === undefined) return false;
  const takesSeries = param.read === undefined || (param.orSeries === true && !isMark(node));
  return takesSeries && nodeReads(node, metric);
}

function isMark(node: TargetNode): boolean {
  return node.kind === 'path' && (node.path === SOMETHING || node.path === ANYTHING);
}

/** Series without tags are not found by tags. */
function tagsMatch({ args }: CallNode, metric: string): boolean {
  if (!metric.includes(';')) return false;
  const tags = seriesTags(metric);
  return args.every((arg) => arg.kind === 'string' && tagsSatisfy(arg.value, tags));
}

/** The target that `applyByNode` makes for each beginning of a name, which stands for `%`. */
function madeTargetReads({ args, named }: CallNode, metric: string): boolean {
  const written = args[2] ?? named.find(({ name }) => name === 'templateFunction')?.value;
  return written?.kind === 'string' && targetReads(written.value.replaceAll('%', ANYTHING), metric);
}
