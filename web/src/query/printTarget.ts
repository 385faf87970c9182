import type { TargetNode } from './targetTree.ts';

/** What an argument would be read as instead of a path. */
const literal = /^(-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?|true|false|none|inf)$/i;

/**
 * Writes a target on one line. What it writes is read as the same tree; pipes stay pipes, and values stay as they were written.
 */
export function printTarget(node: TargetNode): string {
  if (node.kind === 'path') return printPath(node.text);
  if (node.kind !== 'call') return node.text;
  const [first, ...rest] = node.args;
  // As an argument `5` is a number; in front of a pipe it is the path it was.
  const piped = first !== undefined && (node.piped || (first.kind === 'path' && literal.test(first.text)));
  const inside = [
    ...(piped ? rest : node.args).map(printTarget),
    ...Object.entries(node.named).map(([name, value]) => `${name}=${printTarget(value)}`),
  ];
  return `${piped ? `${printTarget(first)} | ` : ''}${node.name}(${inside.join(', ')})`;
}

/**
 * Dots, and braces with their commas, are structure where they pair up; everything else that the language has a meaning for gets
 * a backslash.
 */
function printPath(path: string): string {
  const paired = pairedBraces(path);
  // Where a call could take the beginning for the name of an argument, its = gets a backslash too.
  const misleading = /^[A-Za-z_]\w*=/.exec(path)?.[0].length ?? 0;
  let text = '';
  let open = 0;
  for (let i = 0; i < path.length; i++) {
    const character = path[i];
    if (paired.has(i)) open += character === '{' ? 1 : -1;
    else if (i === misleading - 1 || (character === ',' ? open === 0 : '(){}\'"\\|'.includes(character)))
      text += '\\';
    text += character;
  }
  return text;
}

function pairedBraces(path: string): ReadonlySet<number> {
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
