/** To 21: links of panels say an address, and its words for series and values have their names of today. */
import { isObject, type JsonObject, objectOr, objectsOf } from '../json.ts';
import { modernLink, withTodaysNames } from '../links.ts';

export function links(dashboard: JsonObject): void {
  for (const panel of objectsOf(dashboard['panels'])) {
    if (Array.isArray(panel['links'])) panel['links'] = panel['links'].filter(isObject).map(modernLink);
    const settings = objectOr(objectOr(panel['fieldConfig'])['defaults']);
    const options = objectOr(panel['options']);
    for (const holder of [settings, options]) {
      const name = holder === options ? 'dataLinks' : 'links';
      for (const link of objectsOf(holder[name])) {
        if (typeof link['url'] === 'string') link['url'] = withTodaysNames(link['url']);
      }
    }
    links(panel);
  }
}
