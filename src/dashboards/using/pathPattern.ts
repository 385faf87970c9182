/** Whether a metric is one of those that a path of a target stands for, marks of variables in it. */
import { RE2JS } from 're2js';
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
  return RE2JS.compile(sourceOf(path), RE2JS.DOTALL).matches(metric);
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

/** Never a dot: a set stands for one character of one segment. A range that runs backwards holds nothing. */
function setSource(inside: string): string {
  const negated = inside.startsWith('!');
  const members = Array.from(negated ? inside.slice(1) : inside, (member) => member.codePointAt(0)!);
  const ranges: [low: number, high: number][] = [];
  for (let i = 0; i < members.length; i++) {
    const isRange = members[i + 1] === DASH && i + 2 < members.length;
    ranges.push([members[i]!, members[isRange ? i + 2 : i]!]);
    if (isRange) i += 2;
  }
  const source = (negated ? [...ranges, [DOT, DOT] as const] : ranges.flatMap(withoutDot))
    .filter(([low, high]) => low <= high)
    .map(([low, high]) => `${escaped(low)}-${escaped(high)}`)
    .join('');
  if (source === '') return NO_CHARACTER;
  return `[${negated ? '^' : ''}${source}]`;
}

const DASH = 0x2d;
const DOT = 0x2e;
const NO_CHARACTER = '[^\\x{0}-\\x{10FFFF}]';

function withoutDot([low, high]: [low: number, high: number]): [low: number, high: number][] {
  return low <= DOT && DOT <= high
    ? [
        [low, DOT - 1],
        [DOT + 1, high],
      ]
    : [[low, high]];
}

function escaped(point: number): string {
  return `\\x{${point.toString(16)}}`;
}
