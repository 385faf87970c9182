/** Graphite's `/render`: the values of targets, in the format asked for. */

import { parseTime } from '../../../query/parseTime.ts';
import { formatNamed } from '../../../render/index.ts';
import { evaluate } from '../../evaluate.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import { jsonpCallback } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';
import { readTimeRange } from '../../timeRange.ts';

const MAX_TARGETS = 1000;

const shared = { path: '/render', role: 'viewer', graphite: true, handle: answer } as const;

export const render: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

async function answer({ request, reply, identity, deps, signal }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const targets = parameters.all('target');
  if (targets.length > MAX_TARGETS) {
    throw badRequest(`There are ${targets.length} targets; ${MAX_TARGETS} are allowed in one request.`);
  }
  const jsonp = jsonpCallback({ request, identity }, parameters);
  const format = formatNamed(parameters.last('format') ?? 'json');
  const tz = parameters.last('tz');
  const serverNow = Math.floor(deps.now());
  const written = parameters.last('now');
  const options = { nowSeconds: serverNow, ...(tz === undefined ? {} : { tz }) };
  const nowSeconds = written === undefined ? serverNow : parseTime(written, options);
  const range = readTimeRange({
    from: parameters.last('from') ?? '-24h',
    until: parameters.last('until') ?? 'now',
    tz,
    nowSeconds,
  });
  const maxDataPoints = positive(parameters, 'maxDataPoints');
  const xFilesFactor = share(parameters, 'xFilesFactor');
  const { results } = await evaluate(
    targets,
    { ...range, nowSeconds, tz, maxDataPoints, xFilesFactor },
    deps,
    signal,
  );
  const failed = results.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
  const { contentType, body } = format.render(
    results.flatMap(({ series }) => series),
    {
      ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
      ...(jsonp === undefined ? {} : { jsonp }),
      noNullPoints: parameters.has('noNullPoints'),
    },
  );
  return reply.type(contentType).send(body);
}

/** What is no positive number is ignored, as graphite-web ignores it. */
function positive(parameters: GraphiteParameters, name: string): number | undefined {
  const value = Math.floor(Number(parameters.last(name)));
  return value >= 1 ? value : undefined;
}

function share(parameters: GraphiteParameters, name: string): number | undefined {
  const text = parameters.last(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw badRequest(`${name} is a number from 0 to 1, not "${text.slice(0, 50)}".`);
}
