/** Values that a zod schema takes, for laws that hold for all of them. Knows what the schemas of `src/schema` are made of. */
import fc from 'fast-check';
import type { z } from 'zod';

type Def = Readonly<Record<string, unknown>> & { readonly type: string };
type Check = Readonly<Record<string, unknown>>;

const defOf = (schema: unknown): Def => (schema as z.ZodType)._zod.def as unknown as Def;

export interface ArbitraryOptions {
  /** Entries of a list, at most. */
  readonly longest?: number;
}

export function arbitraryOf<Schema extends z.ZodType>(
  schema: Schema,
  { longest = 3 }: ArbitraryOptions = {},
): fc.Arbitrary<z.infer<Schema>> {
  return arbitrary(schema) as fc.Arbitrary<z.infer<Schema>>;

  function arbitrary(part: unknown): fc.Arbitrary<unknown> {
    const def = defOf(part);
    switch (def.type) {
      case 'object':
        return objects(def['shape'] as Record<string, unknown>);
      case 'array': {
        const { low, high } = limits(def);
        const maxLength = Math.min(high, Math.max(low, longest));
        return fc.array(arbitrary(def['element']), { minLength: low, maxLength });
      }
      case 'union':
        return fc.oneof(...(def['options'] as unknown[]).map(arbitrary));
      case 'optional':
      case 'default':
        return arbitrary(def['innerType']);
      case 'nullable':
        return fc.option(arbitrary(def['innerType']), { nil: null });
      case 'literal':
        return fc.constantFrom(...(def['values'] as unknown[]));
      case 'enum':
        return fc.constantFrom(...Object.values(def['entries'] as Record<string, unknown>));
      case 'boolean':
        return fc.boolean();
      case 'number':
        return numbers(def);
      case 'string':
        return texts(def);
      case 'record':
        return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), arbitrary(def['valueType']), {
          maxKeys: 3,
          noNullPrototype: true,
        });
      case 'unknown':
        return fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
      default:
        throw new Error(`arbitraryOf knows no ${def.type}`);
    }
  }

  function objects(shape: Record<string, unknown>): fc.Arbitrary<unknown> {
    const members = Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, arbitrary(part)]));
    const requiredKeys = Object.keys(shape).filter(
      (name) => !['optional', 'default'].includes(defOf(shape[name]).type),
    );
    return fc.record(members, { requiredKeys, noNullPrototype: true });
  }
}

function checksOf(def: Def): Check[] {
  const own = def['check'] === undefined ? [] : [def as Check];
  return [
    ...own,
    ...((def['checks'] as { _zod: { def: Check } }[] | undefined) ?? []).map(({ _zod }) => _zod.def),
  ];
}

function limits(def: Def): { low: number; high: number } {
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (const { check, minimum, maximum } of checksOf(def)) {
    if (check === 'min_length') low = Number(minimum);
    if (check === 'max_length') high = Number(maximum);
  }
  return { low, high };
}

function numbers(def: Def): fc.Arbitrary<number> {
  const checks = checksOf(def);
  const bound = (kind: string) => checks.find(({ check }) => check === kind);
  const [least, most] = [bound('greater_than'), bound('less_than')];
  const isWhole = checks.some(({ check, format }) => check === 'number_format' && format === 'safeint');
  if (isWhole) {
    const min = least === undefined ? -1000 : Number(least['value']);
    const max = most === undefined ? min + 100_000 : Number(most['value']);
    return fc.integer({ min, max });
  }
  return (
    fc
      .double({
        min: least === undefined ? -1e12 : Number(least['value']),
        max: most === undefined ? 1e12 : Number(most['value']),
        minExcluded: least?.['inclusive'] === false,
        noNaN: true,
        noDefaultInfinity: true,
      })
      // JSON has no negative zero.
      .map((value) => value + 0)
  );
}

function texts(def: Def): fc.Arbitrary<string> {
  const pattern = checksOf(def).find(({ format }) => format === 'regex')?.['pattern'];
  if (pattern instanceof RegExp) return fc.stringMatching(pattern);
  const { low, high } = limits(def);
  const word = fc.string({ unit: 'grapheme', minLength: low, maxLength: Math.min(high, low + 8) });
  return low === 0 ? word : word.filter((text) => text.trim().length >= low).map((text) => text.trim());
}
