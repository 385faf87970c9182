import type { ExplainNode } from '../../../src/schema/queries.ts';

/** A line of the table: one node, indented below what uses it. */
export interface ExplainRow {
  readonly key: string;
  readonly node: ExplainNode;
  readonly depth: number;
  /** What the node itself says: its arguments are lines of their own, and stand as `…` here. */
  readonly label: string;
  /** Computing and reading, without what its arguments took. */
  readonly milliseconds: number;
  /** Of the time of all nodes, 0 to 1. */
  readonly share: number;
}

/** The trees of several targets as lines, in the order in which they are written. */
export function explainRows(roots: readonly (ExplainNode | undefined)[]): ExplainRow[] {
  const rows: Omit<ExplainRow, 'share'>[] = [];
  const add = (node: ExplainNode, depth: number, key: string) => {
    rows.push({ key, node, depth, label: ownText(node), milliseconds: ownTime(node) });
    node.args.forEach((argument, i) => {
      add(argument, depth + 1, `${key}.${i}`);
    });
  };
  roots.forEach((root, i) => {
    if (root) add(root, 0, String(i));
  });
  const whole = rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return rows.map((row) => ({ ...row, share: whole > 0 ? row.milliseconds / whole : 0 }));
}

export function ownTime({ milliseconds, read }: ExplainNode): number {
  return milliseconds + (read?.milliseconds ?? 0);
}

function ownText({ text, args }: ExplainNode): string {
  let label = '';
  let rest = text;
  for (const argument of args) {
    const at = argument.inner ? -1 : rest.indexOf(argument.text);
    if (at < 0) continue;
    label += `${rest.slice(0, at)}…`;
    rest = rest.slice(at + argument.text.length);
  }
  return label + rest;
}
