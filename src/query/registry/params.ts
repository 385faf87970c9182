/**
 * The kinds of parameters a function may have, as values: each one checks and converts what was written, gives the
 * type that `run` receives, and describes itself to `/functions`, to the reference page and to the editor.
 */
import { didYouMean } from '../../model/nearest.ts';
import { AGGREGATION_NAMES, type AggregationName, isAggregationName } from '../aggregation.ts';
import { floatRepr, numberText } from '../pythonNumber.ts';
import type { Series } from '../series.ts';
import type { NumberNode, TargetNode } from '../target/tree.ts';
import { TimeError } from '../timeError.ts';
import { parseTimeOffset } from '../timeOffset.ts';

/** Names of the types in graphite-web's `/functions`; query editors choose their input fields by them. */
export type ParamType =
  | 'aggFunc'
  | 'aggOrSeriesFunc'
  | 'any'
  | 'boolean'
  | 'date'
  | 'float'
  | 'intOrInf'
  | 'intOrInterval'
  | 'integer'
  | 'interval'
  | 'node'
  | 'nodeOrTag'
  | 'series'
  | 'seriesList'
  | 'seriesLists'
  | 'string'
  | 'tag';

/** A written argument that is not a path or call. */
export type LiteralNode = Exclude<TargetNode, { kind: 'path' | 'call' }>;

