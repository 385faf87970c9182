/** Which data source a file means where it says nothing: the Graphite that most of it names. */
import { ASKED_FOR_DATASOURCE } from './context.ts';
import { at, isObject, type JsonObject, objectsOf, textOr } from './json.ts';

/** What a name in `datasource` can be that stands for no single data source. */
const NOT_ONE = /^-- .* --$/;

export function usualDatasource(dashboard: JsonObject): unknown {
  const counts = new Map<string, number>();
  for (const datasource of namedDatasources(dashboard)) {
    if (!isGraphiteSource(datasource, dashboard)) continue;
    const key = JSON.stringify(datasource);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? ASKED_FOR_DATASOURCE : JSON.parse(most[0]);
}

function namedDatasources(dashboard: JsonObject): unknown[] {
  const panels = objectsOf(dashboard['panels']).flatMap((panel) => [panel, ...objectsOf(panel['panels'])]);
  return [
    ...panels,
    ...panels.flatMap((panel) => objectsOf(panel['targets'])),
    ...objectsOf(at(dashboard, ['templating', 'list'])).filter(({ type }) => type === 'query'),
  ].flatMap(({ datasource }) => (datasource === undefined || datasource === null ? [] : [datasource]));
}

function isGraphiteSource(datasource: unknown, dashboard: JsonObject): boolean {
  if (isObject(datasource)) {
    return datasource['type'] === 'graphite' && !NOT_ONE.test(textOr(datasource['uid'], ''));
  }
  return typeof datasource === 'string' && pluginOf(datasource, dashboard) === 'graphite';
}

/** The kind of data source that a name stands for: by `__inputs` for placeholders, otherwise Graphite's is assumed. */
export function pluginOf(name: string, dashboard: JsonObject): string | null {
  if (NOT_ONE.test(name) || name === '') return null;
  const input = /^\$\{(\w+)\}$/.exec(name)?.[1];
  const asked = objectsOf(dashboard['__inputs']).find((candidate) => candidate['name'] === input);
  return textOr(asked?.['pluginId'], 'graphite');
}
