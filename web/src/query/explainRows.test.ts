import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../src/schema/queries.ts';
import { explainRows } from './explainRows.ts';

function node(
  text: string,
  milliseconds: number,
  args: ExplainNode[] = [],
  more: Partial<ExplainNode> = {},
): ExplainNode {
  const kind = text.includes('(') ? 'call' : 'path';
  return { text, column: 0, kind, series: 1, points: 1, milliseconds, runs: 1, folded: false, args, ...more };
}

test('each node is a line that says only what is its own', () => {
  const read = { milliseconds: 6, bytes: 1, chunks: 1, directoryHits: 0, directoryMisses: 0, steps: [60] };
  const rows = explainRows([
    node('alias(sum(a.*, a.*),"a.*")', 1, [
      node('sum(a.*, a.*)', 2, [node('a.*', 0, [], { read }), node('a.*', 1)]),
    ]),
    undefined,
    node('applyByNode(a.*,0,"%.x")', 0, [node('a.*', 0), node('a.*', 0, [], { inner: true })]),
  ]);
  expect(rows.map(({ depth, label, share }) => `${'-'.repeat(depth)}${label} ${share}`)).toEqual([
    'alias(…,"a.*") 0.1',
    '-sum(…, …) 0.2',
    '--a.* 0.6',
    '--a.* 0.1',
    'applyByNode(…,0,"%.x") 0',
    '-a.* 0',
    '-a.* 0',
  ]);
});
