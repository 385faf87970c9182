/** Graphite's `/render`: the values of targets, in the format asked for. */

import { parseTime } from '../../../query/parseTime.ts';
import { constantSlice } from '../../../render/graph/constantSlice.ts';
import { anyFormatNamed } from '../../../render/index.ts';
import { jsonpWords, rangeWords } from '../../commonParameters.ts';
import { explainAnswer } from '../../explainAnswer.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import { jsonpCallback } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';
import { readTimeRange } from '../../timeRange.ts';

const MAX_TARGETS = 1000;

const shared = {
  path: '/render',
  role: 'viewer',
  graphite: true,
  evaluates: true,
  about: {
    ...{ group: 'Graphite: values', summary: 'The values of targets, as data or as a picture' },
    description: 'Pictures take further parameters; they are in docs/graphs.md.',
    query: {
      target: 'A path or a call of functions; repeated',
      ...rangeWords,
      from: 'Such as -1h, midnight, or seconds since 1970; -24h when missing',
      format:
        'png (when missing), svg, pdf, json, csv, raw, pickle, msgpack, protobuf, carbonapi_v2_pb, carbonapi_v3_pb, dygraph, rickshaw',
      maxDataPoints: 'Values a series at most; more are consolidated',
      noNullPoints: '1: without absent values',
      xFilesFactor: '0 to 1: the share of values that combined ones need; 0 when missing',
      'template[NAME]': 'A value for $NAME within template(…)',
      now: 'The second that relative times count from',
      noCache: '1: computed anew',
      cacheTimeout: 'How many seconds old the answer may be',
      explain: '1: what the targets did and cost, in place of their data',
      ...jsonpWords,
    },
    answer: 'By format; json is [{target, tags, datapoints: [[value or null, seconds]]}]',
  },
  handle: answer,
} as const;

export const render: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/**
 * With `explain=1` the answer says what the targets did and cost, in place of their data.
 */
async function answer(call: Call): Promise<unknown> {
  const { request, reply, identity, deps, queries } = call;
  const parameters = graphiteParameters(request);
  const targets = readTargets(parameters);
  const jsonp = jsonpCallback({ request, identity }, parameters);
  const format = anyFormatNamed(formatName(parameters, request.headers.accept));
  const isPie = 'draw' in format && parameters.last('graphType') === 'pie';
  const slices = isPie ? targets.map(constantSlice) : [];
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
  const template = templateValues(parameters);
  const explain = parameters.flag('explain');
  const outcome = await queries.evaluate(
    call,
    targets.filter((_, i) => slices[i] === undefined),
    { ...range, nowSeconds, tz, maxDataPoints, xFilesFactor, template },
    { explain, maxAgeSeconds: maxAge(parameters) },
  );
  const { results } = outcome;
  const failed = results.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
  if (explain) return explainAnswer(outcome, range);
  const evaluated = results.values();
  const series = targets.flatMap((_, i) => slices[i] ?? evaluated.next().value?.series ?? []);
  const renderOptions = {
    ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
    ...(jsonp === undefined ? {} : { jsonp }),
    ...(tz === undefined ? {} : { tz }),
    noNullPoints: parameters.has('noNullPoints'),
    pretty: parameters.flag('pretty'),
    range,
  };
  const { contentType, body } =
    'draw' in format
      ? await format.draw(series, renderOptions, {
          parameters: parameters.last,
          fonts: (await import('../../shippedFonts.ts')).shippedFonts,
        })
      : format.render(series, renderOptions);
  return reply.type(contentType).send(body);
}

/** `target[]` is how some clients write a repeated `target`; graphite-web looks at it where there is no other. */
function readTargets(parameters: GraphiteParameters): string[] {
  const plain = parameters.all('target');
  const targets = plain.length > 0 ? plain : parameters.all('target[]');
  if (targets.length <= MAX_TARGETS) return targets;
  throw badRequest(`There are ${targets.length} targets; ${MAX_TARGETS} are allowed in one request.`);
}

/**
 * `rawData` and `pickle`, whatever their values, are older ways to ask for a format. Without any it is a picture, as in graphite-web;
 * only who says by the header that he reads JSON gets that.
 */
function formatName(parameters: GraphiteParameters, accept = ''): string {
  const format = parameters.last('format');
  if (format !== undefined) return format;
  if (parameters.has('rawData')) return 'raw';
  if (parameters.has('pickle')) return 'pickle';
  // What a target did is told as JSON in any case.
  const json = accept.includes('application/json') || parameters.has('jsonp') || parameters.flag('explain');
  return json ? 'json' : 'png';
}

/** `template[name]=value` */
function templateValues(parameters: GraphiteParameters): Readonly<Record<string, string>> {
  const values = parameters.names().flatMap((parameter): [string, string][] => {
    const name = /^template\[(.+)\]$/s.exec(parameter)?.[1];
    return name === undefined ? [] : [[name, parameters.last(parameter) ?? '']];
  });
  // From pairs, so that a name such as __proto__ is a key as any other.
  return Object.fromEntries(values);
}

/** What is no positive number is ignored, as graphite-web ignores it. */
function positive(parameters: GraphiteParameters, name: string): number | undefined {
  const value = Math.floor(Number(parameters.last(name)));
  return value >= 1 ? value : undefined;
}

/** Seconds that the answer may be old; undefined for the server's own choice. */
function maxAge(parameters: GraphiteParameters): number | undefined {
  if (parameters.has('noCache')) return 0;
  const seconds = Number(parameters.last('cacheTimeout') ?? Number.NaN);
  return seconds >= 0 ? seconds : undefined;
}

function share(parameters: GraphiteParameters, name: string): number | undefined {
  const text = parameters.last(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw badRequest(`${name} is a number from 0 to 1, not "${text.slice(0, 50)}".`);
}
