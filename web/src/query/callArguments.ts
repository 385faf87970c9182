/** The arguments of a call beside the parameters of its function: what a form shows, and what it changes. */
import type { FunctionInfo, FunctionParam } from '../api/client.ts';
import { type CallNode, pathNode, type TargetNode, valueNode } from './targetTree.ts';

/** A place for an argument: its position, or its name where it is given by name. */
export interface ArgumentSlot {
  readonly at: number | string;
  /** Null where the function has no such parameter. */
  readonly param: FunctionParam | null;
  /** Null when it is left out. */
  readonly node: TargetNode | null;
}

export function isSeriesParam(param: FunctionParam | null): boolean {
  return param !== null && /^series/.test(param.type);
}

/**
 * One place for each parameter, in their order, and one more behind those of a parameter that takes several. What the function
 * does not know comes last, so that it can be seen and removed.
 */
export function slotsOf(call: CallNode, info: FunctionInfo | undefined): ArgumentSlot[] {
  const params = info?.params ?? [];
  const slots: ArgumentSlot[] = [];
  const named = new Map(Object.entries(call.named));
  params.forEach((param, i) => {
    if (param.multiple) {
      for (let at = i; at < call.args.length; at++) slots.push({ at, param, node: call.args[at] });
      // One has to be there at most: the room for another may stay empty.
      const more = call.args.length > i ? { ...param, required: false } : param;
      slots.push({ at: Math.max(i, call.args.length), param: more, node: null });
      return;
    }
    const given = named.get(param.name);
    named.delete(param.name);
    if (i < call.args.length) slots.push({ at: i, param, node: call.args[i] });
    else if (given !== undefined) slots.push({ at: param.name, param, node: given });
    else slots.push({ at: i, param, node: null });
  });
  if (!params.at(-1)?.multiple)
    for (let at = params.length; at < call.args.length; at++)
      slots.push({ at, param: null, node: call.args[at] });
  for (const [name, node] of named) slots.push({ at: name, param: null, node });
  return slots;
}

/** The call with one argument changed, or left out (null): what then stands behind a gap is given by name. */
export function withArgument(
  call: CallNode,
  info: FunctionInfo | undefined,
  at: number | string,
  node: TargetNode | null,
): CallNode {
  if (typeof at === 'string') return { ...call, named: withNamed(call.named, at, node) };
  const params = info?.params ?? [];
  const several = params.at(-1)?.multiple === true && at >= params.length - 1;
  if (node !== null) {
    if (at < call.args.length) return { ...call, args: call.args.with(at, node) };
    if (at === call.args.length || several) return { ...call, args: [...call.args, node] };
    const name = params[at]?.name;
    // Without a name for it there is nowhere to put it but at the end.
    if (name === undefined) return { ...call, args: [...call.args, node] };
    return { ...call, named: withNamed(call.named, name, node) };
  }
  if (at >= call.args.length) return call;
  if (several || at === call.args.length - 1) return { ...call, args: call.args.toSpliced(at, 1) };
  const behind = call.args.slice(at + 1);
  const names = behind.map((_, i) => params[at + 1 + i]);
  // Values of a parameter that takes several have no name, so the gap has to be written.
  if (names.some((param) => param === undefined || param.multiple))
    return { ...call, args: call.args.with(at, valueNode(null)) };
  let { named } = call;
  behind.forEach((argument, i) => {
    named = withNamed(named, names[i].name, argument);
  });
  return { ...call, args: call.args.slice(0, at), named };
}

function withNamed(
  named: Readonly<Record<string, TargetNode>>,
  name: string,
  node: TargetNode | null,
): Readonly<Record<string, TargetNode>> {
  const next = { ...named };
  if (node === null) delete next[name];
  else next[name] = node;
  return next;
}

/** What a field shows of an argument: a text without its quotes, everything else as it is written. */
export function shownArgument(node: TargetNode | null): string {
  if (node === null || node.kind === 'call') return '';
  return node.kind === 'value' && typeof node.value === 'string' ? node.value : node.text;
}

const numberTypes = new Set(['integer', 'float', 'node', 'intOrInf']);
const numberOrText = new Set(['intOrInterval', 'nodeOrTag', 'any']);
const number = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const variable = /^(\$\w+|\$\{[^{}]+\}|\[\[[^[\]]+\]\])$/;

/** Why what was typed can't be the argument; null when it can. */
export function argumentProblem(typed: string, param: FunctionParam | null): string | null {
  const text = typed.trim();
  if (!text) return param?.required ? 'Needed' : null;
  if (!param || variable.test(text)) return null;
  if (param.type === 'boolean' && !/^(true|false|[01])$/i.test(text)) return 'True or false';
  if (param.type === 'intOrInf' && /^inf$/i.test(text)) return null;
  if (numberTypes.has(param.type) && !number.test(text)) return 'A number';
  if (param.type !== 'float' && numberTypes.has(param.type) && !/^-?\d+$/.test(text)) return 'A whole number';
  if (param.options && !param.options.some((option) => writtenOption(option) === text))
    return `One of ${param.options.map(writtenOption).join(', ')}`;
  return null;
}

/** How a choice of a parameter is written in its field. */
export function writtenOption(option: string | boolean | null): string {
  return option === null ? 'none' : String(option);
}

/** What was typed as an argument; null when the field is blank. */
export function readArgument(typed: string, param: FunctionParam | null): TargetNode | null {
  const text = typed.trim();
  if (!text) return null;
  const type = param?.type ?? 'any';
  const isText = !numberTypes.has(type) && !numberOrText.has(type) && type !== 'boolean';
  // Put in before the target is read: within quotes a number would become a text.
  if (variable.test(text) && !isText) return pathNode(text);
  const literal = param?.options?.find(
    (option) => typeof option !== 'string' && writtenOption(option) === text,
  );
  if (literal !== undefined) return valueNode(literal);
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return valueNode(text.toLowerCase() === 'true');
  if (!isText && number.test(text)) return valueNode(Number(text), text.replace(/\.$/, ''));
  if (type === 'intOrInf' && /^inf$/i.test(text)) return valueNode(Number.POSITIVE_INFINITY, 'inf');
  return valueNode(typed);
}

/** A new call of a function, with what has to be there filled in by its defaults and first choices. */
export function newArguments(info: FunctionInfo): readonly TargetNode[] {
  const needed: TargetNode[] = [];
  for (const [i, param] of info.params.entries()) {
    if (i === 0 && isSeriesParam(param)) continue;
    if (!param.required) break;
    if (isSeriesParam(param)) needed.push(pathNode(''));
    else needed.push(readArgument(firstChoice(param), param) ?? valueNode(''));
  }
  return needed;
}

function firstChoice({ type, default: value, options, suggestions }: FunctionParam): string {
  if (value !== undefined) return String(value);
  if (options?.length) return writtenOption(options[0]);
  if (suggestions?.length) return String(suggestions[0]);
  if (type === 'boolean') return 'false';
  if (type === 'node' || type === 'nodeOrTag') return '0';
  if (type === 'interval') return '1h';
  if (numberTypes.has(type) || type === 'intOrInterval') return '10';
  return '';
}
