/** Items of lists that we have no like of, such as a query to another data source: kept with their places under `$items`. */
import { isObject, type JsonObject, objectOr, objectsOf } from './json.ts';

export interface SortedItems {
  readonly understood: readonly JsonObject[];
  /** As they are kept; empty when there are none. */
  readonly foreign: readonly { readonly at: number; readonly item: JsonObject }[];
}

export function sortItems(list: unknown, isOurs: (item: JsonObject) => boolean): SortedItems {
  const items = objectsOf(list);
  return {
    understood: items.filter(isOurs),
    foreign: items.flatMap((item, at) => (isOurs(item) ? [] : [{ at, item }])),
  };
}

/** The member of `grafana` for all lists of a piece; null when nothing is foreign. */
export function keptItems(lists: Readonly<Record<string, SortedItems>>): JsonObject | null {
  const kept = Object.entries(lists).flatMap(([name, { foreign }]) =>
    foreign.length === 0 ? [] : [[name, foreign] as const],
  );
  return kept.length === 0 ? null : { $items: Object.fromEntries(kept) };
}

/** The list with what was kept of it back at its places. */
export function withItems(list: readonly JsonObject[], kept: unknown, name: string): JsonObject[] {
  const result = [...list];
  for (const { at, item } of objectsOf(objectOr(objectOr(kept)['$items'])[name])) {
    if (!isObject(item)) continue;
    const place = typeof at === 'number' && at >= 0 ? Math.min(Math.floor(at), result.length) : result.length;
    result.splice(place, 0, structuredClone(item));
  }
  return result;
}
