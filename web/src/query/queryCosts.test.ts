import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../src/schema/queries.ts';
import { costOf } from './queryCosts.ts';

test('a target costs what all its parts cost', () => {
  const read = { milliseconds: 6, bytes: 1, chunks: 1, directoryHits: 0, directoryMisses: 0, steps: [60] };
  const node = (
    text: string,
    milliseconds: number,
    series: number | null,
    args: ExplainNode[] = [],
  ): ExplainNode => ({
    text,
    column: 0,
    kind: text.includes('(') ? 'call' : 'path',
    series,
    points: 60,
    milliseconds,
    runs: 1,
    folded: false,
    args,
  });
  const root = node('asPercent(a.*, sum(b.*))', 1, 3, [
    { ...node('a.*', 0, 3), read },
    node('sum(b.*)', 2, 1, [node('b.*', 0.5, 40)]),
  ]);
  expect(costOf(root)).toEqual({ milliseconds: 9.5, points: 60, matched: 43 });
  expect(costOf(node('a', 0, null))).toEqual({ milliseconds: 0, points: 60, matched: 0 });
});
