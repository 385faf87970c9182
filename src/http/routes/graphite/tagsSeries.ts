/**
 * Graphite's `/tags/tagSeries`, `/tags/tagMultiSeries` and `/tags/delSeries`: what goes into the index of tags by hand. Names
 * without tags are never in the index, so with them nothing happens.
 */
import { z } from 'zod';
import { isGlob } from '../../../model/isGlob.ts';
import { fromOpenMetrics } from '../../../model/openMetricsName.ts';
import { namesAnswer } from '../../../schema/graphite.ts';
import type { MetricStore } from '../../../storage/store.ts';
import { prettyWords } from '../../commonParameters.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

const MAX_PATHS = 10_000;
const pathWords = { path: 'Such as disk.used;host=web01', ...prettyWords };
const pathsWords = {
  path: `Such as disk.used;host=web01; repeated, up to ${MAX_PATHS} times`,
  ...prettyWords,
};
const names = ['tagSeries', 'tagMultiSeries', 'delSeries'];

export const tagsSeries: readonly Route[] = [
  {
    method: 'POST',
    path: '/tags/tagSeries',
    role: 'editor',
    graphite: true,
    about: {
      ...{
        group: 'Graphite: tags',
        summary: 'Put a series into the index of tags; it is made when there is none',
      },
      ...{ query: pathWords, answer: z.string() },
    },
    async handle({ request, reply, deps }) {
      const parameters = graphiteParameters(request);
      const [path] = await tagged(deps.store, paths(parameters).slice(-1));
      return sendJson(reply, path, parameters.flag('pretty'));
    },
  },
  {
    method: 'POST',
    path: '/tags/tagMultiSeries',
    role: 'editor',
    graphite: true,
    about: {
      ...{ group: 'Graphite: tags', summary: 'The same for several series' },
      ...{ query: pathsWords, answer: namesAnswer },
    },
    async handle({ request, reply, deps }) {
      const parameters = graphiteParameters(request);
      return sendJson(reply, await tagged(deps.store, paths(parameters)), parameters.flag('pretty'));
    },
  },
  {
    method: 'POST',
    path: '/tags/delSeries',
    // In graphite-web the points stay, and nobody finds them any more; here a name and its points are one.
    role: 'admin',
    graphite: true,
    // An answer that comes late says that it was done; one that is cut off at the deadline would not.
    longLived: true,
    about: {
      ...{ group: 'Graphite: tags', summary: 'Delete series that have tags, with their points' },
      ...{ query: pathsWords, answer: z.boolean() },
    },
    async handle({ request, reply, deps }) {
      const parameters = graphiteParameters(request);
      const patterns = paths(parameters).filter(hasTags);
      const glob = patterns.find(isGlob);
      if (glob !== undefined) {
        throw badRequest(`"${glob.slice(0, 200)}" would stand for several series.`, {
          hint: 'Write one path for each; POST /api/metrics/delete takes patterns.',
        });
      }
      if (patterns.length > 0) await deps.store.delete({ patterns }, { dryRun: false });
      return sendJson(reply, true, parameters.flag('pretty'));
    },
  },
  ...names.map(
    (name): Route => ({
      method: 'GET',
      path: `/tags/${name}`,
      role: 'viewer',
      graphite: true,
      about: {
        group: 'Graphite: tags',
        summary: 'Refused with 405: it changes something',
        answer: 'Nothing: the answer is always 405',
      },
      handle() {
        throw new HttpError(405, 'method-not-allowed', `/tags/${name} changes something: send a POST.`, {
          headers: { allow: 'POST' },
        });
      },
    }),
  ),
];

/** Makes those that have tags, and answers the canonical form of all. */
async function tagged(store: MetricStore, names: readonly string[]): Promise<string[]> {
  const made = await store.create(names.filter(hasTags));
  return names.map((name) => (hasTags(name) ? made.shift()! : name));
}

/** `path`, repeated, or `path[]`; OpenMetrics' way to write tags is brought into Graphite's. */
function paths(parameters: GraphiteParameters): string[] {
  const written = [...parameters.all('path'), ...parameters.all('path[]')].filter(Boolean);
  if (written.length === 0) {
    throw badRequest('The parameter "path" is missing.', { hint: 'path=disk.used;host=web01' });
  }
  if (written.length > MAX_PATHS) {
    throw badRequest(`There are ${written.length} paths; ${MAX_PATHS} are allowed in one request.`);
  }
  return written.map((path) => {
    const graphite = fromOpenMetrics(path);
    if (graphite !== null) return graphite;
    throw badRequest(`"${path.slice(0, 200)}" is no name with tags.`, {
      hint: 'Write disk.used;host=web01 or disk.used{host="web01"}.',
    });
  });
}

function hasTags(path: string): boolean {
  return path.includes(';');
}
