/** Graphite's `/tags/autoComplete/…`: what may stand next in an expression over tags, for query editors. */
import { namesAnswer } from '../../../schema/graphite.ts';
import { exprWords, prettyWords } from '../../commonParameters.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';
import { limitParameter, tagExpressions } from '../../tagParameters.ts';

/** As graphite-web has it unless told otherwise. */
const DEFAULT_LIMIT = 100;
/** Ten times as many as Grafana's variables ask for. */
const MOST = 100_000;

const limit = `${DEFAULT_LIMIT} when missing, ${MOST} at most`;
const tags = {
  path: '/tags/autoComplete/tags',
  role: 'viewer',
  graphite: true,
  about: {
    ...{
      group: 'Graphite: tags',
      summary: 'The tags that may stand next in an expression',
      answer: namesAnswer,
    },
    query: { ...exprWords, tagPrefix: 'Only those that begin with it', limit, ...prettyWords },
  },
  handle: completeTags,
} as const;
const values = {
  path: '/tags/autoComplete/values',
  role: 'viewer',
  graphite: true,
  about: {
    ...{ group: 'Graphite: tags', summary: 'The values that a tag may have next in an expression' },
    query: {
      tag: 'Whose values',
      ...exprWords,
      valuePrefix: 'Only those that begin with it',
      limit,
      ...prettyWords,
    },
    answer: namesAnswer,
  },
  handle: completeValues,
} as const;

export const tagsComplete: readonly Route[] = [
  { ...tags, method: 'GET' },
  { ...tags, method: 'POST', readsOnly: true },
  { ...values, method: 'GET' },
  { ...values, method: 'POST', readsOnly: true },
];

async function completeTags({ request, reply, store }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const found = await store.completeTags({
    expressions: tagExpressions(parameters),
    prefix: parameters.last('tagPrefix'),
    limit: Math.min(limitParameter(parameters) ?? DEFAULT_LIMIT, MOST),
  });
  return sendJson(reply, found, parameters.flag('pretty'));
}

async function completeValues({ request, reply, store }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const tag = parameters.last('tag');
  if (tag === undefined) {
    throw badRequest('The parameter "tag" is missing.', { hint: 'tag=host lists the values of host.' });
  }
  const found = await store.completeTagValues(tag, {
    expressions: tagExpressions(parameters),
    prefix: parameters.last('valuePrefix'),
    limit: Math.min(limitParameter(parameters) ?? DEFAULT_LIMIT, MOST),
  });
  return sendJson(reply, found, parameters.flag('pretty'));
}
