/**
 * Graphite's globs for one path segment: `*`, `?`, `[abc]`, `[a-c]`, `[!a]`, `{one,two}`, nested.
 * Matching takes time proportional to the product of the two lengths at the worst, for any pattern: no regular
 * expressions, so nobody can write a pattern that hangs.
 */

import { TooMuchError } from '../store.ts';

/** More alternatives than this in one pattern (`{a,b}{c,d}…` multiplies) is refused. */
const MAX_ALTERNATIVES = 1024;

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

/** Bytes of UTF-8, or {@link ANY}, {@link STAR}, or {@link CLASS} less the number of a class. */
type Tokens = Int32Array;
const ANY = -1;
const STAR = -2;
const CLASS = -3;

/** `[a-c]` or `[!a-c]`. */
interface CharacterClass {
  readonly ranges: readonly (readonly [number, number])[];
  readonly negated: boolean;
}

function tokenize(pattern: string, classes: CharacterClass[]): Tokens {
  const points = Array.from(pattern, (character) => character.codePointAt(0)!);
  const tokens: number[] = [];
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    if (point === 0x2a) {
      if (tokens.at(-1) !== STAR) tokens.push(STAR);
      continue;
    }
    if (point === 0x3f) {
      tokens.push(ANY);
      continue;
    }
    // As fnmatch does: a bracket that does not close is a plain character.
    const parsed = point === 0x5b ? parseClass(points, i) : null;
    if (parsed === null) {
      tokens.push(...encoder.encode(String.fromCodePoint(point)));
      continue;
    }
    tokens.push(CLASS - classes.length);
    classes.push(parsed.class);
    i = parsed.end;
  }
  return Int32Array.from(tokens);
}

function parseClass(
  points: readonly number[],
  start: number,
): { readonly class: CharacterClass; readonly end: number } | null {
  let i = start + 1;
  const negated = points[i] === 0x21;
  if (negated) i++;
  const ranges: [number, number][] = [];
  const first = i;
  for (; i < points.length; i++) {
    const point = points[i];
    if (point === 0x5d && i > first) return { class: { ranges, negated }, end: i };
    if (points[i + 1] === 0x2d && i + 2 < points.length && points[i + 2] !== 0x5d) {
      ranges.push([point, points[i + 2]]);
      i += 2;
    } else ranges.push([point, point]);
  }
  return null;
}

function accepts({ ranges, negated }: CharacterClass, point: number): boolean {
  return ranges.some(([low, high]) => point >= low && point <= high) !== negated;
}

function matchTokens(
  tokens: Tokens,
  classes: readonly CharacterClass[],
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  let token = 0;
  let star = -1;
  let afterStar = 0;
  for (let i = start; i < end; ) {
    const kind = tokens[token];
    if (kind === STAR) {
      star = token++;
      afterStar = i;
      continue;
    }
    const byte = bytes[i];
    if (kind >= 0) {
      if (kind === byte) {
        token++;
        i++;
        continue;
      }
      // Behind a star, `i` may stand inside a character: there only the star takes more.
    } else if (kind !== undefined && (byte & 0xc0) !== 0x80) {
      if (kind === ANY || accepts(classes[CLASS - kind], codePoint(bytes, i))) {
        token++;
        i += characterBytes(byte);
        continue;
      }
    }
    if (star < 0) return false;
    // The last star takes one byte more; earlier stars need not change.
    token = star + 1;
    i = ++afterStar;
  }
  while (tokens[token] === STAR) token++;
  return token === tokens.length;
}

/** Bytes of the character of UTF-8 that begins with this one. */
function characterBytes(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function codePoint(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first < 0x80) return first;
  const length = characterBytes(first);
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) point = (point << 6) | (bytes[at + i] & 0x3f);
  return point;
}

/** A glob for one segment, made ready. */
export interface SegmentMatcher {
  /** What all texts that match begin with; may be empty. */
  readonly prefix: Uint8Array;
  /** Whether it matches the UTF-8 text `bytes[start, end)`. */
  matches(bytes: Uint8Array, start: number, end: number): boolean;
  /** What matching a text of so many bytes costs at the worst, in about the time that the tree takes for one node. */
  cost(bytes: number): number;
}

/**
 * Makes a glob for one segment ready. A pattern without `;` matches no tagged name (`used;host=a`): in Graphite, series
 * with tags stand outside the tree, and only who names a tag means them.
 */
export function segmentMatcher(pattern: string): SegmentMatcher {
  const classes: CharacterClass[] = [];
  const alternatives = expandBraces(pattern).map((alternative) => tokenize(alternative, classes));
  const tagged = pattern.includes(';');
  const tokens = alternatives.reduce((sum, alternative) => sum + alternative.length, 0);
  return {
    prefix: commonPrefix(alternatives),
    matches(bytes, start, end) {
      if (!tagged) for (let i = start; i < end; i++) if (bytes[i] === SEMICOLON) return false;
      for (const alternative of alternatives) {
        if (matchTokens(alternative, classes, bytes, start, end)) return true;
      }
      return false;
    },
    cost: (bytes) => alternatives.length + ((tokens * bytes) >>> 6),
  };
}

/** The bytes that all alternatives begin with. */
function commonPrefix(alternatives: readonly Tokens[]): Uint8Array {
  const [first = new Int32Array(0)] = alternatives;
  let length = 0;
  while (
    length < first.length &&
    first[length] >= 0 &&
    alternatives.every((each) => each[length] === first[length])
  )
    length++;
  return Uint8Array.from(first.subarray(0, length));
}

/** Braces that hold a dot change the number of levels, so they are expanded first; others are matched by segment. */
export function dottedBraces(path: string): string[] {
  return splitPattern(path).some((segment) => segment.includes('.')) ? expandBraces(path) : [path];
}

const SEMICOLON = 59;
const encoder = new TextEncoder();
