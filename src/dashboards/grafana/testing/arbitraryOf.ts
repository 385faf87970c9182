// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
/** Values that a schema allows, read off the schema itself, so that no member is forgotten. */
import fc from 'fast-check';
import { z } from 'zod';
import { cleanCopy } from '../json.ts';

interface Hints {
  /** Texts that are drawn for members of a name, besides others. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** What is drawn for members of a name, instead of what the schema allows. */
  readonly members: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

/** Lists are short: what three items do, three hundred do as well. */
const LONGEST_LIST = 3;

export function arbitraryOf(schema: z.ZodType, hints: Hints, name = ''): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return arbitraryOf(schema.unwrap() as z.ZodType, hints, name);
  if (schema instanceof z.ZodNullable) {
    return fc.option(arbitraryOf(schema.unwrap() as z.ZodType, hints, name), { nil: null });
  }
  if (schema instanceof z.ZodObject) return objectOf(schema, hints);
  if (schema instanceof z.ZodArray) {
    const item = arbitraryOf(schema.element as z.ZodType, hints, name);
    const lists = fc.array(item, { maxLength: LONGEST_LIST });
    return lists.filter((list) => schema.safeParse(list).success);
  }
  if (schema instanceof z.ZodUnion) {
    return fc.oneof(...schema.options.map((option) => arbitraryOf(option as z.ZodType, hints, name)));
  }
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...(schema.options as unknown[]));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodString) return textOf(schema, hints.words[name] ?? []);
  if (schema instanceof z.ZodRecord)
    return fc
      .dictionary(optionName, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
      .map((value) => cleanCopy(value));
  throw new Error(`no values are known for ${name}: ${schema.constructor.name}`);
}

/** Names of options of transformations, which the format leaves open. */
const optionName = fc.constantFrom(
  'mode',
  'calcs',
  'field',
  'by',
  'pattern',
  'names',
  'count',
  'conditions',
  'fields',
  'x',
);

function objectOf(schema: z.ZodObject, hints: Hints): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(schema.shape).map(([name, member]) => [
      name,
      hints.members[name] ?? arbitraryOf(member as z.ZodType, hints, name),
    ]),
  );
  const requiredKeys = Object.entries(schema.shape)
    .filter(([, member]) => !(member instanceof z.ZodOptional))
    .map(([name]) => name);
  return fc.record<Record<string, unknown>>(members, { requiredKeys });
}

function numberOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = Math.max(schema.minValue ?? -1000, -1000);
  const max = Math.min(schema.maxValue ?? 1000, 1000);
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  const numbers = schema.isInt ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
  // -0 is not JSON's; a least value may be one that must be exceeded.
  return numbers.map((value) => value + 0).filter((value) => schema.safeParse(value).success);
}

function textOf(schema: z.ZodString, known: readonly string[]): fc.Arbitrary<string> {
  const free = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'A',
      'B',
      'web01',
      '$host',
      '${host}',
      '/x/',
      'x.*',
      'a,b',
      '__proto__',
      '$changed',
    ),
    fc.string({ maxLength: 6 }),
  );
  const fitting = free.filter((text) => schema.safeParse(text).success && schema.parse(text) === text);
  const ids = fc
    .constantFrom('a', 'A', 'p-1', '1', '2', '17', 'AB')
    .filter((text) => schema.safeParse(text).success);
  const isId = schema.safeParse('A').success && !schema.safeParse('').success;
  const choices = known.filter((text) => schema.safeParse(text).success);
  return fc.oneof(isId ? ids : fitting, ...(choices.length > 0 ? [fc.constantFrom(...choices)] : []));
}
