/**
 * Graphite's globs for one path segment: `*`, `?`, `[abc]`, `[a-c]`, `[!a]`, `{one,two}`, nested.
 * Matching takes time proportional to the product of the two lengths at the worst, for any pattern: no regular
 * expressions, so nobody can write a pattern that hangs.
 */

import { TooMuchError } from '../store.ts';

/** More alternatives than this in one pattern (`{a,b}{c,d}…` multiplies) is refused. */
const MAX_ALTERNATIVES = 1024;

/** Whether a text has any glob character. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** Splits a pattern at the dots that stand outside braces. */
export function splitPattern(pattern: string): string[] {
  const segments: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '{') depth++;
    else if (character === '}') depth = Math.max(0, depth - 1);
    else if (character === '.' && depth === 0) {
      segments.push(pattern.slice(start, i));
      start = i + 1;
    }
  }
  segments.push(pattern.slice(start));
  return segments;
}

/** All texts that the braces of a pattern stand for. Braces that do not close stand for themselves. */
export function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const text = open.pop()!;
    const found = innermostBraces(text);
    if (found === null) {
      done.push(text);
      continue;
    }
    const [start, end] = found;
    for (const choice of text
      .slice(start + 1, end)
      .split(',')
      .reverse()) {
      open.push(text.slice(0, start) + choice + text.slice(end + 1));
    }
    if (open.length + done.length > MAX_ALTERNATIVES) {
      throw new TooMuchError(
        `the braces of "${shorten(pattern)}" stand for more than ${MAX_ALTERNATIVES} texts`,
      );
    }
  }
  return [...new Set(done)];
}

function innermostBraces(text: string): [number, number] | null {
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') start = i;
    else if (text[i] === '}' && start >= 0) return [start, i];
  }
  return null;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

interface Token {
  /** The code point, or -1 for `?`, -2 for `*`, -3 for a class. */
  readonly kind: number;
  readonly ranges?: readonly (readonly [number, number])[];
  readonly negated?: boolean;
}
const ANY = -1;
const STAR = -2;
const CLASS = -3;

function tokenize(pattern: string): Token[] {
  const points = Array.from(pattern, (character) => character.codePointAt(0)!);
  const tokens: Token[] = [];
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    if (point === 0x2a) {
      if (tokens.at(-1)?.kind !== STAR) tokens.push({ kind: STAR });
    } else if (point === 0x3f) tokens.push({ kind: ANY });
    else if (point === 0x5b) {
      const parsed = parseClass(points, i);
      // As fnmatch does: a bracket that does not close is a plain character.
      if (parsed === null) tokens.push({ kind: point });
      else {
        tokens.push(parsed.token);
        i = parsed.end;
      }
    } else tokens.push({ kind: point });
  }
  return tokens;
}

function parseClass(points: readonly number[], start: number): { token: Token; end: number } | null {
  let i = start + 1;
  const negated = points[i] === 0x21;
  if (negated) i++;
  const ranges: [number, number][] = [];
  const first = i;
  for (; i < points.length; i++) {
    const point = points[i];
    if (point === 0x5d && i > first) return { token: { kind: CLASS, ranges, negated }, end: i };
    if (points[i + 1] === 0x2d && i + 2 < points.length && points[i + 2] !== 0x5d) {
      ranges.push([point, points[i + 2]]);
      i += 2;
    } else ranges.push([point, point]);
  }
  return null;
}

function accepts(token: Token, point: number): boolean {
  if (token.kind === ANY) return true;
  if (token.kind !== CLASS) return token.kind === point;
  const inside = token.ranges!.some(([low, high]) => point >= low && point <= high);
  return inside !== token.negated;
}

function matchTokens(tokens: readonly Token[], points: readonly number[]): boolean {
  let token = 0;
  let star = -1;
  let afterStar = 0;
  for (let i = 0; i < points.length; ) {
    const current = tokens[token];
    if (current !== undefined && current.kind === STAR) {
      star = token++;
      afterStar = i;
    } else if (current !== undefined && accepts(current, points[i])) {
      token++;
      i++;
    } else if (star >= 0) {
      // The last star takes one character more; earlier stars need not change.
      token = star + 1;
      i = ++afterStar;
    } else return false;
  }
  while (tokens[token]?.kind === STAR) token++;
  return token === tokens.length;
}

/**
 * A predicate for one segment. A pattern without `;` matches no tagged name (`used;host=a`): in Graphite, series with
 * tags stand outside the tree, and only who names a tag means them.
 */
export function segmentMatcher(pattern: string): (text: string) => boolean {
  const alternatives = expandBraces(pattern).map(tokenize);
  const tagged = pattern.includes(';');
  return (text) => {
    if (!tagged && text.includes(';')) return false;
    const points = Array.from(text, (character) => character.codePointAt(0)!);
    return alternatives.some((tokens) => matchTokens(tokens, points));
  };
}
