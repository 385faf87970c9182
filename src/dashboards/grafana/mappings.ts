/**
 * What is shown instead of a value. Grafana puts single values into one object, by value, with their order as `index`;
 * ours is a list in the order of what is tried first.
 */
import { type ValueMapping, valueMapping } from '../../schema/dashboard.ts';
import { isObject, type JsonObject, numberOf, objectOr, objectsOf } from './json.ts';
import type { Words } from './members.ts';

export const mappings: Words = {
  read: (value) => (Array.isArray(value) ? readMappings(value) : undefined),
  write: (value) => writeMappings(value as readonly ValueMapping[]),
};

function readMappings(list: readonly unknown[]): ValueMapping[] | undefined {
  const read = objectsOf(list)
    .flatMap(readMapping)
    .map((mapping) => valueMapping.safeParse(mapping).data)
    .filter((mapping) => mapping !== undefined);
  return read.length === 0 || read.length > 500 ? undefined : read;
}

function readMapping(mapping: JsonObject): unknown[] {
  const options = objectOr(mapping['options']);
  const result = resultOf(options['result']);
  switch (mapping['type']) {
    case 'value':
      return Object.entries(options)
        .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
        .sort(
          ([nameA, a], [nameB, b]) =>
            // Of those with one place the order in the file says nothing.
            (numberOf(a['index']) ?? 0) - (numberOf(b['index']) ?? 0) || (nameA < nameB ? -1 : 1),
        )
        .map(([value, shown]) => ({ kind: 'value', value, ...resultOf(shown) }));
    case 'range': {
      const [from, to] = [numberOf(options['from']), numberOf(options['to'])];
      return [
        { kind: 'range', ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...result },
      ];
    }
    case 'regex':
      return [{ kind: 'regex', pattern: options['pattern'], ...result }];
    case 'special':
      return [{ kind: 'special', match: options['match'], ...result }];
    default:
      return [];
  }
}

function resultOf(value: unknown): JsonObject {
  const { text, color } = objectOr(value);
  return { ...(typeof text === 'string' && { text }), ...(typeof color === 'string' && { color }) };
}

/** No name of a member that programs in JavaScript can keep. */
const UNSPEAKABLE = '__proto__';

function writeMappings(list: readonly ValueMapping[]): JsonObject[] {
  const result: { type: string; options: JsonObject }[] = [];
  list.forEach((mapping, index) => {
    const shown: JsonObject = { index, ...resultOf(mapping) };
    if (mapping.kind === 'value' && mapping.value !== UNSPEAKABLE) {
      const last = result.at(-1);
      if (last?.type === 'value' && !Object.hasOwn(last.options, mapping.value)) {
        last.options[mapping.value] = shown;
      } else result.push({ type: 'value', options: { [mapping.value]: shown } });
    } else if (mapping.kind === 'range') {
      const { from, to } = mapping;
      const ends = { ...(typeof from === 'number' && { from }), ...(typeof to === 'number' && { to }) };
      result.push({ type: 'range', options: { ...ends, result: shown } });
    } else if (mapping.kind === 'regex' || mapping.kind === 'value') {
      const pattern = mapping.kind === 'regex' ? mapping.pattern : `^${UNSPEAKABLE}$`;
      result.push({ type: 'regex', options: { pattern, result: shown } });
    } else {
      result.push({ type: 'special', options: { match: mapping.match, result: shown } });
    }
  });
  return result;
}
