/**
 * What of a file of Grafana's must come back: its bare form, which leaves out what index.ts names. Nothing may come back
 * besides it either.
 */
import { bareAnnotation, bareFrame, bareLink, barePanel, bareRow, bareVariable } from '../bare.ts';
import { ownNumbers } from '../context.ts';
import { usualDatasource } from '../datasource.ts';
import { at, cleanCopy, isObject, type JsonObject, objectsOf, without } from '../json.ts';

export function essence(file: unknown): JsonObject {
  const clean = cleanCopy(file);
  if (!isObject(clean)) throw new Error('no object');
  const context = ownNumbers(usualDatasource(clean));
  const bare = (panel: JsonObject): JsonObject =>
    panel['type'] === 'row'
      ? {
          ...bareRow(without(panel, 'panels')),
          panels: objectsOf(panel['panels']).map(bare),
        }
      : barePanel(panel, context);
  return {
    ...bareFrame(without(clean, 'panels', 'templating', 'annotations', 'links', '__inputs')),
    panels: objectsOf(clean['panels']).map(bare),
    variables: objectsOf(at(clean, ['templating', 'list'])).map((item) => bareVariable(item, context)),
    annotations: objectsOf(at(clean, ['annotations', 'list'])).map((item) => bareAnnotation(item, context)),
    links: objectsOf(clean['links']).map(bareLink),
  };
}
