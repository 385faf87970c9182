/** A world is what a query can find: series and events, given to both sides of a comparison. */
import type { EventAt } from '../../src/query/registry/defineFunction.ts';
import { createNaiveStore, type NaiveStore } from './naiveStore.ts';

export interface World {
  readonly series: readonly WorldSeries[];
  readonly events?: readonly WorldEvent[];
}

export interface WorldSeries {
  readonly name: string;
  /** Second of the first value, a multiple of `step`. */
  readonly start: number;
  readonly step: number;
  readonly values: readonly (number | null)[];
}

export interface WorldEvent {
  /** Seconds since 1970. */
  readonly when: number;
  readonly tags: readonly string[];
}

/** A store that holds the series of a world. */
export function storeOf({ series }: World, now: () => number): NaiveStore {
  const store = createNaiveStore(now);
  for (const { name, step, start, values } of series) {
    const points = values.flatMap((value, i) => (value === null ? [] : [[start + i * step, value] as const]));
    store.add(name, step, points);
  }
  return store;
}

/** Events with all of the tags. */
export function eventsOf({
  events = [],
}: World): (tags: readonly string[], from: number, until: number) => EventAt[] {
  return (tags, from, until) =>
    events
      .filter(({ when }) => when >= from && when <= until)
      .filter((event) => tags.every((tag) => event.tags.includes(tag)))
      .toSorted((a, b) => a.when - b.when);
}
