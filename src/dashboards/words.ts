/** The parts and values of dashboards in the words of people. */
import type { JsonObject } from './identity.ts';

/** Longer ones are cut: the texts beside the list show all of it. */
const LONGEST = 300;

const MEMBERS: Readonly<Record<string, string>> = {
  uid: 'UID',
  refId: 'Letter',
  row: 'Row',
  grid: 'Place',
  y: 'Y',
  timeFrom: 'Time range',
  calc: 'Calculation',
  calcs: 'Calculations',
  softMin: 'Soft minimum',
  softMax: 'Soft maximum',
  min: 'Minimum',
  max: 'Maximum',
  noValue: 'Text without value',
  nulls: 'Gaps',
  url: 'Address',
  includeAll: 'Offers all',
  allValue: 'Value of all',
  maxDataPoints: 'Most points',
  match: 'Series',
  format: 'Format',
  grafana: 'Kept for Grafana',
};

/** Members that only hold others: they are not named. */
const TRANSPARENT = new Set(['field', 'options', 'set', 'reduce']);

/** `lineWidth` → `Line width`; null for one that goes without saying. */
export function memberWords(name: string): string | null {
  if (TRANSPARENT.has(name)) return null;
  const known = MEMBERS[name];
  if (known !== undefined) return known;
  const spaced = name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before, letter) => `${before} ${letter.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).replaceAll('-', ' ');
}

const quoted = (title: unknown, otherwise: unknown): string =>
  typeof title === 'string' && title !== '' ? `"${cut(title, 80)}"` : String(otherwise);

const ENTRIES: Readonly<Record<string, (entry: JsonObject) => string>> = {
  rows: ({ title, id }) => `Row ${quoted(title, id)}`,
  panels: ({ title, id, type }) => `Panel ${quoted(title, `${String(id)} (${String(type)})`)}`,
  targets: ({ refId }) => `Query ${String(refId)}`,
  variables: ({ name }) => `Variable ${String(name)}`,
  annotations: ({ name }) => `Annotations ${quoted(name, '')}`,
  links: ({ title, url }) => `Link ${quoted(title, url ?? '')}`,
  overrides: ({ match }) => `Override of ${matcherWords(match as JsonObject)}`,
  transformations: ({ kind }) => `Transformation ${String(kind)}`,
  mappings: (mapping) => `Mapping of ${mappingWords(mapping)}`,
};

/** An entry of a list, such as `Panel "CPU"`. */
export function entryWords(list: string, entry: unknown): string {
  if (typeof entry === 'string') return `Tag ${entry}`;
  return ENTRIES[list]?.(entry as JsonObject) ?? list;
}

function matcherWords({ by, name, names, pattern, refId, type, calc, is, value }: JsonObject): string {
  switch (by) {
    case 'name':
      return quoted(name, '');
    case 'names':
      return cut((names as string[]).join(', '), 80);
    case 'regex':
      return `/${cut(String(pattern), 80)}/`;
    case 'query':
      return `query ${String(refId)}`;
    case 'type':
      return `${String(type)} fields`;
    default:
      return `${String(calc)} ${String(is)} ${String(value ?? '')}`.trim();
  }
}

function mappingWords({ kind, value, from, to, pattern, match }: JsonObject): string {
  switch (kind) {
    case 'value':
      return quoted(value, '');
    case 'range':
      return `${String(from ?? '')}…${String(to ?? '')}`;
    case 'regex':
      return `/${cut(String(pattern), 80)}/`;
    default:
      return String(match);
  }
}

/** Null for what is not there. `name` is the member's or the list's. */
export function valueWords(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return cut(value, LONGEST);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'object' || value === null) return String(value);
  if (name === 'grid') {
    const { x, y, w, h } = value as JsonObject;
    return `${String(w)} × ${String(h)} at ${String(x)}, ${String(y)}`;
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
    return cut(value.join(', '), LONGEST);
  }
  return cut(JSON.stringify(value), LONGEST);
}

/** What an entry of a list is, where it was added or removed: for a panel its type, for a query its target. */
export function entrySummary(list: string, entry: unknown): string {
  if (!(list in SUMMARIES)) return valueWords(list, entry) ?? '';
  return cut(String(SUMMARIES[list]!(entry as JsonObject) ?? ''), LONGEST);
}

const SUMMARIES: Readonly<Record<string, (entry: JsonObject) => unknown>> = {
  panels: ({ type }) => type,
  rows: ({ title }) => title,
  targets: ({ target }) => target,
  variables: ({ type, query, options, value }) =>
    [type, query ?? options ?? value].filter((part) => part !== undefined).join(': '),
  annotations: ({ source, target, tags }) =>
    [source, target ?? (tags as string[] | undefined)?.join(', ')]
      .filter((part) => part !== undefined)
      .join(': '),
  links: ({ url, tags }) => url ?? (tags as string[] | undefined)?.join(', '),
};

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
