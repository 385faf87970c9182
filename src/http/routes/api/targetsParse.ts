/** The tree of a target, for the query builder: one grammar, the server's, instead of a second one in the browser. */
import { parseTarget } from '../../../query/target/parser.ts';
import type { TargetNode as Node } from '../../../query/target/tree.ts';
import { TargetError } from '../../../query/targetError.ts';
import {
  type ParseTargetAnswer,
  parseTargetAnswer,
  parseTargetRequest,
  type TargetNode,
} from '../../../schema/dashboards.ts';
import { answerOf } from '../../errorAnswer.ts';
import type { Route } from '../../route.ts';

export const targetsParse: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/targets/parse',
    role: 'viewer',
    readsOnly: true,
    about: {
      ...{ group: 'Values', summary: 'The tree of a target, or where it is wrong' },
      ...{ body: parseTargetRequest, answer: parseTargetAnswer },
    },
    handle({ request }): ParseTargetAnswer {
      const { target } = parseTargetRequest.parse(request.body);
      try {
        return { tree: treeOf(parseTarget(target), target), error: null };
      } catch (error) {
        if (!(error instanceof TargetError)) throw error;
        return { tree: null, error: answerOf(error, request.id).error };
      }
    },
  },
];

function treeOf(node: Node, target: string): TargetNode {
  const place = { from: node.column, to: node.end };
  const text = target.slice(node.column, node.end);
  switch (node.kind) {
    case 'path':
      // The value of a template's variable belongs to its template; as a path of its own it would mean something else.
      return node.variable ? { kind: 'other', text, ...place } : { kind: 'path', text: node.path, ...place };
    case 'call':
      return {
        kind: 'call',
        name: node.name,
        args: node.args.map((argument) => treeOf(argument, target)),
        named: Object.fromEntries(node.named.map(({ name, value }) => [name, treeOf(value, target)])),
        piped: node.nameColumn > node.column,
        ...place,
      };
    case 'none':
      return { kind: 'value', value: null, text, ...place };
    default:
      return { kind: 'value', value: node.value, text, ...place };
  }
}
