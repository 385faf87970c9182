/** To 30: mappings had numbers for their kinds, and one value each. */
import { isObject, type JsonObject, numberOf, objectOr, objectsOf } from '../json.ts';

export function mappings(panel: JsonObject): void {
  const config = objectOr(panel['fieldConfig']);
  const defaults = objectOr(config['defaults']);
  if (Array.isArray(defaults['mappings'])) defaults['mappings'] = modernMappings(defaults['mappings']);
  for (const override of objectsOf(config['overrides'])) {
    for (const property of objectsOf(override['properties'])) {
      if (property['id'] === 'mappings' && Array.isArray(property['value'])) {
        property['value'] = modernMappings(property['value']);
      }
    }
  }
}

/** Kinds by number: 1 is a value, 2 a range. */
export function modernMappings(list: readonly unknown[]): JsonObject[] {
  return list.filter(isObject).map((mapping, index) => {
    if (typeof mapping['type'] === 'string') return mapping;
    const { text, value, from, to, type, color } = mapping;
    const result = {
      text: text ?? '',
      index,
      ...(typeof color === 'string' && { color }),
    };
    if (type === 2 || (type === undefined && from !== undefined)) {
      const [least, most] = [numberOf(from), numberOf(to)];
      return { type: 'range', options: { from: least ?? null, to: most ?? null, result } };
    }
    if (value === 'null' || value === null) return { type: 'special', options: { match: 'null', result } };
    return { type: 'value', options: { [String(value)]: result } };
  });
}
