/** To 38: the way a table's cells are displayed got options. */
import { at, entryOf, isObject, type JsonObject, objectOr, objectsOf } from '../json.ts';

const CELLS: Readonly<Record<string, JsonObject>> = {
  auto: { type: 'auto' },
  'color-text': { type: 'color-text' },
  'color-background': { type: 'color-background', mode: 'gradient' },
  'color-background-solid': { type: 'color-background', mode: 'basic' },
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
  basic: { type: 'gauge', mode: 'basic' },
  'json-view': { type: 'json-view' },
  image: { type: 'image' },
};

export function cellOptions(panel: JsonObject): void {
  if (panel['type'] !== 'table') return;
  const custom = at(panel, ['fieldConfig', 'defaults', 'custom']);
  if (isObject(custom) && typeof custom['displayMode'] === 'string') {
    custom['cellOptions'] ??= optionsOf(custom['displayMode']);
    delete custom['displayMode'];
  }
  for (const override of objectsOf(objectOr(panel['fieldConfig'])['overrides'])) {
    for (const property of objectsOf(override['properties'])) {
      if (property['id'] !== 'custom.displayMode') continue;
      property['id'] = 'custom.cellOptions';
      property['value'] = optionsOf(property['value']);
    }
  }
}

function optionsOf(displayMode: unknown): JsonObject {
  return entryOf(CELLS, displayMode) ?? { type: displayMode };
}
