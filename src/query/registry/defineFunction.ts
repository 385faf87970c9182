import type { FoldedSeries, FoldFunction, RollupFunction } from '../../storage/store.ts';
import { bug } from '../bug.ts';
import type { Drawing, Series } from '../series.ts';
import type { ArgumentsOf, Param } from './params.ts';

/** Something that happened, as `/events` keeps it. */
export interface EventAt {
  /** Seconds since 1970. */
  readonly when: number;
}

/** What a function may know and ask for beside its arguments. */
export interface RunContext {
  /** Range that the function's result is asked for, seconds since 1970; arguments may begin earlier. */
  readonly from: number;
  readonly until: number;
  readonly nowSeconds: number;
  /** IANA zone of the query, for functions that know days. */
  readonly tz: string | undefined;
  /** Share of known values that a combined value needs (0..1): the query's own unless a function among the arguments sets it. */
  readonly xFilesFactor: number;
  /** Seconds before `from` at which the series arguments begin; 0 without {@link FunctionDefinition.history}. */
  readonly historySeconds: number;
  /** Seconds since 1970 of a moment written as `from` and `until` take it. Throws a {@link FunctionError}. */
  parseTime(text: string): number;
  /**
   * Series of another target, by default over the function's own range. What it needs from the store may have to be read
   * first: then this throws, and the function runs again from its beginning. Use {@link all} for several, so that
   * they are read together.
   */
  evaluate(target: string, range?: { readonly from?: number; readonly until?: number }): readonly Series[];
  /** What the thunks give, each of which may call `evaluate`; everything that has to be read for them is read at once. */
  all<T>(thunks: readonly (() => T)[]): T[];
  /** What the function of that name makes of lists of series as its first arguments. Throws a {@link FunctionError}. */
  call(name: string, lists: readonly (readonly Series[])[]): readonly Series[];
  /** Events with all of these tags from `from` to `until`, in the order of time. */
  events(tags: readonly string[]): readonly EventAt[];
}

