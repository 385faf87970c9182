/** Graphite's `/metrics/find`: the nodes of the metric tree that match patterns. */
import type { FindFormat, FoundQuery } from '../../../render/find/format.ts';
import { findFormatNamed } from '../../../render/find/index.ts';
import { readActiveRange } from '../../activeRange.ts';
import { activeWords, jsonpWords } from '../../commonParameters.ts';
import { findNodes, findQueries } from '../../findNodes.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import { jsonpCallback } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';

const shared = {
  path: '/metrics/find',
  role: 'viewer',
  graphite: true,
  about: {
    ...{ group: 'Graphite: names', summary: 'The nodes of the tree of metrics that match a glob' },
    query: {
      query: 'Such as servers.*; repeated',
      format:
        'treejson (when missing), completer, json, nodelist, raw, pickle, msgpack, protobuf, carbonapi_v2_pb, carbonapi_v3_pb',
      leavesOnly: '1: series alone, no branches',
      wildcards: '1: with an entry for all',
      automatic_variants: '1: with completer, a,b stands for {a,b}',
      position: 'With nodelist: which segment, from 0',
      ...activeWords,
      ...jsonpWords,
    },
    answer: 'treejson: [{text, id, allowChildren, expandable, leaf, context}]; other shapes by format',
  },
  handle: find,
} as const;

export const metricsFind: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

async function find(call: Call): Promise<unknown> {
  const parameters = graphiteParameters(call.request);
  const format = findFormatNamed(parameters.last('format') ?? 'treejson');
  const position = readPosition(parameters);
  const options = {
    wildcards: parameters.flag('wildcards'),
    jsonp: jsonpCallback(call, parameters),
    pretty: parameters.flag('pretty'),
    nowSeconds: call.deps.now(),
    ...(position === undefined ? {} : { position }),
  };
  const found = await search(format, parameters, call);
  const shown = parameters.flag('leavesOnly') ? found.map(leavesOf) : found;
  const { contentType, body } = format.render(shown, options);
  return call.reply.type(contentType).send(body);
}

/**
 * `from` and `until` are looked at only with `activeOnly=1`: clients send them without meaning it, and what has no
 * points in the range would be missing from their lists.
 */
async function search(
  { completes, distinctTexts: distinct }: FindFormat,
  parameters: GraphiteParameters,
  call: Call,
): Promise<FoundQuery[]> {
  const active = readActiveRange({
    activeOnly: parameters.flag('activeOnly'),
    from: parameters.last('from'),
    until: parameters.last('until'),
    tz: parameters.last('tz'),
    nowSeconds: call.deps.now(),
  });
  if (completes === undefined) return findNodes(findQueries(parameters), { active, distinct }, call);
  const typed = parameters.last('query') ?? '';
  const query = completes.pattern(typed, parameters.flag('automatic_variants'));
  const { nodes } = await call.store.find(query, { limit: completes.most, active });
  return [{ query, nodes }];
}

function leavesOf({ query, nodes }: FoundQuery): FoundQuery {
  return { query, nodes: nodes.filter(({ leaf }) => leaf).map((node) => ({ ...node, branch: false })) };
}

function readPosition(parameters: GraphiteParameters): number | undefined {
  const text = parameters.last('position');
  if (text === undefined) return undefined;
  if (/^-?\d{1,4}$/.test(text)) return Number(text);
  throw badRequest(`position is a whole number, not "${text.slice(0, 50)}".`);
}
