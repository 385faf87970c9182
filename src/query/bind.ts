/**
 * Tree → bound tree: every function found, every argument checked and converted, before anything is read from the
 * store. All mistakes that a target's text can contain come to light in the parser or here.
 */

import { didYouMean } from '../model/nearest.ts';
import type { RollupFunction } from '../storage/store.ts';
import { bug } from './bug.ts';
import type { BoundArguments, GraphiteFunction, NamedParam } from './registry/defineFunction.ts';
import type { FunctionTable } from './registry/functionTable.ts';
import { ArgumentMismatch, type LiteralNode } from './registry/params.ts';
import { shortened } from './shortened.ts';
import type { CallNode, TargetNode } from './target/tree.ts';
import { TargetError } from './targetError.ts';

/** What yields a list of series. */
export type BoundNode = BoundPath | BoundCall;

export interface BoundPath {
  readonly kind: 'path';
  /** A glob over names, or an exact name with tags; the text of the call when there are `tagExpressions`. */
  readonly pattern: string;
  /** Stored series by their tags instead. */
  readonly tagExpressions?: readonly string[];
  /** Which of a coarser archive's columns to read; `bind` leaves it out, `rollups.ts` sets it. */
  readonly rollup?: RollupFunction | undefined;
  readonly column: number;
  /** As it was written. */
  readonly text: string;
}

export interface BoundCall {
  readonly kind: 'call';
  readonly definition: GraphiteFunction;
  /** Literals by parameter; lists of series are missing here. */
  readonly literals: BoundArguments;
  readonly seriesArguments: readonly SeriesArgument[];
  /** The xFilesFactor that this function, or the last one among its arguments to do so, sets. */
  readonly xFilesFactor?: number | undefined;
  readonly column: number;
  /** As it was written. */
  readonly text: string;
}

/** The expressions of a parameter that takes lists of series; more than one only if it takes several. */
export interface SeriesArgument {
  readonly param: NamedParam;
  readonly nodes: readonly BoundNode[];
}

/** Checks a target (of that text) against the functions there are; throws a {@link TargetError}. */
export function bind(node: TargetNode, functions: FunctionTable, text: string): BoundNode {
  switch (node.kind) {
    case 'path':
      return {
        kind: 'path',
        pattern: node.path,
        column: node.column,
        text: text.slice(node.column, node.end),
      };
    case 'call':
      return bindCall(node, functions, text);
    default:
      return bug(`a ${node.kind} cannot stand for series`);
  }
}

function bindCall(call: CallNode, functions: FunctionTable, text: string): BoundNode {
  const definition = functions.get(call.name);
  if (definition === undefined) {
    throw new TargetError(`there is no function "${shortened(call.name)}"`, {
      column: call.nameColumn,
      hint: didYouMean(call.name, functions.keys()),
    });
  }
  const written = assignArguments(call, definition);
  const literals: Record<string, unknown> = {};
  const seriesArguments: SeriesArgument[] = [];
  definition.params.forEach((param, i) => {
    const nodes = written[i]!;
    if (nodes.length === 0) {
      if (param.required) missing(call, param);
      if (param.read !== undefined) literals[param.name] = defaultOf(param);
    } else if (takesSeries(param, nodes[0]!)) {
      const bound = nodes.map((node) => bindSeries(node, call, param, functions, text));
      seriesArguments.push({ param, nodes: bound });
    } else {
      const values = nodes.map((node) => readLiteral(node, call, param));
      literals[param.name] = param.multiple ? values : values[0];
    }
  });
  const problem = definition.check?.(withoutSeries(definition, literals));
  if (problem !== undefined) throw new TargetError(`${call.name}: ${problem}`, { column: call.nameColumn });
  const tagExpressions = definition.stored?.(literals);
  if (tagExpressions !== undefined) {
    return {
      kind: 'path',
      pattern: text.slice(call.nameColumn, call.end),
      tagExpressions,
      column: call.nameColumn,
      text: text.slice(call.column, call.end),
    };
  }
  const xFilesFactor =
    definition.xFilesFactor?.(withoutSeries(definition, literals)) ?? setWithin(seriesArguments);
  return {
    kind: 'call',
    definition,
    literals,
    seriesArguments,
    xFilesFactor,
    column: call.nameColumn,
    text: text.slice(call.column, call.end),
  };
}

function setWithin(seriesArguments: readonly SeriesArgument[]): number | undefined {
  return seriesArguments
    .flatMap(({ nodes }) => nodes)
    .map((node) => (node.kind === 'call' ? node.xFilesFactor : undefined))
    .findLast((set) => set !== undefined);
}

