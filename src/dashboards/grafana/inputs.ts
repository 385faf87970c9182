/** Values that a shared file asks for: `__inputs`, and the placeholders `${NAME}` that stand for them. */
import { cleanCopy, isObject, type JsonObject, objectsOf, textOr } from './json.ts';

export interface Input {
  readonly name: string;
  readonly label: string;
  /** `datasource` or `constant`. */
  readonly kind: string;
  /** What is put in when nothing else is given. */
  readonly value: string | null;
}

export function inputsOf(dashboard: JsonObject): Input[] {
  return objectsOf(dashboard['__inputs'])
    .filter(({ name }) => typeof name === 'string')
    .map(({ name, label, type, value }) => ({
      name: String(name),
      label: textOr(label, String(name)),
      kind: textOr(type, 'constant'),
      value: typeof value === 'string' ? value : null,
    }));
}

/** The file with the values of its constants put in; data sources keep their placeholders. */
export function withConstants(dashboard: JsonObject, given: Readonly<Record<string, string>>): JsonObject {
  const constants = new Map<string, string>();
  for (const { name, kind, value } of inputsOf(dashboard)) {
    if (kind !== 'constant') continue;
    const chosen = Object.hasOwn(given, name) ? given[name]! : value;
    if (chosen !== null) constants.set(name, chosen);
  }
  if (constants.size === 0) return dashboard;
  const { __inputs: inputs, ...rest } = dashboard;
  const filled = replaced(rest, (text) =>
    text.replace(/\$\{(\w+)\}/g, (all, name: string) => constants.get(name) ?? all),
  ) as JsonObject;
  const left = objectsOf(inputs).filter(({ name }) => !constants.has(String(name)));
  return left.length === 0 ? filled : { ...filled, __inputs: cleanCopy(left) };
}

function replaced(value: unknown, put: (text: string) => string): unknown {
  if (typeof value === 'string') return put(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, put));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, put)]));
}
