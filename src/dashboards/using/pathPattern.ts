/** Whether a metric is one of those that a path of a target stands for, marks of variables in it. */
import { RE2JS, RE2JSException } from 're2js';
import { ANYTHING, SOMETHING } from './marks.ts';

const SPECIAL = new RegExp(`[*?[\\]{}${SOMETHING}${ANYTHING}]`);
const BEFORE_SPECIAL = new RegExp(`^[^*?[\\]{}${SOMETHING}${ANYTHING}]*`);
const AFTER_SPECIAL = new RegExp(`[^*?[\\]{}${SOMETHING}${ANYTHING}]*$`);

/** `path`: graphite's globs, with the marks of `markVariables`. Takes time proportional to both lengths for any pattern. */
export function pathMatches(path: string, metric: string): boolean {
  // In Graphite series with tags stand outside the tree, and only who names a tag means them.
  if (metric.includes(';') && !path.includes(';') && !path.includes(ANYTHING)) return false;
  if (!SPECIAL.test(path)) return path === metric;
  const [before] = BEFORE_SPECIAL.exec(path)!;
  const [after] = AFTER_SPECIAL.exec(path)!;
  if (!metric.startsWith(before) || !metric.endsWith(after)) return false;
  return compiled(sourceOf(path))?.matches(metric) ?? false;
}

/** Null for a set of characters that runs backwards and the like: nothing matches it. */
function compiled(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

function sourceOf(path: string): string {
  let source = '';
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const character = path[i]!;
    if (character === '*' || character === SOMETHING) source += '[^.]*';
    else if (character === '?') source += '[^.]';
    else if (character === ANYTHING) source += '.*';
    else if (character === '{') {
      depth++;
      source += '(?:';
    } else if (character === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (character === ',' && depth > 0) source += '|';
    else if (character === '[') {
      const end = endOfSet(path, i);
      source += end === null ? '\\[' : setSource(path.slice(i + 1, end));
      if (end !== null) i = end;
    } else source += RE2JS.quote(character);
  }
  return source + ')'.repeat(depth);
}

/** Offset of the bracket that ends the set which begins at `start`; one right behind the first belongs to it. */
function endOfSet(path: string, start: number): number | null {
  const first = path[start + 1] === '!' ? start + 2 : start + 1;
  const end = path.indexOf(']', first + 1);
  return end === -1 ? null : end;
}

function setSource(inside: string): string {
  const negated = inside.startsWith('!');
  const members = (negated ? inside.slice(1) : inside).replace(/[\\\]^[&~]/g, '\\$&');
  return `[${negated ? '^' : ''}${members}]`;
}
