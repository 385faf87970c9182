/**
 * The settings of an override: Grafana lists them as properties with ids such as `custom.lineWidth`. In the bare form they
 * are one object, as the settings of a panel are; their order says nothing and is not kept.
 */
import { isObject, type JsonObject, objectsOf, put } from './json.ts';

/** Of a list of properties, or of what is an object already. */
export function settingsOf(properties: unknown): JsonObject {
  const settings: JsonObject = {};
  for (const { id, value } of isObject(properties) ? propertiesOf(properties) : objectsOf(properties)) {
    // Null takes a setting back.
    if (typeof id === 'string' && id !== '' && !id.includes('__proto__'))
      put(settings, id.split('.'), value ?? null);
  }
  return settings;
}

export function propertiesOf(settings: JsonObject): JsonObject[] {
  return Object.entries(settings).flatMap(([id, value]) =>
    id === 'custom' && isObject(value)
      ? Object.entries(value).map(([name, inner]) => ({ id: `custom.${name}`, value: inner }))
      : [{ id, value }],
  );
}