function takesSeries(param: NamedParam, node: TargetNode): boolean {
  return (
    param.read === undefined || (param.orSeries === true && (node.kind === 'path' || node.kind === 'call'))
  );
}

/** What `run` gets for an argument that is left out: its default as if it had been written, and no element of many. */
export function defaultOf(param: NamedParam): unknown {
  if (param.multiple) return [];
  if (param.default === undefined || param.omissionTold === true) return undefined;
  const place = { column: 0, end: 0 };
  switch (typeof param.default) {
    case 'string':
      return param.read!({ kind: 'string', value: param.default, quote: "'", ...place });
    case 'boolean':
      return param.read!({ kind: 'boolean', value: param.default, ...place });
    default:
      return param.read!({
        kind: 'number',
        value: param.default,
        float: !Number.isInteger(param.default),
        ...place,
      });
  }
}

/** Literals with empty lists in place of series, for what is asked of a function before anything is read. */
export function withoutSeries(definition: GraphiteFunction, literals: BoundArguments): BoundArguments {
  const args: Record<string, unknown> = { ...literals };
  for (const param of definition.params) if (param.read === undefined) args[param.name] = [];
  return args;
}

/** The written arguments of each parameter: by position, then by name. */
function assignArguments(call: CallNode, { params }: GraphiteFunction): TargetNode[][] {
  const written = params.map((): TargetNode[] => []);
  call.args.forEach((node, i) => {
    const last = params.length - 1;
    const at = i > last && params[last]?.multiple ? last : i;
    if (at > last) {
      throw new TargetError(`${call.name}: takes at most ${params.length} arguments, this is one more`, {
        column: node.column,
        hint: `it is written ${signature(call.name, params)}`,
      });
    }
    written[at]!.push(node);
  });
  for (const { name, nameColumn, value } of call.named) {
    const at = params.findIndex((param) => param.name === name);
    if (at < 0) {
      throw new TargetError(`${call.name}: there is no parameter "${shortened(name)}"`, {
        column: nameColumn,
        hint:
          didYouMean(
            name,
            params.map((param) => param.name),
          ) ?? `it is written ${signature(call.name, params)}`,
      });
    }
    if (written[at]!.length > 0) {
      throw new TargetError(`${call.name}: "${name}" is given twice`, { column: nameColumn });
    }
    written[at]!.push(value);
  }
  // `none` stands for an argument left out, where that is allowed.
  return written.map((nodes, i) =>
    !params[i]!.required && nodes.length === 1 && nodes[0]!.kind === 'none' ? [] : nodes,
  );
}

function bindSeries(
  node: TargetNode,
  call: CallNode,
  param: NamedParam,
  functions: FunctionTable,
  text: string,
): BoundNode {
  if (node.kind === 'path' || node.kind === 'call') return bind(node, functions, text);
  throw new TargetError(`${call.name}: "${param.name}" has to be series, not a ${node.kind}`, {
    column: node.column,
    hint: 'a metric name, a pattern or a function belongs here',
  });
}

function readLiteral(written: TargetNode, call: CallNode, param: NamedParam): unknown {
  const node = asLiteral(written);
  if (node.kind === 'path' || node.kind === 'call') {
    const what = node.kind === 'path' ? `"${shortened(node.path)}"` : `${node.name}(…)`;
    throw new TargetError(`${call.name}: "${param.name}" cannot be series such as ${what}`, {
      column: node.column,
      hint: node.kind === 'path' ? 'texts stand in quotes' : undefined,
    });
  }
  try {
    return param.read!(node);
  } catch (error) {
    if (!(error instanceof ArgumentMismatch)) throw error;
    throw new TargetError(`${call.name}: ${literalText(node)} for "${param.name}" ${error.message}`, {
      column: node.column,
      hint: error.hint,
    });
  }
}

function asLiteral(node: TargetNode): TargetNode {
  if (node.kind !== 'path' || !node.variable) return node;
  return { kind: 'string', value: node.path, quote: '"', column: node.column, end: node.end };
}

function missing(call: CallNode, param: NamedParam): never {
  throw new TargetError(`${call.name}: "${param.name}" is missing`, {
    // Points at the closing bracket, where it would be written.
    column: call.end - 1,
    hint: param.description,
  });
}

/** `scale(seriesList, factor)`, optional parameters in square brackets. */
function signature(name: string, params: readonly NamedParam[]): string {
  const list = params.map((param) => `${param.name}${param.multiple ? '…' : ''}`);
  return `${name}(${list.map((text, i) => (params[i]!.required ? text : `[${text}]`)).join(', ')})`;
}

function literalText(node: LiteralNode): string {
  switch (node.kind) {
    case 'string':
      return `"${shortened(node.value)}"`;
    case 'none':
      return 'none';
    default:
      return String(node.value);
  }
}
