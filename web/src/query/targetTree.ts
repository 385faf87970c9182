/** The tree of a target as the builder handles it: nodes that were read from a text, and new ones that have no place in any. */
import type { TargetNode } from '../../../src/schema/dashboards.ts';

export type { TargetNode };
export type CallNode = Extract<TargetNode, { kind: 'call' }>;
export type PathNode = Extract<TargetNode, { kind: 'path' }>;
export type ValueNode = Extract<TargetNode, { kind: 'value' }>;

const nowhere = { from: 0, to: 0 } as const;

export function pathNode(text: string): PathNode {
  return { kind: 'path', text, ...nowhere };
}

export function callNode(
  name: string,
  args: readonly TargetNode[],
  named: Readonly<Record<string, TargetNode>> = {},
): CallNode {
  return { kind: 'call', name, args, named, piped: false, ...nowhere };
}

/** A number, a text, true, false or none; `text` is how it is written, for numbers that are to be kept as they were typed. */
export function valueNode(value: ValueNode['value'], text = writeValue(value)): ValueNode {
  return { kind: 'value', value, text, ...nowhere };
}

function writeValue(value: ValueNode['value']): string {
  if (typeof value === 'string') return quoteText(value);
  return value === null ? 'none' : String(value);
}

/**
 * A text in quotes. Backslashes stay as they are, as graphite keeps them; only the enclosing quote gets one. A line break cannot
 * stand in a target and becomes a blank, and a backslash at the end is doubled, since it would take the closing quote away.
 */
export function quoteText(value: string): string {
  const line = value.replaceAll(/[\r\n]+/g, ' ');
  const quote = line.includes("'") && !line.includes('"') ? '"' : "'";
  const inside = line.replaceAll(new RegExp(`(\\\\*)${quote}`, 'g'), (_, slashes: string) => {
    // A backslash before the quote would be taken for the one that keeps the quote inside.
    const even = slashes.length % 2 === 0 ? slashes : `${slashes}\\`;
    return `${even}\\${quote}`;
  });
  const open = /(\\*)$/.exec(inside)![1].length % 2 === 1;
  return `${quote}${inside}${open ? '\\' : ''}${quote}`;
}

/** Every node of a tree, the outermost first. */
export function* nodesOf(node: TargetNode): Generator<TargetNode> {
  yield node;
  if (node.kind !== 'call') return;
  for (const argument of node.args) yield* nodesOf(argument);
  for (const argument of Object.values(node.named)) yield* nodesOf(argument);
}

/** True where the argument is made of series rather than a literal. */
export function isSeriesNode(node: TargetNode): boolean {
  return node.kind !== 'value';
}
