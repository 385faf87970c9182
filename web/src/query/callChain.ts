/**
 * A target as people read it: where the series come from, and the functions they then go through, in the order in which they
 * are computed. `alias(sum(a.*), 'x')` is `a.*`, sum, alias.
 */
import type { FunctionInfo } from '../api/client.ts';
import { type CallNode, callNode, isSeriesNode, type TargetNode } from './targetTree.ts';

/** Functions by name; empty while they are not known. */
export type Functions = Readonly<Record<string, FunctionInfo>>;

/** A call without the series that come into it: what remains when it is lifted out of the chain. */
export interface ChainCall {
  readonly name: string;
  /** Positional arguments after the first. */
  readonly rest: readonly TargetNode[];
  readonly named: Readonly<Record<string, TargetNode>>;
  readonly piped: boolean;
}

export interface Chain {
  readonly source: TargetNode;
  /** From the inside out. */
  readonly calls: readonly ChainCall[];
}

const madeOfSeries = /^series/;
/** Calls that stand where series come from, although a text of theirs may come from a variable. */
const sources = new Set(['seriesByTag', 'template']);

/** True when a function takes series as its first argument and hands others on. */
export function takesSeries(call: CallNode, functions: Functions): boolean {
  const [first] = call.args;
  if (sources.has(call.name)) return false;
  const type = functions[call.name]?.params[0]?.type;
  if (type !== undefined) return madeOfSeries.test(type);
  return first !== undefined && isSeriesNode(first);
}

export function chainOf(node: TargetNode, functions: Functions): Chain {
  const calls: ChainCall[] = [];
  let source = node;
  while (source.kind === 'call' && source.args.length > 0 && takesSeries(source, functions)) {
    const { name, args, named, piped } = source;
    calls.unshift({ name, rest: args.slice(1), named, piped });
    source = args[0];
  }
  return { source, calls };
}

export function treeOf({ source, calls }: Chain): TargetNode {
  let node = source;
  for (const call of calls) node = wrap(node, call);
  return node;
}

/** The call with series put in. */
export function wrap(source: TargetNode, { name, rest, named, piped }: ChainCall): CallNode {
  return { ...callNode(name, [source, ...rest], named), piped };
}

export function moveCall(chain: Chain, from: number, to: number): Chain {
  const calls = [...chain.calls];
  const [moved] = calls.splice(from, 1);
  if (!moved) return chain;
  calls.splice(Math.max(0, Math.min(calls.length, to)), 0, moved);
  return { ...chain, calls };
}

export function removeCall(chain: Chain, at: number): Chain {
  return { ...chain, calls: chain.calls.toSpliced(at, 1) };
}

export function replaceCall(chain: Chain, at: number, call: ChainCall): Chain {
  return { ...chain, calls: chain.calls.with(at, call) };
}

export function insertCall(chain: Chain, at: number, call: ChainCall): Chain {
  return { ...chain, calls: chain.calls.toSpliced(at, 0, call) };
}
