/** Annotations: Graphite's events with an end, a place and an author. */

import type { EventRow } from '../../../metadata/events.ts';
import {
  type Annotation,
  type AnnotationsAnswer,
  annotation,
  annotationsAnswer,
  writeAnnotation,
} from '../../../schema/dashboards.ts';
import { authorOf } from '../../authorOf.ts';
import { rangeWords } from '../../commonParameters.ts';
import { findAnnotations, MAX_ANNOTATIONS, toAnnotation } from '../../findAnnotations.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { readTimeRange } from '../../timeRange.ts';

export const annotations: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/annotations',
    role: 'viewer',
    about: {
      ...{
        group: 'Annotations',
        summary: 'Annotations of a range, the oldest first',
        answer: annotationsAnswer,
      },
      description: 'Those that began earlier and reach into the range are among them.',
      query: {
        ...rangeWords,
        tag: 'With this tag; repeated, with all of them',
        any: '1: one of the tags is enough',
        dashboard: 'Made on the dashboard of this uid',
        limit: `The newest so many; 1000 when missing, ${MAX_ANNOTATIONS} at most`,
      },
    },
    handle: list,
  },
  {
    method: 'POST',
    path: '/api/annotations',
    role: 'editor',
    about: { group: 'Annotations', summary: 'Add an annotation', body: writeAnnotation, answer: annotation },
    handle: add,
  },
  {
    method: 'PUT',
    path: '/api/annotations/:id',
    role: 'editor',
    about: {
      group: 'Annotations',
      summary: 'Change an annotation',
      body: writeAnnotation,
      answer: annotation,
    },
    handle: change,
  },
  {
    method: 'DELETE',
    path: '/api/annotations/:id',
    role: 'editor',
    about: { group: 'Annotations', summary: 'Remove an annotation', answer: null },
    handle(call) {
      const id = idOf(call);
      if (!call.deps.events.remove(id)) throw missing(id);
      return call.reply.code(204).send();
    },
  },
];

/** The newest of the range that there is room for, in the order of time, and those that began before it and reach into it. */
function list(call: Call): AnnotationsAnswer {
  const parameters = graphiteParameters(call.request);
  const { from, until } = readTimeRange({
    from: parameters.last('from') ?? '-24h',
    until: parameters.last('until') ?? 'now',
    tz: parameters.last('tz'),
    nowSeconds: Math.floor(call.deps.now()),
  });
  const limit = Number(parameters.last('limit') ?? 1000);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_ANNOTATIONS)
    throw badRequest(`limit is a whole number from 1 to ${MAX_ANNOTATIONS}.`);
  const { annotations, truncated } = findAnnotations(
    call.deps.events,
    {
      range: { from, until },
      tags: parameters.all('tag').filter(Boolean),
      any: parameters.flag('any'),
      dashboard: parameters.last('dashboard'),
    },
    limit,
  );
  return { annotations: annotations.map((event) => toAnnotation(event, call.identity)), truncated };
}

function add(call: Call): Annotation {
  const event = readEvent(call);
  const author = authorOf(call.identity);
  return toAnnotation(
    call.deps.events.add({ ...event, ...(author === null ? {} : { author }) }),
    call.identity,
  );
}

function change(call: Call): Annotation {
  const id = idOf(call);
  const changed = call.deps.events.change(id, readEvent(call));
  if (changed === null) throw missing(id);
  return toAnnotation(changed, call.identity);
}

function readEvent({ request, deps }: Call): Omit<EventRow, 'id' | 'author'> {
  const {
    time,
    timeEnd,
    title,
    text = '',
    tags = [],
    dashboard,
    panel,
  } = writeAnnotation.parse(request.body);
  const when = Math.floor(time);
  const end = timeEnd == null ? null : Math.floor(timeEnd);
  const oldest = deps.events.oldest();
  if (when < oldest || when > LATEST) {
    throw badRequest(`"time" is ${when}; events are kept from ${oldest} on, in seconds since 1970.`, {
      hint: 'The setting events.retention says for how long.',
    });
  }
  if (end !== null && (end < when || end > LATEST)) throw badRequest('"timeEnd" lies before "time".');
  return {
    when,
    what: title,
    data: text,
    tags,
    ...(end === null || end === when ? {} : { end }),
    ...(dashboard == null ? {} : { dashboard }),
    ...(panel == null ? {} : { panel }),
  };
}

/** The end of the year 9999: milliseconds of any recent day are beyond it. */
const LATEST = 253_402_300_799;

function idOf({ request }: Call): number {
  const { id } = request.params as { id: string };
  if (!/^\d{1,15}$/.test(id)) throw missing(id);
  return Number(id);
}

function missing(id: string | number): HttpError {
  return new HttpError(404, 'not-found', `There is no annotation ${String(id).slice(0, 20)}.`, {
    hint: 'It may have been deleted already.',
  });
}
