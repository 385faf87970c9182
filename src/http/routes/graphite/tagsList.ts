/** Graphite's `/tags` and `/tags/NAME`: which tags there are, and which values a tag has. */
import { tagCounts, tagValueCounts } from '../../../schema/graphite.ts';
import { TooMuchError } from '../../../storage/store.ts';
import { prettyWords } from '../../commonParameters.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import type { Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';
import { limitParameter } from '../../tagParameters.ts';

const shared = { method: 'GET', role: 'viewer', graphite: true } as const;
const listWords = {
  filter: 'A pattern that entries match from their beginning on',
  limit: 'The first so many',
  ...prettyWords,
};

export const tagsList: readonly Route[] = [
  {
    ...shared,
    path: '/tags',
    about: {
      ...{ group: 'Graphite: tags', summary: 'All tags, with how many series have each' },
      ...{ query: listWords, answer: tagCounts },
    },
    async handle({ request, reply, store, deps }) {
      const parameters = graphiteParameters(request);
      const { listed, most, refuseMore } = listing(parameters, deps.settings.queryLimits.maxSeries);
      const { tags, truncated } = await store.tags({ filter: parameters.last('filter'), limit: listed });
      if (truncated && refuseMore) throw tooMany('tags', most);
      const answer = tags.map(({ tag, series }) => ({ tag, count: series }));
      return sendJson(reply, answer, parameters.flag('pretty'));
    },
  },
  {
    ...shared,
    path: '/tags/:tag',
    about: {
      ...{ group: 'Graphite: tags', summary: 'The values of a tag, with how many series have each' },
      description: 'null when no series has the tag.',
      ...{ query: listWords, answer: tagValueCounts },
    },
    async handle({ request, reply, store, deps }) {
      const parameters = graphiteParameters(request);
      const { tag } = request.params as { tag: string };
      const { listed, most, refuseMore } = listing(parameters, deps.settings.queryLimits.maxSeries);
      const found = await store.tagValues(tag, { filter: parameters.last('filter'), limit: listed });
      if (found?.truncated && refuseMore) throw tooMany(`values of "${tag.slice(0, 100)}"`, most);
      const values = found?.values.map(({ value, series }) => ({ value, count: series }));
      return sendJson(reply, values === undefined ? null : { tag, values }, parameters.flag('pretty'));
    },
  },
];

/** How many entries to list, and whether more than that are an error: where no smaller limit was asked for. */
function listing(parameters: GraphiteParameters, most: number) {
  const limit = limitParameter(parameters) ?? Number.POSITIVE_INFINITY;
  return { listed: Math.min(limit, most), most, refuseMore: limit > most };
}

function tooMany(what: string, most: number): TooMuchError {
  return new TooMuchError(`There are more than the ${most} ${what} that are allowed; set filter or limit.`);
}
