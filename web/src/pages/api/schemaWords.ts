/** What a schema allows, in words. */
import { type ApiDocument, type ApiSchema, nameOfReference, resolveSchema } from './document.ts';

/** Deeper than this an example is cut: schemas may refer to themselves. */
const deepest = 5;

/** Such as `text`, `whole number`, `list of Folder`, `"asc" or "desc"`, `text or null`. */
export function typeWords(document: ApiDocument, schema: ApiSchema): string {
  if (typeof schema === 'boolean') return schema ? 'anything' : 'nothing';
  if (schema.$ref !== undefined) {
    const whole = resolveSchema(document, schema);
    // What is a plain value says more than its name.
    return isPlain(whole) ? typeWords(document, whole) : nameOfReference(schema.$ref);
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return oneOf(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return oneOf(choices.map((choice) => typeWords(document, choice)));
  if (schema.allOf) return schema.allOf.map((part) => typeWords(document, part)).join(' and ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return schema.properties ? 'object' : 'anything';
  return oneOf(types.map((type) => wordOfType(document, schema, type)));
}

function isPlain({ enum: values, const: value, type }: Exclude<ApiSchema, boolean>): boolean {
  if (values !== undefined || value !== undefined) return true;
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.length > 0 && !types.includes('object') && !types.includes('array');
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
};

function wordOfType(document: ApiDocument, schema: Exclude<ApiSchema, boolean>, type: string): string {
  if (type === 'array')
    return schema.items === undefined ? 'list' : `list of ${typeWords(document, schema.items)}`;
  if (type !== 'object') return words[type] ?? type;
  const { properties, additionalProperties } = schema;
  if (properties || typeof additionalProperties !== 'object') return 'object';
  return `map of ${typeWords(document, additionalProperties)}`;
}

const mostChoices = 12;

function oneOf(texts: readonly string[]): string {
  const each = [...new Set(texts)];
  if (each.length <= 1) return each[0] ?? 'anything';
  const shown = each.slice(0, mostChoices);
  const more = each.length - shown.length;
  if (more > 0) return `${shown.join(', ')} or ${more} more`;
  return `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}

/** Limits of a value, such as `1 to 100`, `at most 200 characters`, `default "now"`. */
export function limitWords(schema: ApiSchema): string[] {
  if (typeof schema === 'boolean') return [];
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  return [
    range(minimum, maximum, ''),
    exclusiveMinimum === undefined ? '' : `over ${exclusiveMinimum}`,
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' entries'),
    pattern === undefined ? '' : `matches ${pattern}`,
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined)
    return least === most ? `${least}${unit}` : `${least} to ${most}${unit}`;
  if (least !== undefined) return `at least ${least}${unit}`;
  return most === undefined ? '' : `at most ${most}${unit}`;
}

/** A value of the shape, as short as it may be: what is needed, and the first of what there is a choice of. */
export function exampleOf(document: ApiDocument, schema: ApiSchema, depth = 0): unknown {
  const whole = resolveSchema(document, schema);
  if (whole.default !== undefined) return whole.default;
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  const choice = (whole.anyOf ?? whole.oneOf ?? whole.allOf)?.[0];
  if (choice !== undefined) return exampleOf(document, choice, depth);
  const type = typeof whole.type === 'string' ? whole.type : whole.type?.[0];
  if (type === 'object' || whole.properties) {
    if (depth >= deepest) return {};
    return Object.fromEntries(
      (whole.required ?? []).map((name) => [
        name,
        exampleOf(document, whole.properties?.[name] ?? true, depth + 1),
      ]),
    );
  }
  if (type === 'array')
    return (whole.minItems ?? 0) > 0 && whole.items !== undefined && depth < deepest
      ? [exampleOf(document, whole.items, depth + 1)]
      : [];
  if (type === 'integer' || type === 'number') return whole.minimum ?? whole.exclusiveMinimum ?? 0;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return 'text';
}
