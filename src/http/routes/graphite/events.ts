/** Graphite's `/events`: what happened when, for the annotations of charts. */
import type { EventRow, EventSelection } from '../../../metadata/events.ts';
import { parseTime } from '../../../query/parseTime.ts';
import { type EventAnswer, eventAnswer, eventRequest, eventsAnswer, tagsIn } from '../../../schema/events.ts';
import { TooMuchError } from '../../../storage/store.ts';
import { jsonpWords, prettyWords, rangeWords } from '../../commonParameters.ts';
import { type GraphiteParameters, graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import { sendJsonp } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

/** Events in one answer, and characters of their texts: what readers take, Grafana's server 32 MiB for one. */
const MAX_EVENTS = 50_000;
const MAX_CHARACTERS = 10_000_000;
/** Events in the list that is for people. */
const DEFAULT_LISTED = 1000;

const selection = {
  ...rangeWords,
  from: 'The beginning of the range; all that there is when missing',
  tags: 'Separated by blanks, or repeated: only events with all of them',
  set: 'union: one of the tags is enough',
  ...jsonpWords,
};
const data = {
  path: '/events/get_data',
  role: 'viewer',
  graphite: true,
  about: {
    ...{ group: 'Graphite: events', summary: 'The events of a range, in the order of time' },
    ...{ query: selection, answer: eventsAnswer },
  },
  handle: getData,
} as const;

export const events: readonly Route[] = [
  { ...data, method: 'GET' },
  { ...data, method: 'POST', readsOnly: true },
  {
    method: 'GET',
    path: '/events',
    role: 'viewer',
    graphite: true,
    about: {
      ...{
        group: 'Graphite: events',
        summary: 'The newest events, in the order of time',
        answer: eventsAnswer,
      },
      query: { ...selection, limit: `${DEFAULT_LISTED} when missing, ${MAX_EVENTS} at most` },
    },
    handle: list,
  },
  {
    method: 'POST',
    path: '/events',
    role: 'editor',
    graphite: true,
    jsonBody: true,
    about: {
      ...{
        group: 'Graphite: events',
        summary: 'Tell what happened',
        body: eventRequest,
        answer: eventAnswer,
      },
    },
    handle: add,
  },
  {
    method: 'GET',
    path: '/events/:id',
    role: 'viewer',
    graphite: true,
    about: { group: 'Graphite: events', summary: 'One event', query: prettyWords, answer: eventAnswer },
    handle: one,
  },
];

/** All events of a range with all of the tags, or with `set=union` any of them, in the order of time. */
function getData(call: Call): unknown {
  const parameters = graphiteParameters(call.request);
  const selection = readSelection(parameters, call.deps.now());
  const page = { limit: MAX_EVENTS, maxCharacters: MAX_CHARACTERS };
  const found = selection === null ? NOTHING : call.deps.events.find(selection, page);
  // The shape of the answer has no place to say that there is more, so a part of it would pass for all.
  if (found.truncated) {
    throw new TooMuchError(
      `There are more than the ${MAX_EVENTS} events, or the ${MAX_CHARACTERS} characters, that one answer may hold.`,
    );
  }
  return sendJsonp(call, parameters, found.events.map(toAnswer));
}

/** The newest events, as `getData` lists them; how many is `limit`'s to say. */
function list(call: Call): unknown {
  const parameters = graphiteParameters(call.request);
  const selection = readSelection(parameters, call.deps.now());
  const limit = Number(parameters.last('limit') ?? DEFAULT_LISTED);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_EVENTS) {
    throw badRequest(`limit is a whole number from 1 to ${MAX_EVENTS}.`);
  }
  const page = { limit, maxCharacters: MAX_CHARACTERS, newest: true };
  const found = selection === null ? NOTHING : call.deps.events.find(selection, page);
  return sendJsonp(call, parameters, found.events.map(toAnswer));
}

function one({ request, reply, deps }: Call): unknown {
  const { id } = request.params as { id: string };
  const event = /^\d{1,15}$/.test(id) ? deps.events.byId(Number(id)) : null;
  if (event === null) {
    throw new HttpError(404, 'not-found', `There is no event "${id.slice(0, 50)}".`, {
      hint: 'GET /events/ lists the newest.',
    });
  }
  return sendJson(reply, toAnswer(event), graphiteParameters(request).flag('pretty'));
}

function add({ request, deps }: Call): unknown {
  const { when, ...event } = eventRequest.parse(request.body);
  const seconds = when ?? Math.floor(deps.now());
  const oldest = deps.events.oldest();
  if (seconds < oldest) {
    throw badRequest(`"when" is ${seconds}, and events are kept from ${oldest} on.`, {
      hint: 'The setting events.retention says for how long.',
    });
  }
  return toAnswer(deps.events.add({ ...event, when: seconds }));
}

/** Null for tags that are written and empty: nothing has them, as in graphite-web. @throws TimeError */
function readSelection(parameters: GraphiteParameters, now: number): EventSelection | null {
  const tz = parameters.last('tz');
  const options = { nowSeconds: Math.floor(now), ...(tz === undefined ? {} : { tz }) };
  const time = (name: string, otherwise: number) => {
    const written = parameters.last(name);
    return written === undefined ? otherwise : parseTime(written, options);
  };
  const from = time('from', 0);
  const until = time('until', options.nowSeconds);
  const tags = tagsIn(parameters.all('tags'));
  if (parameters.has('tags') && tags.length === 0) return null;
  return { from, until, tags, anyTag: parameters.last('set') === 'union' };
}

const NOTHING = { events: [], truncated: false };

function toAnswer({ id, when, what, tags, data }: EventRow): EventAnswer {
  return { when, what, data, tags, id };
}
