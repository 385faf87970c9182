/** Finds the annotations of a range among the events. */
import type { Identity } from '../accounts/identity.ts';
import { roleAtLeast } from '../accounts/roles.ts';
import type { EventRow, EventsTable } from '../metadata/events.ts';
import type { Annotation } from '../schema/dashboards.ts';
import type { TimeRange } from './timeRange.ts';

export const MAX_ANNOTATIONS = 5000;
const MAX_CHARACTERS = 5_000_000;

export interface AnnotationSearch {
  readonly range: TimeRange;
  /** All of them; with `any` one is enough. */
  readonly tags: readonly string[];
  readonly any: boolean;
  /** Uid of the dashboard that they were made on. */
  readonly dashboard: string | undefined;
}

/** The newest `limit` of the range in the order of time, behind those that began before it and reach into it. */
export function findAnnotations(
  events: EventsTable,
  { range: { from, until }, tags, any, dashboard }: AnnotationSearch,
  limit: number,
): { readonly annotations: readonly EventRow[]; readonly truncated: boolean } {
  const found = events.find(
    { from, until, tags, anyTag: any, dashboard },
    { limit, maxCharacters: MAX_CHARACTERS, newest: true },
  );
  const wanted = (event: EventRow): boolean =>
    (dashboard === undefined || event.dashboard === dashboard) &&
    (tags.length === 0 || tags[any ? 'some' : 'every']((tag) => event.tags.includes(tag)));
  const earlier = events.reaching(from, MAX_ANNOTATIONS).filter(wanted);
  return { annotations: [...earlier, ...found.events], truncated: found.truncated };
}

export function toAnnotation(event: EventRow, { role }: Pick<Identity, 'role'>): Annotation {
  return {
    id: event.id,
    time: event.when,
    timeEnd: event.end ?? null,
    title: event.what,
    text: event.data,
    tags: [...event.tags],
    dashboard: event.dashboard ?? null,
    panel: event.panel ?? null,
    createdBy: event.author ?? null,
    editable: roleAtLeast(role, 'editor'),
  };
}
