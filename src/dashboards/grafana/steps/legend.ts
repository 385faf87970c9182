/** To 37: a hidden legend was one of its ways to be displayed. */
import { at, isObject, type JsonObject } from '../json.ts';

export function legend(panel: JsonObject): void {
  const said = at(panel, ['options', 'legend']);
  if (!isObject(said) || typeof said['displayMode'] !== 'string') return;
  if (said['displayMode'] === 'hidden') {
    said['showLegend'] = false;
    said['displayMode'] = 'list';
  }
}
