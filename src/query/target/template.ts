/**
 * graphite's `template(target, name=value, …)`: within it `$name` in paths stands for the value; arguments without a name are
 * `$1`, `$2` and so on. Values that a request gives (`template[name]=…`) go before those of the target.
 */
import { TargetError } from '../targetError.ts';
import type { CallNode, NamedArgument, TargetNode } from './tree.ts';

type Values = ReadonlyMap<string, string | number>;

/** The tree without calls of `template`: each is what it says, filled in. Throws a {@link TargetError}. */
export function fillTemplates(node: TargetNode, given: Readonly<Record<string, string>>): TargetNode {
  if (node.kind !== 'call') return node;
  if (node.name !== 'template') return mapArguments(node, (argument) => fillTemplates(argument, given));
  const [body, ...positional] = node.args;
  if (body === undefined || (body.kind !== 'path' && body.kind !== 'call')) {
    throw new TargetError('template: the first argument has to be a target', { column: node.nameColumn });
  }
  const values = new Map<string, string | number>();
  for (const { name, value } of node.named) values.set(name, templateValue(value));
  for (const [i, value] of positional.entries()) values.set(String(i + 1), templateValue(value));
  for (const [name, value] of Object.entries(given)) values.set(name, value);
  return fill(body, values);
}

function templateValue(node: TargetNode): string | number {
  if (node.kind === 'string' || node.kind === 'number') return node.value;
  throw new TargetError('template: values are texts and numbers', { column: node.column });
}

function mapArguments(node: CallNode, change: (argument: TargetNode) => TargetNode): CallNode {
  const named = node.named.map((each): NamedArgument => ({ ...each, value: change(each.value) }));
  return { ...node, args: node.args.map(change), named };
}

function fill(node: TargetNode, values: Values): TargetNode {
  if (node.kind === 'call') return mapArguments(node, (argument) => fill(argument, values));
  if (node.kind !== 'path') return node;
  const { path, column, end } = node;
  const whole = path.startsWith('$') ? values.get(path.slice(1)) : undefined;
  // An argument that is nothing but a variable is a number or a text, as graphite-web has it.
  if (typeof whole === 'number') {
    return { kind: 'number', value: whole, float: !Number.isInteger(whole), column, end };
  }
  if (whole !== undefined && /^-?[\d.]+$/.test(whole) && !Number.isNaN(Number(whole))) {
    return { kind: 'number', value: Number(whole), float: true, column, end };
  }
  if (whole !== undefined) return { kind: 'path', path: whole, variable: true, column, end };
  return { ...node, path: replaceNames(path, values) };
}

/** Every `$name` in a path, the longest names first so that `$host` does not spoil `$hostname`. */
function replaceNames(path: string, values: Values): string {
  const names = [...values.keys()].sort((a, b) => b.length - a.length);
  return names.reduce((text, name) => text.replaceAll(`$${name}`, () => String(values.get(name))), path);
}
