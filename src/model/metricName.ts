/**
 * Names of series: dot-separated path, optionally followed by tags (`disk.used;host=a;mount=root`).
 * Tags are kept sorted by key, so that one set of tags is one series; this is graphite's own canonical form.
 */
export interface ParsedName {
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Splits a canonical name into its path and tags. A name without tags has an empty record. */
export function parseMetricName(name: string): ParsedName {
  const first = name.indexOf(';');
  if (first < 0) return { path: name, tags: {} };
  const tags: Record<string, string> = {};
  for (const pair of name.slice(first + 1).split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0) tags[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return { path: name.slice(0, first), tags };
}

/** The tags that graphite-web reports for a series: its own tags plus `name`, the path. */
export function seriesTags(name: string): Record<string, string> {
  const { path, tags } = parseMetricName(name);
  return { ...tags, name: path };
}
