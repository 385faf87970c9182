/** What of one file is missing in another: the other half of {@link essence}, which leaves out what says nothing. */
import { isObject, isSame, type JsonObject, objectsOf, textOr } from '../json.ts';

/** Members that export leaves out, or works out anew, wherever they are. */
const NEVER_BACK: readonly string[] = ['targetFull', 'refCount', 'iteration'];
/** Members that say what is meant without them. */
const SAYS_NOTHING: Readonly<Record<string, unknown>> = {
  hide: false,
  textEditor: false,
  disabled: false,
  repeatDirection: 'h',
  refresh: false,
};

/** Paths of members of `original` that `copy` does not have with the same value. */
export function missing(original: unknown, copy: unknown, path = ''): string[] {
  if (isNothing(original) || isSame(original, copy)) return [];
  if (Array.isArray(original)) {
    if (path.endsWith('.properties')) return missingProperties(original, copy, path);
    if (!Array.isArray(copy) || copy.length !== original.length) return [path];
    return original.flatMap((item, i) => missing(item, copy[i], `${path}[${i}]`));
  }
  if (!isObject(original)) return [path];
  const other = isObject(copy) ? copy : {};
  return Object.entries(original).flatMap(([name, value]) =>
    isWithoutMeaning(name, value, original) ? [] : missing(value, other[name], `${path}.${name}`),
  );
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isNothing);
}

function isWithoutMeaning(name: string, value: unknown, holder: JsonObject): boolean {
  if (NEVER_BACK.includes(name) || (Object.hasOwn(SAYS_NOTHING, name) && SAYS_NOTHING[name] === value))
    return true;
  // The choices of a variable, and its query once more.
  return (
    typeof holder['name'] === 'string' &&
    (name === 'options' || name === 'definition' || isCurrentOfText(name, value, holder))
  );
}

/** A text as it is, which the query says as well. */
function isCurrentOfText(name: string, value: unknown, holder: JsonObject): boolean {
  if (name !== 'current' || (holder['type'] !== 'textbox' && holder['type'] !== 'constant')) return false;
  return isObject(value) && value['value'] === textOr(holder['query'], '');
}

/** In any order. */
function missingProperties(original: readonly unknown[], copy: unknown, path: string): string[] {
  return objectsOf(original).flatMap(({ id, value }) => {
    const other = objectsOf(copy).find((property) => property['id'] === id);
    return other === undefined
      ? [`${path}(${String(id)})`]
      : missing(value, other['value'], `${path}(${String(id)})`);
  });
}
