import type { FindNode } from '../storage/store.ts';
import { asList, asName, badAnswer, member } from './answerValues.ts';
import { mergeNodes } from './mergeNodes.ts';

/**
 * Nodes of an answer to `/metrics/find`: `[{path, is_leaf}]` of graphite-web since 1.0, `[{metric_path, isLeaf}]` of
 * earlier ones and go-carbon, or `{matches: [{path, isLeaf}]}`, several of which stand in `metrics` in go-carbon's JSON.
 * @throws RemoteFailure
 */
export function readNodes(answer: unknown): FindNode[] {
  return mergeNodes([entriesOf(answer).map(readNode)]);
}

function entriesOf(answer: unknown): readonly unknown[] {
  const matches = member(answer, 'matches');
  if (matches !== undefined && matches !== null) return asList(matches, 'matches');
  const groups = member(answer, 'metrics');
  if (groups === undefined) return asList(answer, 'the list of nodes');
  return asList(groups, 'metrics').flatMap((group) => asList(member(group, 'matches'), 'matches'));
}

function readNode(entry: unknown): FindNode {
  const path = asName(member(entry, 'path') ?? member(entry, 'metric_path'), 'the path of a node');
  const leaf = asFlag(member(entry, 'is_leaf') ?? member(entry, 'isLeaf'));
  return { path, text: path.slice(path.lastIndexOf('.') + 1), leaf, branch: !leaf };
}

function asFlag(value: unknown): boolean {
  if (value === true || value === 1) return true;
  if (value === false || value === 0 || value === undefined) return false;
  return badAnswer('is_leaf is neither true nor false');
}
