/** The choices that a variable offers, asked of the store. */
import type { VariableValuesAnswer, VariableValuesRequest } from '../../schema/dashboards.ts';
import type { ActiveRange, MetricStore } from '../../storage/store.ts';
import { type Choice, choiceFilter } from './choiceFilter.ts';
import { readVariableQuery, type VariableQuery } from './variableQuery.ts';

/** Choices in one answer unless the caller wants another number; a list in a browser asks again as one types. */
const DEFAULT_LIMIT = 1000;
/** Names that are looked at for one variable. */
const MOST_NAMES = 200_000;

export type ValuesStore = Pick<
  MetricStore,
  'find' | 'tags' | 'tagValues' | 'completeTags' | 'completeTagValues'
>;

/**
 * Distinct choices, filtered, sorted and cut. @throws VariableQueryError for a query or an expression that can't be read, and what the
 * store throws for patterns that are too costly
 */
export async function variableValues(
  { query, regex = '', sort = 'none', search = '', limit = DEFAULT_LIMIT }: VariableValuesRequest,
  store: ValuesStore,
  active?: ActiveRange,
): Promise<VariableValuesAnswer> {
  const keep = choiceFilter(regex);
  const { names, truncated } = await namesOf(readVariableQuery(query), store, active);
  const choices = new Map<string, Choice>();
  for (const name of names) {
    const choice = keep(name);
    if (choice !== null && !choices.has(choice.value)) choices.set(choice.value, choice);
  }
  const wanted = search.toLowerCase();
  const found = [...choices.values()].filter(
    ({ text, value }) =>
      wanted === '' || text.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
  );
  const sorted = sortChoices(found, sort);
  return {
    options: sorted.slice(0, limit),
    truncated: truncated || sorted.length > limit,
    total: sorted.length,
  };
}

async function namesOf(
  query: VariableQuery,
  store: ValuesStore,
  active: ActiveRange | undefined,
): Promise<{ names: readonly string[]; truncated: boolean }> {
  const limit = MOST_NAMES;
  const cut = (names: readonly string[]) => ({ names, truncated: names.length >= limit });
  switch (query.kind) {
    case 'names': {
      const { nodes, truncated } = await store.find(query.pattern, { limit, active, distinct: true });
      return { names: nodes.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)), truncated };
    }
    case 'paths': {
      const { nodes, truncated } = await store.find(query.pattern, { limit, active });
      return { names: nodes.map(({ path }) => path), truncated };
    }
    case 'tags': {
      const { expressions } = query;
      if (expressions.length > 0) return cut(await store.completeTags({ expressions, limit }));
      const { tags, truncated } = await store.tags({ limit });
      return { names: tags.map(({ tag }) => tag), truncated };
    }
    case 'tag-values': {
      const { tag, expressions } = query;
      if (expressions.length > 0) return cut(await store.completeTagValues(tag, { expressions, limit }));
      const found = await store.tagValues(tag, { limit });
      return { names: found?.values.map(({ value }) => value) ?? [], truncated: found?.truncated ?? false };
    }
  }
}

/** By the texts. `natural` reads numbers in them as numbers, `numeric` takes the first number of each. */
export function sortChoices(choices: readonly Choice[], sort: string): Choice[] {
  const [kind, direction] = sort.endsWith('desc')
    ? [sort.replace(/-?desc$/, ''), -1]
    : [sort.replace(/-?asc$/, ''), 1];
  if (sort === 'none' || sort === '') return [...choices];
  const compare = COMPARISONS[kind] ?? COMPARISONS['']!;
  return choices.toSorted((a, b) => direction * compare(a.text, b.text));
}

const natural = new Intl.Collator('en', { numeric: true });
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const firstNumber = (text: string): number => {
  const found = /-?\d+(\.\d+)?/.exec(text);
  return found === null ? Number.NEGATIVE_INFINITY : Number(found[0]);
};
const COMPARISONS: Readonly<Record<string, (a: string, b: string) => number>> = {
  '': byCode,
  nocase: (a, b) => byCode(a.toLowerCase(), b.toLowerCase()) || byCode(a, b),
  natural: (a, b) => natural.compare(a, b),
  numeric: (a, b) => {
    const [one, other] = [firstNumber(a), firstNumber(b)];
    return one === other ? byCode(a, b) : one - other;
  },
};
