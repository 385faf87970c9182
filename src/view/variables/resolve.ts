/**
 * From what somebody chose to what is put into texts, for all variables of a dashboard: in the order in which they use each
 * other, with what is known of their choices so far. It is run again whenever more is known; nothing here asks anybody.
 */
import type { Variable, VariableValue } from '../../schema/dashboard.ts';
import type { VariableValuesAnswer, VariableValuesRequest } from '../../schema/dashboards.ts';
import type { TimeRange } from '../time/range.ts';
import { readCustomOptions, type VariableOption } from './customOptions.ts';
import { orderVariables, variablesIn } from './dependencies.ts';
import { interpolate, type ShownValue, type VariableValues } from './interpolate.ts';
import { readIntervals } from './intervals.ts';
import { allChosen, intervalValue, isAll, shownValue } from './values.ts';

/** Choices that are asked for at once; beyond this one searches. */
export const mostChoices = 10_000;

export interface VariableState {
  readonly variable: Variable;
  /** As the address has it; `$__all` stands alone in its list. Undefined while it waits for what there is to choose. */
  readonly chosen: VariableValue | undefined;
  /** Null while they are not known. */
  readonly options: readonly VariableOption[] | null;
  /** There are more choices than these. */
  readonly truncated: boolean;
  /** What its choices are asked with; null when nothing has to be asked, or cannot be yet. */
  readonly request: VariableValuesRequest | null;
}

export interface ResolvedVariables {
  /** In the order of the dashboard. */
  readonly states: readonly VariableState[];
  /** What is put into texts. */
  readonly values: VariableValues;
  /** What was chosen, for addresses and lists. */
  readonly chosen: ReadonlyMap<string, VariableValue>;
  /** Names that have no value yet. */
  readonly waiting: ReadonlySet<string>;
}

export interface ResolveInput {
  readonly variables: readonly Variable[];
  /** By the address. */
  readonly chosen: ReadonlyMap<string, VariableValue>;
  /** The variables that every page has. */
  readonly builtins: VariableValues;
  readonly range: TimeRange;
  readonly rangeSeconds: number;
  readonly zone: string;
  /** What was answered to a question; undefined while nothing was. */
  known(request: VariableValuesRequest): VariableValuesAnswer | undefined;
}

export function resolveVariables(input: ResolveInput): ResolvedVariables {
  const values = new Map<string, VariableValue | ShownValue>(input.builtins);
  const waiting = new Set<string>();
  const states = new Map<string, VariableState>();
  for (const variable of orderVariables(input.variables).order) {
    const state = resolveOne(variable, input, values, waiting);
    states.set(variable.name, state);
    if (state.chosen === undefined || (needsOptions(variable, state.chosen) && !state.options)) {
      waiting.add(variable.name);
      continue;
    }
    values.set(variable.name, resolvedValue(variable, state, input));
  }
  const inOrder = input.variables.map((variable) => states.get(variable.name)!);
  return {
    states: inOrder,
    values,
    chosen: new Map(
      inOrder.flatMap(({ variable, chosen }) => (chosen === undefined ? [] : [[variable.name, chosen]])),
    ),
    waiting,
  };
}

function resolvedValue(
  variable: Variable,
  state: VariableState,
  input: ResolveInput,
): VariableValue | ShownValue {
  if (variable.type === 'interval') return intervalValue(variable, String(state.chosen), input.rangeSeconds);
  return shownValue(variable, state.chosen!, state.options ?? []);
}

/** "All" without a word of its own is the list of all choices, which has to be known. */
function needsOptions(variable: Variable, chosen: VariableValue): boolean {
  return 'includeAll' in variable && isAll(chosen) && !variable.allValue;
}

function resolveOne(
  variable: Variable,
  input: ResolveInput,
  values: VariableValues,
  waiting: ReadonlySet<string>,
): VariableState {
  const wished = input.chosen.get(variable.name);
  const plain = { options: null, truncated: false, request: null };
  switch (variable.type) {
    case 'constant':
      return { ...plain, variable, chosen: interpolate(variable.value, values) };
    case 'text':
      return {
        ...plain,
        variable,
        chosen: first(wished) ?? interpolate(variable.current ?? '', values),
      };
    case 'interval': {
      const options = [
        ...(variable.auto ? [{ value: 'auto', text: 'auto' }] : []),
        ...readIntervals(variable.options).map((value) => ({ value, text: value })),
      ];
      const chosen = first(wished) ?? variable.current ?? options[0]?.value ?? '1m';
      return { ...plain, variable, options, chosen };
    }
    case 'custom': {
      const options = readCustomOptions(interpolate(variable.options, values));
      return { ...plain, variable, options, chosen: choose(variable, wished, options, true) };
    }
    case 'query': {
      // Being written: there is nothing to ask for yet.
      if (variable.query.trim() === '')
        return { ...plain, variable, options: [], chosen: choose(variable, wished, [], true) };
      const request = requestOf(variable, input, values, waiting);
      const answer = request ? input.known(request) : undefined;
      const options = answer?.options ?? null;
      return {
        variable,
        options,
        truncated: answer?.truncated ?? false,
        request,
        chosen: choose(variable, wished, options, answer ? !answer.truncated : false),
      };
    }
  }
}

/** What a query variable's choices are asked with; null while a variable that it uses has no value. */
function requestOf(
  variable: Extract<Variable, { type: 'query' }>,
  input: ResolveInput,
  values: VariableValues,
  waiting: ReadonlySet<string>,
): VariableValuesRequest | null {
  if (variablesIn(`${variable.query} ${variable.regex ?? ''}`).some((name) => waiting.has(name))) return null;
  const regex = variable.regex ? interpolate(variable.regex, values, { format: 'regex' }) : '';
  return {
    query: interpolate(variable.query, values),
    ...(regex ? { regex } : {}),
    ...(variable.sort && variable.sort !== 'none' ? { sort: variable.sort } : {}),
    ...(variable.refreshOnTime ? { from: input.range.from, until: input.range.until } : {}),
    tz: input.zone,
    limit: mostChoices,
  };
}

function first(value: VariableValue | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

/** A pattern that somebody typed need not be one of the choices. */
const pattern = /[*?{[]/;

/**
 * What holds of a choice: what is wished as far as it is there (all choices known), else what the dashboard says, else the
 * first. Undefined while nothing is known.
 */
function choose(
  variable: Extract<Variable, { type: 'query' | 'custom' }>,
  wished: VariableValue | undefined,
  options: readonly VariableOption[] | null,
  complete: boolean,
): VariableValue | undefined {
  for (const wish of [wished, variable.current]) {
    if (wish === undefined) continue;
    const list = typeof wish === 'string' ? [wish] : wish;
    if (isAll(list)) {
      if (variable.includeAll) return [allChosen];
      continue;
    }
    const there =
      complete && options && options.length > 0
        ? list.filter((text) => pattern.test(text) || options.some((option) => option.value === text))
        : list.filter((text) => text !== '');
    if (variable.multi) {
      if (there.length > 0 || (wish === wished && list.every((text) => text === ''))) return there;
    } else if (there.length > 0) return there[0];
  }
  if (options === null) return undefined;
  const start = options[0]?.value;
  if (start === undefined) return variable.multi ? [] : '';
  return variable.multi ? [start] : start;
}