/** Thrown by {@link Param.read}: what the argument should have been. The caller knows function and column. */
export class ArgumentMismatch extends Error {
  override name = 'ArgumentMismatch';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** A choice that query editors offer; graphite-web has some that are no texts. */
export type ParamOption = string | boolean | null;

/** A parameter whose argument reaches `run` as a `T`. */
export interface Param<T> {
  readonly type: ParamType;
  readonly description: string;
  readonly required: boolean;
  /** Takes all arguments that are left. */
  readonly multiple: boolean;
  /** Used when the argument is left out; shown in `/functions`. */
  readonly default?: string | number | boolean;
  /** `run` receives undefined, not the default, when the argument is left out. */
  readonly omissionTold?: true;
  readonly options?: readonly ParamOption[];
  readonly suggestions?: readonly (string | number)[];
  /**
   * Converts one literal; throws an {@link ArgumentMismatch}. Absent for lists of series, which are not written
   * down but computed.
   */
  readonly read?: (node: LiteralNode) => unknown;
  /** Beside literals it takes a list of series. */
  readonly orSeries?: true;
  /** `run` receives an {@link Expression} instead of series. */
  readonly lazy?: true;
  /** `run` receives a list of lists: those of `mapSeries`, or one list alone. */
  readonly lists?: true;
  /** Never set: carries the type. */
  readonly value?: T;
}

/** The type of `run`'s arguments for a record of parameters. */
export type ArgumentsOf<P extends Readonly<Record<string, Param<unknown>>>> = {
  readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

/** A window or the like: so many points, or a length of time. */
export type IntOrInterval =
  | { readonly kind: 'points'; readonly points: number; readonly text: string }
  | { readonly kind: 'interval'; readonly seconds: number; readonly text: string };

/** Position of a segment in a name (negative counts from the end), or the name of a tag. */
export type NodeOrTag =
  | { readonly kind: 'node'; readonly position: number }
  | { readonly kind: 'tag'; readonly tag: string };

/** A series argument that a function evaluates itself, over ranges of its own choice and as often as it likes. */
export interface Expression {
  /** Series over a range, by default that of the function's result. */
  evaluate(range?: { readonly from?: number; readonly until?: number }): readonly Series[];
}

/** A length of time, with the sign it was written with. */
export interface Interval {
  readonly seconds: number;
  readonly text: string;
}

function param<T>(type: ParamType, description: string, read?: (node: LiteralNode) => T): Param<T> {
  const base = { type, description, required: true, multiple: false };
  return read === undefined ? base : { ...base, read };
}

export function seriesList(description: string): Param<readonly Series[]> {
  return param('seriesList', description);
}

/** Lists as `mapSeries` makes them; a plain list of series counts as one list. */
export function seriesLists(description: string): Param<readonly (readonly Series[])[]> {
  return { ...param<readonly (readonly Series[])[]>('seriesLists', description), lists: true };
}

/** Series that the function evaluates itself, since it needs them over another range than its own. */
export function expression(description: string): Param<Expression> {
  return { ...param<Expression>('seriesList', description), lazy: true };
}

/** Series, or a literal that `inner` reads. The type in `/functions` is `any` as graphite-web has it. */
export function seriesOr<T>(inner: Param<T>): Param<readonly Series[] | T> {
  return { ...inner, type: 'any', orSeries: true } as Param<readonly Series[] | T>;
}

export function text(description: string): Param<string> {
  return param('string', description, (node) => {
    if (node.kind === 'string') return node.value;
    if (node.kind === 'number') return numberText(node.value, node.float);
    throw new ArgumentMismatch('is not a text', 'put it in quotes');
  });
}

/** One of a few words, shown as the choice in query editors; the type is `string` as graphite-web has it. */
export function oneOf<const T extends string>(description: string, options: readonly T[]): Param<T> {
  const base = param('string', description, (node): T => {
    const chosen = node.kind === 'string' ? options.find((option) => option === node.value) : undefined;
    if (chosen !== undefined) return chosen;
    const nearest = node.kind === 'string' ? didYouMean(node.value, options) : undefined;
    throw new ArgumentMismatch(`is none of ${options.join(', ')}`, nearest);
  });
  return { ...base, options };
}

export function float(description: string): Param<number> {
  return param('float', description, readFloat);
}

/** A number and how names show it: `5` and `5.0` are the same number. */
export interface WrittenNumber {
  readonly value: number;
  readonly text: string;
}

export function writtenNumber(description: string): Param<WrittenNumber> {
  return param('float', description, (node) => {
    const value = readFloat(node);
    const text = node.kind === 'number' ? numberText(value, node.float) : floatRepr(value);
    return { value, text };
  });
}

export function integer(description: string): Param<number> {
  return param('integer', description, (node) => {
    const value = wholeNumber(node);
    if (value === null) throw new ArgumentMismatch('is not a whole number');
    return value;
  });
}

/** A whole number, or infinity (as much as there is). */
export function intOrInf(description: string): Param<number> {
  return param('intOrInf', description, (node) => {
    const whole = wholeNumber(node);
    if (whole !== null) return whole;
    const value = node.kind === 'string' ? numberIn(node.value) : node.kind === 'number' ? node.value : 0;
    if (value === Number.POSITIVE_INFINITY) return value;
    throw new ArgumentMismatch('is neither a whole number nor inf');
  });
}

/** `true`, `false`, 1 or 0, in quotes or without. */
export function boolean(description: string): Param<boolean> {
  return param('boolean', description, (node) => {
    if (node.kind === 'boolean') return node.value;
    if (node.kind === 'number' && (node.value === 0 || node.value === 1)) return node.value === 1;
    if (node.kind === 'string' && /^(true|false)$/i.test(node.value)) return /^t/i.test(node.value);
    throw new ArgumentMismatch('is neither true nor false');
  });
}

/** A length of time such as "5min", "-1d" or "1h30min". */
export function interval(description: string, suggestions?: readonly string[]): Param<Interval> {
  const base = param('interval', description, (node): Interval => {
    if (node.kind === 'string') return { seconds: lengthOfTime(node.value), text: node.value };
    throw new ArgumentMismatch('is not a length of time', 'such as "5min"');
  });
  return suggestions === undefined ? base : { ...base, suggestions };
}

/** A moment as `from` and `until` take it; `RunContext.parseTime` makes seconds of the text. */
export function date(description: string): Param<string> {
  return { ...text(description), type: 'date' };
}

/** The name of a tag. */
export function tag(description: string): Param<string> {
  return { ...text(description), type: 'tag' };
}

/** Position of a segment in a name; negative ones count from the end. */
export function node(description: string): Param<number> {
  return { ...integer(description), type: 'node' };
}

/** How many values become one: `sum`, `average`, … as `aggregation.ts` knows them; `sumSeries` is taken for `sum`. */
export function aggregation(description: string): Param<AggregationName> {
  const base = param('aggFunc', description, (node): AggregationName => {
    const written = node.kind === 'string' ? node.value : '';
    if (isAggregationName(written)) return written;
    const bare = written.replace(/Series$/, '');
    if (isAggregationName(bare)) return bare;
    throw new ArgumentMismatch('is no aggregation function', didYouMean(written, AGGREGATION_NAMES));
  });
  return { ...base, options: AGGREGATION_NAMES };
}

/**
 * An aggregation, or the name of a function that combines lists of series. Which names there are is known where the
 * function runs: `RunContext.call` refuses others.
 */
export function aggregationOrFunction(description: string): Param<string> {
  return { ...text(description), type: 'aggOrSeriesFunc', options: AGGREGATION_NAMES };
}

/** Checks of its own are the function's: 0 points may make sense to one and none to another. */
export function intOrInterval(
  description: string,
  suggestions: readonly (string | number)[],
): Param<IntOrInterval> {
  const base = param('intOrInterval', description, (node): IntOrInterval => {
    if (node.kind === 'number' && Number.isFinite(node.value)) {
      const points = Math.trunc(node.value);
      return { kind: 'points', points, text: numberText(node.value, node.float) };
    }
    if (node.kind === 'string') {
      return { kind: 'interval', seconds: Math.abs(lengthOfTime(node.value)), text: node.value };
    }
    throw new ArgumentMismatch('is neither a number of points nor a length of time', 'such as 5 or "5min"');
  });
  return { ...base, suggestions };
}

export function nodeOrTag(description: string): Param<NodeOrTag> {
  return param('nodeOrTag', description, (node): NodeOrTag => {
    if (node.kind === 'string') return { kind: 'tag', tag: node.value };
    const position = node.kind === 'number' ? wholeNumber(node) : null;
    if (position === null) {
      throw new ArgumentMismatch(
        'is neither the position of a node nor a tag',
        'positions count from 0; names of tags stand in quotes',
      );
    }
    return { kind: 'node', position };
  });
}

/** The argument may be left out, or written `none`. */
export function optional<T>(inner: Param<T>): Param<T | undefined> {
  return { ...inner, required: false } as Param<T | undefined>;
}

/** The argument may be left out; then it is as if `value` were written. */
export function withDefault<T>(inner: Param<T>, value: string | number | boolean): Param<T> {
  return { ...inner, required: false, default: value };
}

/** The same where a result's name or tags tell an argument that was left out from the default written down. */
export function assumed<T>(inner: Param<T>, value: string | number | boolean): Param<T | undefined> {
  return { ...withDefault(inner, value), omissionTold: true } as Param<T | undefined>;
}

/** Takes any number of arguments, none included; only the last parameter may. */
export function anyNumber<T>(inner: Param<T>): Param<readonly T[]> {
  return { ...oneOrMore(inner), required: false };
}

/** Takes one argument or more; only the last parameter may. */
export function oneOrMore<T>(inner: Param<T>): Param<readonly T[]> {
  return { ...inner, multiple: true } as Param<readonly unknown[]> as Param<readonly T[]>;
}

function readFloat(node: LiteralNode): number {
  const value =
    node.kind === 'number' ? node.value : node.kind === 'string' ? numberIn(node.value) : Number.NaN;
  if (Number.isNaN(value)) throw new ArgumentMismatch('is not a number');
  return value;
}

function wholeNumber(node: LiteralNode): number | null {
  if (node.kind === 'number') return isWhole(node) ? node.value : null;
  if (node.kind === 'string' && /^\s*[+-]?\d+\s*$/.test(node.value)) return Number(node.value);
  return null;
}

function isWhole({ value, float: isFloat }: NumberNode): boolean {
  return !isFloat && Number.isFinite(value);
}

/** NaN when the text is no number. */
function numberIn(written: string): number {
  const trimmed = written.trim();
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function lengthOfTime(written: string): number {
  try {
    return parseTimeOffset(written);
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    const hint = /^\s*\d+\s*$/.test(written)
      ? `for ${written.trim()} points, leave the quotes out`
      : error.hint;
    throw new ArgumentMismatch('is not a length of time', hint);
  }
}