/** Arguments that are right each for itself and make no sense together, or with these series; becomes a 400. */
export class FunctionError extends Error {
  override name = 'FunctionError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The stored series of one argument, folded into one. */
export interface FoldedArgument {
  /** The argument as it was written. */
  readonly pathExpression: string;
  readonly folded: FoldedSeries;
}

/** How a function that needs no more of its series than one made of all of them has the store make that one. */
export interface FoldDown {
  readonly how: FoldFunction;
  /** The result, from an argument or several; null where they do not go together: `run` is called then. */
  finish(list: readonly FoldedArgument[], context: RunContext): Series | null;
}

/** How much earlier than the range asked for the series arguments have to begin. */
export type History =
  | { readonly seconds: number }
  /** So many times the coarsest step among the argument's series. */
  | { readonly points: number };

/**
 * Values of an example, on slots that all begin at the same multiple of every step. `step` is 60 seconds unless
 * said otherwise; `before` lies ahead of the range that is asked for.
 */
export type CaseSeries =
  | readonly (number | null)[]
  | {
      readonly step: number;
      readonly values: readonly (number | null)[];
      readonly before?: readonly (number | null)[];
    };

/** An example that is documentation and test at once: `call` over the stored series `given` yields `expect`. */
export interface FunctionCase {
  readonly call: string;
  readonly given: Readonly<Record<string, CaseSeries>>;
  /** Names of the results, in their order, with their values. */
  readonly expect: Readonly<Record<string, readonly (number | null)[]>>;
  /** Seconds between the values of the results; 60 unless said otherwise. */
  readonly expectStep?: number;
  /** Seconds from the beginning of the range to the first value; 0 unless said otherwise. */
  readonly expectOffset?: number;
  /** Rounding of the results before they are compared, where the arithmetic is not exact: digits behind the point. */
  readonly expectDigits?: number;
  /** How the first result is drawn. */
  readonly expectDrawing?: Drawing;
  /** Tags of the first result, where they are worth showing. */
  readonly expectTags?: Readonly<Record<string, string>>;
  /** Events there are, seconds from the beginning of the range. */
  readonly events?: readonly { readonly when: number; readonly tags: readonly string[] }[];
  /** Why graphite-web answers otherwise; such cases make the page of known differences. */
  readonly differs?: string;
}

type Params = Readonly<Record<string, Param<unknown>>>;

interface FunctionDefinition<P extends Params> {
  readonly name: string;
  /** Other names by which it may be called. */
  readonly aliases?: readonly string[];
  /** Heading in `/functions` and in query editors, as graphite-web has it. */
  readonly group: string;
  /** One sentence. */
  readonly summary: string;
  /** What there is to know beyond it. */
  readonly description?: string;
  /** In the order of the arguments. */
  readonly params: P;
  readonly history?: (args: ArgumentsOf<P>) => History;
  /**
   * Which of a coarser archive's columns the series arguments are read from, where only that archive reaches far
   * enough; undefined for what graphite-web would read. `asked` is what is wanted of the function's own result,
   * such as `max` in `consolidateBy(…, "max")`. Without this member it is handed on: right for functions that give
   * back the values as they got them (names, order, choice). A function that computes others must say for which it
   * is the same before rolling up and after, or what it needs instead: see `handOn.ts`.
   */
  readonly rollup?: (args: ArgumentsOf<P>, asked: RollupFunction | undefined) => RollupFunction | undefined;
  /** Refuses arguments that are of the right type but senseless: the text continues "name: ". */
  readonly check?: (args: ArgumentsOf<P>) => string | undefined;
  /** The share of known values (0..1) that functions around this one need from then on, as `RunContext.xFilesFactor`. */
  readonly xFilesFactor?: (args: ArgumentsOf<P>) => number;
  /** Asked when all series arguments are names or patterns: stored series are folded into one while they are read. */
  readonly fold?: (args: ArgumentsOf<P>) => FoldDown | undefined;
  /** Combines all series of the lists that it is given into one: other functions may be told to use it, by its name. */
  readonly aggregator?: true;
  /** For the one function whose arguments say which stored series are meant: expressions over tags. */
  readonly stored?: (args: ArgumentsOf<P>) => readonly string[];
  /** Computes the result; must leave its arguments as they are. */
  readonly run: (args: ArgumentsOf<P>, context: RunContext) => readonly Series[];
  /** Instead of `run` where the result is several lists, for a function with {@link Param.lists}; others get one list of all. */
  readonly runLists?: (args: ArgumentsOf<P>, context: RunContext) => readonly (readonly Series[])[];
  readonly cases: readonly FunctionCase[];
}

/** Arguments by the name of their parameter, checked against it. */
export type BoundArguments = Readonly<Record<string, unknown>>;

/** A function as the rest of the house sees it: the types of its arguments are checked, no longer known. */
export interface GraphiteFunction {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly group: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly params: readonly NamedParam[];
  readonly history: ((args: BoundArguments) => History) | undefined;
  readonly rollup:
    | ((args: BoundArguments, asked: RollupFunction | undefined) => RollupFunction | undefined)
    | undefined;
  readonly check: ((args: BoundArguments) => string | undefined) | undefined;
  readonly xFilesFactor: ((args: BoundArguments) => number) | undefined;
  readonly fold: ((args: BoundArguments) => FoldDown | undefined) | undefined;
  readonly aggregator: boolean;
  readonly stored: ((args: BoundArguments) => readonly string[]) | undefined;
  readonly run: (args: BoundArguments, context: RunContext) => readonly Series[];
  readonly runLists:
    | ((args: BoundArguments, context: RunContext) => readonly (readonly Series[])[])
    | undefined;
  readonly cases: readonly FunctionCase[];
}

export interface NamedParam extends Param<unknown> {
  readonly name: string;
}

/**
 * Makes a function of the target language from one value that explains it, validates its arguments, runs it and
 * proves it. List it in `functions/index.ts`.
 *
 * `history`, `rollup`, `check`, `xFilesFactor` and `stored` are called before anything is fetched, so their series arguments are empty lists.
 */
export function defineFunction<const P extends Params>(definition: FunctionDefinition<P>): GraphiteFunction {
  const params = Object.entries(definition.params).map(([name, param]) => ({ name, ...param }));
  if (params.slice(0, -1).some((param) => param.multiple)) {
    bug(`${definition.name}: only the last parameter may take several arguments`);
  }
  if (definition.cases.length === 0) bug(`${definition.name} has no cases`);
  // The one place where the types of arguments are given up: bind.ts checks them against the same `params`.
  const typed = (args: BoundArguments): ArgumentsOf<P> => args as ArgumentsOf<P>;
  const { history, rollup, check, xFilesFactor, run, runLists, stored, fold } = definition;
  return {
    name: definition.name,
    aliases: definition.aliases ?? [],
    group: definition.group,
    summary: definition.summary,
    description: definition.description,
    params,
    history: history && ((args) => history(typed(args))),
    rollup: rollup && ((args, asked) => rollup(typed(args), asked)),
    check: check && ((args) => check(typed(args))),
    xFilesFactor: xFilesFactor && ((args) => xFilesFactor(typed(args))),
    fold: fold && ((args) => fold(typed(args))),
    aggregator: definition.aggregator ?? false,
    stored: stored && ((args) => stored(typed(args))),
    run: (args, context) => run(typed(args), context),
    runLists: runLists && ((args, context) => runLists(typed(args), context)),
    cases: definition.cases,
  };
}
