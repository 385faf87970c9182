/** How two states of a dashboard are laid beside each other: which entry of a list is which entry of the other's. */
import { isDeepStrictEqual } from 'node:util';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const equal = isDeepStrictEqual;

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** What tells an entry of the list apart from all others. Lists that are not named here are compared as a whole. */
const IDENTITIES: Readonly<Record<string, (entry: JsonObject) => string>> = {
  rows: ({ id }) => text(id),
  panels: ({ id }) => text(id),
  targets: ({ refId }) => text(refId),
  variables: ({ name }) => text(name),
  annotations: ({ name }) => text(name),
  links: ({ title, url, tags }) => text([title, url, tags]),
  overrides: ({ match }) => text(match),
  transformations: ({ kind }) => text(kind),
  mappings: ({ kind, value, from, to, pattern, match }) => text([kind, value, from, to, pattern, match]),
};

/** Members whose insides are somebody else's, or belong to one another: they are compared as a whole. */
const WHOLE = new Set(['grafana', 'grid', 'match', 'repeat', 'thresholds']);

/** Whether a member is compared as one value rather than by what is in it. */
export function isWhole(name: string): boolean {
  return WHOLE.has(name);
}

/**
 * A key for each entry of the list `name`; null for lists that are compared as a whole. Keys are unique: a repeated one is numbered.
 */
export function keysOf(name: string, list: readonly unknown[]): string[] | null {
  const identity = name === 'tags' ? null : IDENTITIES[name];
  if (name === 'tags' ? !list.every((tag) => typeof tag === 'string') : identity === undefined) return null;
  if (identity !== null && !list.every(isObject)) return null;
  const counts = new Map<string, number>();
  return list.map((entry) => {
    const key = identity == null ? String(entry) : identity(entry as JsonObject);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}
