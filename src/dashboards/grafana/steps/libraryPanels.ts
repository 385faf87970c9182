/** Library panels that a shared file brings along in `__elements`, put in where the dashboard names them. */
import { isObject, type JsonObject, objectOr, textOr } from '../json.ts';

export function inlineLibraryPanels(dashboard: JsonObject): void {
  const elements = dashboard['__elements'];
  const models = new Map<string, JsonObject>();
  const listed = Array.isArray(elements) ? elements : Object.values(objectOr(elements));
  for (const element of listed) {
    if (isObject(element) && isObject(element['model']))
      models.set(textOr(element['uid'], ''), element['model']);
  }
  if (models.size === 0) return;
  const inline = (holder: JsonObject) => {
    if (!Array.isArray(holder['panels'])) return;
    holder['panels'] = holder['panels'].map((panel) => {
      if (!isObject(panel)) return panel;
      inline(panel);
      const model = models.get(textOr(objectOr(panel['libraryPanel'])['uid'], ''));
      // The dashboard's own members are its id and its place.
      return model === undefined ? panel : { ...structuredClone(model), ...panel };
    });
  };
  inline(dashboard);
}
