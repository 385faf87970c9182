import type { NodeOrTag } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { DEFAULT_PARSE_LIMITS, parseTarget } from '../target/parser.ts';
import type { TargetNode } from '../target/tree.ts';
import { TargetError } from '../targetError.ts';

/**
 * The chosen segments and tags of a series, joined by dots; what it does not have is empty. When the name is that
 * of a function's result, segments are those of the first path inside it.
 */
export function nodesText(series: Series, nodes: readonly NodeOrTag[]): string {
  const path = series.name.endsWith(')') ? firstPath(series.name) : series.name;
  const segments = path.split(';', 1)[0]!.split('.');
  return nodes
    .map((node) =>
      node.kind === 'tag' ? tagText(series, node.tag) : segmentText(series, segments, node.position),
    )
    .join('.');
}

/** A position beyond the name is tried as the name of a tag, as graphite-web does. */
function segmentText(series: Series, segments: readonly string[], position: number): string {
  return segments.at(position) ?? tagText(series, String(position));
}

export function tagText({ tags }: Series, tag: string): string {
  return Object.hasOwn(tags, tag) ? tags[tag]! : '';
}

/** The first path in an expression; an alias that only looks like one stands for itself. */
function firstPath(expression: string): string {
  try {
    let node: TargetNode | undefined = parseTarget(expression, DEFAULT_PARSE_LIMITS);
    while (node?.kind === 'call') node = node.args[0];
    return node?.kind === 'path' ? node.path : expression;
  } catch (error) {
    if (error instanceof TargetError) return expression;
    throw error;
  }
}
