/** Variables of old files. */
import { at, type JsonObject, objectsOf } from '../json.ts';

function variablesOf(dashboard: JsonObject): JsonObject[] {
  return objectsOf(at(dashboard, ['templating', 'list']));
}

/** Members that meant something to Grafana 2 and 3. */
const GONE = [
  'allFormat',
  'multiFormat',
  'refresh_on_load',
  'tagValuesQuery',
  'tagsQuery',
  'tags',
  'useTags',
  'hideVariable',
  'hideLabel',
];

/** To 12: `refresh` was a switch, and what is hidden were two. */
export function oldVariables(dashboard: JsonObject): void {
  for (const variable of variablesOf(dashboard)) {
    if (typeof variable['refresh'] === 'boolean') variable['refresh'] = variable['refresh'] ? 1 : 0;
    if (variable['hideVariable'] === true) variable['hide'] = 2;
    else if (variable['hideLabel'] === true) variable['hide'] = 1;
    for (const name of GONE) delete variable[name];
  }
}

/** To 27: a constant that could be seen could be changed as well, so it is a text box. */
export function visibleConstants(dashboard: JsonObject): void {
  for (const variable of variablesOf(dashboard)) {
    // Choices are worked out when a dashboard is loaded, whatever old files said of it.
    if (variable['type'] === 'query') {
      variable['refresh'] ||= 1;
      for (const name of GONE) delete variable[name];
    }
    if (variable['type'] !== 'constant') continue;
    if (variable['hide'] === 2) continue;
    variable['type'] = 'textbox';
    delete variable['current'];
  }
}
