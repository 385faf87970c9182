/** To 36: data sources were named by texts; now they say their kind as well. */
import { pluginOf } from '../datasource.ts';
import { at, entryOf, isObject, type JsonObject, objectsOf } from '../json.ts';

/** Names that stand for no data source of their own. */
const BUILT_IN: Readonly<Record<string, JsonObject>> = {
  '-- Mixed --': { type: 'datasource', uid: '-- Mixed --' },
  '-- Dashboard --': { type: 'datasource', uid: '-- Dashboard --' },
  '-- Grafana --': { type: 'grafana', uid: '-- Grafana --' },
};

export function namedDatasources(dashboard: JsonObject): void {
  const panels = objectsOf(dashboard['panels']).flatMap((panel) => [panel, ...objectsOf(panel['panels'])]);
  for (const panel of panels) {
    // A heading asks for nothing.
    if (panel['type'] === 'row') delete panel['datasource'];
    const targets = objectsOf(panel['targets']);
    refer(panel, dashboard, targets.every(asksGraphite));
    for (const target of targets) refer(target, dashboard, asksGraphite(target));
  }
  for (const variable of objectsOf(at(dashboard, ['templating', 'list']))) {
    if (variable['type'] === 'query') refer(variable, dashboard, typeof variable['query'] === 'string');
  }
  for (const annotation of objectsOf(at(dashboard, ['annotations', 'list'])))
    refer(annotation, dashboard, true);
}

function asksGraphite(target: JsonObject): boolean {
  return (
    typeof target['target'] === 'string' ||
    Object.keys(target).every((name) => ['refId', 'hide', 'datasource'].includes(name))
  );
}

/** Of a name alone nobody knows what it is; what is asked of it shows whether it can be Graphite. */
function refer(holder: JsonObject, dashboard: JsonObject, canBeGraphite: boolean): void {
  const { datasource } = holder;
  if (isObject(datasource)) return;
  if (typeof datasource !== 'string' || datasource === '' || datasource === 'default') {
    delete holder['datasource'];
    return;
  }
  const plugin = pluginOf(datasource, dashboard);
  const isUnknown = plugin === 'graphite' && !canBeGraphite;
  holder['datasource'] = entryOf(BUILT_IN, datasource) ?? {
    ...(!isUnknown && { type: plugin }),
    uid: datasource,
  };
}
