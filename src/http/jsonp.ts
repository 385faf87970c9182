/** Answers as a script that hands the JSON to a function, for pages that can't ask otherwise. */
import type { FastifyReply } from 'fastify';
import { checkedCallback, jsonAnswer } from '../render/jsonAnswer.ts';
import type { GraphiteParameters } from './graphiteParameters.ts';
import { HttpError } from './httpError.ts';
import type { Call } from './route.ts';

/** Sends JSON, or the script that `jsonp` asks for; `pretty=1` indents it. Errors as in {@link jsonpCallback}. */
export function sendJsonp(call: Call, parameters: GraphiteParameters, value: unknown): FastifyReply {
  const options = { jsonp: jsonpCallback(call, parameters), pretty: parameters.flag('pretty') };
  const { contentType, body } = jsonAnswer(Buffer.from(JSON.stringify(value)), options);
  return call.reply.type(contentType).send(body);
}

/**
 * The function that `jsonp` names; undefined when the answer is to be plain JSON. A script that another site's page
 * includes would hand it what its visitor, or this network, may see: without a token it is refused.
 * @throws HttpError 403, RenderOptionError when it is no name
 */
export function jsonpCallback(
  { request, identity }: Pick<Call, 'request' | 'identity'>,
  parameters: GraphiteParameters,
): string | undefined {
  const jsonp = parameters.last('jsonp');
  if (jsonp === undefined) return undefined;
  if (request.headers['sec-fetch-site'] === 'cross-site' && identity.kind !== 'token') {
    throw new HttpError(403, 'cross-site', "jsonp is not for other sites' pages.", { hint: 'Send a token.' });
  }
  return checkedCallback(jsonp);
}
