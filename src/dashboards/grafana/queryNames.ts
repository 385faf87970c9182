/** Names of queries: ours are one or two capital letters, Grafana's can be any text. */
import type { ReadContext } from './context.ts';
import { isObject, type JsonObject, objectOr } from './json.ts';
import { isGraphite } from './targets.ts';

/** The name in the series of A, B … Z, AA …; `place` counts from 0. */
export function refIdAt(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : refIdAt(Math.floor(place / 26) - 1) + last;
}

/** Grafana's own names where they fit and are nobody else's, otherwise the next that is free. */
export function namesOfQueries(names: readonly unknown[]): string[] {
  const fits = (name: unknown): name is string => typeof name === 'string' && /^[A-Z]{1,2}$/.test(name);
  const taken = new Set<string>();
  const own = names.map((name) => {
    if (!fits(name) || taken.has(name)) return null;
    taken.add(name);
    return name;
  });
  let place = 0;
  return own.map((name) => {
    if (name !== null) return name;
    while (taken.has(refIdAt(place))) place++;
    taken.add(refIdAt(place));
    return refIdAt(place);
  });
}

/** The panel with names that ours can have, in its queries of Graphite and in the overrides that name them. */
export function withOurNames(panel: JsonObject, { remarks, where, write }: ReadContext): JsonObject {
  const { targets, fieldConfig } = panel;
  if (!Array.isArray(targets)) return panel;
  const isOurs = (query: unknown): query is JsonObject =>
    isObject(query) && isGraphite(query, panel['datasource'], write.datasource);
  const given = targets.filter(isOurs).map(({ refId }) => refId);
  const names = namesOfQueries(given);
  if (names.every((name, i) => name === given[i])) return panel;
  const renamed = new Map<unknown, string>();
  names.forEach((name, i) => {
    const before = given[i];
    if (before === name || renamed.has(before)) return;
    // Of two with one name the first keeps it, and is what is meant by it.
    if (!names.includes(String(before))) renamed.set(before, name);
    if (before !== undefined)
      remarks.add('changed', where, `The query "${String(before)}" is called ${name} here.`);
  });
  let place = 0;
  return {
    ...panel,
    targets: targets.map((query) => (isOurs(query) ? { ...query, refId: names[place++] } : query)),
    ...(isObject(fieldConfig) && { fieldConfig: withNamesInOverrides(fieldConfig, renamed) }),
  };
}

function withNamesInOverrides(config: JsonObject, renamed: ReadonlyMap<unknown, string>): JsonObject {
  if (!Array.isArray(config['overrides'])) return config;
  const overrides = config['overrides'].map((override) => {
    const matcher = objectOr(objectOr(override)['matcher']);
    const name = matcher['id'] === 'byFrameRefID' ? renamed.get(matcher['options']) : undefined;
    return name === undefined ? override : { ...override, matcher: { ...matcher, options: name } };
  });
  return { ...config, overrides };
}
