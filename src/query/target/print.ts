/** Tree → text that parses to the same tree. */
import type { CallNode, StringNode, TargetNode } from './tree.ts';

/** Writes a target on one line; pipes become nested calls where they can. */
export function printTarget(node: TargetNode): string {
  switch (node.kind) {
    case 'path':
      return printPath(node.path);
    case 'number':
      return printNumber(node.value, node.float);
    case 'string':
      return printString(node);
    case 'boolean':
      return String(node.value);
    case 'none':
      return 'none';
    case 'call':
      return printCall(node);
  }
}

function printCall({ name, args, named }: CallNode): string {
  const first = args[0];
  // As an argument `5` is a number; in front of a pipe it is the path it was.
  const piped =
    first?.kind === 'path' && /^(-?\d+(\.\d+)?(e[+-]?\d+)?|true|false|none|inf)$/i.test(first.path);
  const inside = [
    ...(piped ? args.slice(1) : args).map(printTarget),
    ...named.map((argument) => `${argument.name}=${printTarget(argument.value)}`),
  ];
  return `${piped ? `${printPath(first.path)}|` : ''}${name}(${inside.join(',')})`;
}

/** Dots, and braces with their commas, are structure when they pair up; everything else special gets a backslash. */
function printPath(path: string): string {
  const paired = pairedBraces(path);
  // Where a call could take the beginning for the name of an argument, its = gets a backslash too.
  const misleading = /^[A-Za-z_][A-Za-z0-9_]*=/.exec(path)?.[0].length ?? 0;
  let text = '';
  let open = 0;
  for (let i = 0; i < path.length; i++) {
    const character = path[i]!;
    if (paired.has(i)) open += character === '{' ? 1 : -1;
    else if (i === misleading - 1) text += '\\';
    else if (character === ',' ? open === 0 : '(){}\'"\\|'.includes(character)) text += '\\';
    text += character;
  }
  return text;
}

function pairedBraces(path: string): Set<number> {
  const paired = new Set<number>();
  const open: number[] = [];
  for (let i = 0; i < path.length; i++) {
    if (path[i] === '{') open.push(i);
    else if (path[i] === '}') {
      const start = open.pop();
      if (start !== undefined) paired.add(start).add(i);
    }
  }
  return paired;
}

function printNumber(value: number, float: boolean): string {
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-1e999';
  if (Object.is(value, -0)) return float ? '-0.0' : '-0';
  if (!float) return BigInt(value).toString();
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function printString({ value, quote }: StringNode): string {
  return quote + value.replaceAll(quote, `\\${quote}`) + quote;
}
